// @ts-check
import { defineConfig } from 'vitest/config'
import { aliases } from './tasks/aliases.mjs'

export default defineConfig({
  resolve: { alias: aliases },
  test: {
    include: ['{main,renderer,electron}/**/*.test.{ts,tsx}', '{tasks,electron}/**/*.test.mjs'],
    environment: 'node',
    // Some tests train; on a small or busy machine they are slow, not wrong.
    testTimeout: 60_000,
  },
})
