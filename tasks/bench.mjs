// @ts-check
import { ensureDependencies } from './dependencies.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { pythonWithTorch } from './python.mjs'
import { run, runTask, say } from './terminal.mjs'

// npm run bench [-- --json FILE]
await runTask(async () => {
  await ensureDependencies()
  await ensureBuilt(['main', 'digits'])
  const python = pythonWithTorch()
  if (!python) say('No python3 with PyTorch here: nothing to compare with. "npm run bench:setup" installs it.')
  const env = python ? { LAYERLOOM_PYTHON: python } : {}
  const { code } = await run(process.execPath, ['dist/main/bench.cjs', ...process.argv.slice(2)], { env })
  return code
})
