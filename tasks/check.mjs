// @ts-check
import { ensureDependencies } from './dependencies.mjs'
import { checkLint, checkTypes, checkZones, unitTests } from './steps.mjs'
import { heading, runTask, say } from './terminal.mjs'

// npm run check: the quick gate.
await runTask(async () => {
  await ensureDependencies()
  const results = {
    types: await checkTypes(),
    lint: await checkLint(),
    zones: await checkZones(),
    'unit tests': await unitTests(),
  }
  const failed = Object.entries(results).filter(([, isRight]) => !isRight)
  heading('Summary')
  say(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.map(([name]) => name).join(', ')}.`)
  return failed.length === 0 ? 0 : 1
})
