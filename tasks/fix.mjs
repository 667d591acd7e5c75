// @ts-check
import { ensureDependencies } from './dependencies.mjs'
import { checkLint } from './steps.mjs'
import { runTask } from './terminal.mjs'

// npm run fix: format, and what the linter can put right by itself.
await runTask(async () => {
  await ensureDependencies()
  return (await checkLint('--write')) ? 0 : 1
})
