import { defineConfig } from '@playwright/test'
import tests from '../playwright.config.ts'

export default defineConfig({
  ...tests,
  testDir: '.',
  testMatch: [],
  outputDir: '../../../target/browser-results',
  globalSetup: '../support/globalSetup.ts',
  timeout: 120_000,
  projects: [
    { name: 'pages', testMatch: 'pages.spec.ts' },
    { name: 'readme', testMatch: 'readme.spec.ts' },
  ],
})
