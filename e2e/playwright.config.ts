import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testIgnore: 'bench/**',
  outputDir: '../test-results/playwright',
  // Each test has a whole program of its own, and training uses every core.
  workers: 1,
  timeout: 60_000,
  // A shared machine may stand still for longer than a wait lasts; what passes only at the second try is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: '../test-results/reports/playwright.json' }]],
})
