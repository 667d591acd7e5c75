// @ts-check
import { ensureDependencies } from './dependencies.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { pythonWith } from './python.mjs'
import { setUpForWindow } from './set-up.mjs'
import { windowBench } from './steps.mjs'
import { run, runTask } from './terminal.mjs'

// npm run bench [-- --json FILE]; npm run bench -- --help lists what else it measures.
await runTask(async () => {
  if (process.argv[2] === 'editor') return benchEditor()
  await ensureDependencies()
  await ensureBuilt(['main', 'digits'])
  const env = { LAYERLOOM_PYTORCH: pythonWith('torch') ?? '', LAYERLOOM_KERAS: pythonWith('tensorflow') ?? '' }
  const { code } = await run(process.execPath, ['dist/main/bench.cjs', ...process.argv.slice(2)], { env })
  return code
})

async function benchEditor() {
  await setUpForWindow({ xvfb: !process.env.DISPLAY })
  await ensureBuilt()
  return (await windowBench()) ? 0 : 1
}
