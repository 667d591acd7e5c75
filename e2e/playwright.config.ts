import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testIgnore: 'bench/**',
  outputDir: '../test-results/playwright',
  // Each test has a whole program of its own, and training uses every core.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: '../test-results/reports/playwright.json' }]],
})
