// @ts-check
import { ensureBuilt } from './ensure-built.mjs'
import { setUpForWindow } from './set-up.mjs'
import { windowTests } from './steps.mjs'
import { runTask } from './terminal.mjs'

// npm run e2e [-- PLAYWRIGHT OPTIONS]
await runTask(async () => {
  await setUpForWindow({ xvfb: !process.env.DISPLAY })
  await ensureBuilt()
  return (await windowTests(...process.argv.slice(2))) ? 0 : 1
})
