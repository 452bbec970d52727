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
  // Far more than any journey needs on a quiet machine: a busy one is slow, not wrong.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    launchOptions: chromium,
    viewport: { width: 1280, height: 800 },
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    screenshot: 'only-on-failure',
  },
})
