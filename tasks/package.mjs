// @ts-check
import { fetchOfficial, official, wantedVersion } from '../electron/runtime/official.mjs'
import { root } from './aliases.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { run, runTask, TaskError } from './terminal.mjs'

// npm run package [-- ELECTRON-BUILDER OPTIONS]: installers for this platform, in release/
await runTask(async () => {
  await ensureDependencies()
  await requireOfficialElectron()
  await ensureBuilt()
  const builder = 'node_modules/electron-builder/cli.js'
  const args = ['--config', 'electron/packaging/builder.json', '--publish', 'never', ...process.argv.slice(2)]
  const { code } = await run(process.execPath, [builder, ...args], { cwd: root })
  return code
})

/** Releases are built on the official Electron only. */
async function requireOfficialElectron() {
  if (official()) return
  const outcome = await fetchOfficial({ patient: true })
  if (official()) return
  throw new TaskError(
    `Packaging needs the official Electron ${wantedVersion()}, which could not be fetched: ${outcome}. ` +
      'Connect to the internet, or set ELECTRON_MIRROR to a mirror of the releases, and try again.',
  )
}
