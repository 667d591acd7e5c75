// @ts-check
import { rmSync } from 'node:fs'
import { ensureDependencies } from './dependencies.mjs'
import { allTargets, ensureBuilt } from './ensure-built.mjs'
import { stampFile } from './targets.mjs'
import { runTask, say, speakOn, TaskError } from './terminal.mjs'

// npm run build [-- [--force] [--on-stderr] [electron] [main] [compute] [renderer] [digits]]
await runTask(async () => {
  const args = process.argv.slice(2)
  if (args.includes('--on-stderr')) speakOn(process.stderr)
  const named = args.filter((argument) => !argument.startsWith('--'))
  const unknown = named.find((name) => !allTargets.some((target) => target === name))
  if (unknown) throw new TaskError(`There is no build target "${unknown}". There are: ${allTargets.join(', ')}.`)
  const wanted = named.length > 0 ? allTargets.filter((target) => named.includes(target)) : allTargets
  await ensureDependencies()
  if (args.includes('--force')) for (const target of wanted) rmSync(stampFile(target), { force: true })
  await ensureBuilt(wanted)
  say('Built: dist/ is up to date.')
})
