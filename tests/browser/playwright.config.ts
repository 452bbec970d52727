import { defineConfig } from '@playwright/test'
import { chromium } from './support/chromium.ts'

export default defineConfig({
  testDir: '.',
  testMatch: ['journeys/*.spec.ts', 'accessibility/*.spec.ts'],
  outputDir: '../../target/browser-results',
  globalSetup: './support/globalSetup.ts',
  reporter: 'list',
  workers: 2,
  fullyParallel: true,
  forbidOnly: 'CI' in process.env,
  timeout: 40_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    launchOptions: chromium,
    viewport: { width: 1280, height: 800 },
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    screenshot: 'only-on-failure',
  },
})
