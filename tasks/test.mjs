// @ts-check
import { ensureBuilt } from './ensure-built.mjs'
import { setUpForWindow } from './set-up.mjs'
import { checkLint, checkTypes, checkZones, unitTests, windowTests } from './steps.mjs'
import { heading, runTask, say } from './terminal.mjs'
import { countTests, failedTests, forgetReports } from './test-reports.mjs'

/** @type {readonly [name: string, step: () => Promise<boolean>][]} */
const steps = [
  ['types', checkTypes],
  ['lint', checkLint],
  ['import zones', checkZones],
  ['unit tests', unitTests],
  ['build', build],
  ['window tests', windowTests],
]

// npm test: set-up, every check, and the last line "N passed, N failed, N skipped".
await runTask(async () => {
  heading('Set-up')
  await setUpForWindow({ xvfb: !process.env.DISPLAY })
  say('Set-up is complete.')
  forgetReports()
  const failed = []
  for (const [name, step] of steps) {
    const startedAt = Date.now()
    const isRight = await attempt(step)
    say(`-- ${name}: ${isRight ? 'ok' : 'FAILED'} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
    if (!isRight) failed.push(name)
  }
  return summarise(failed)
})

async function build() {
  heading('Build')
  await ensureBuilt()
  return true
}

/**
 * A step that breaks down has failed, and the others still run.
 * @param {() => Promise<boolean>} step
 */
async function attempt(step) {
  try {
    return await step()
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return false
  }
}

/** @param {readonly string[]} failedSteps */
function summarise(failedSteps) {
  const { passed, failed, skipped } = countTests()
  heading('Summary')
  for (const failure of failedTests()) say(`  ${failure}`)
  if (failedSteps.length > 0) say(`Failed: ${failedSteps.join(', ')}`)
  if (passed + failed === 0) say('No test ran.')
  say(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  return failedSteps.length === 0 && failed === 0 && passed > 0 ? 0 : 1
}
