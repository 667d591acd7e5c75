import { defineConfig } from '@playwright/test'

/** Speed of the editor; nothing here is a test. Run it on a machine that does nothing else. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/bench',
  workers: 1,
  timeout: 120_000,
  reporter: [['list']],
})
