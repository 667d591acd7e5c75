// @ts-check
import { existsSync } from 'node:fs'
import { sandboxOptions } from '../electron/runtime/sandbox.mjs'
import { root } from './aliases.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { hasDisplay, setUpForWindow } from './set-up.mjs'
import { run, runTask, say } from './terminal.mjs'

// npm start [-- FILE.loom]
await runTask(hasDisplay() ? startWindow : startInTerminal)

async function startWindow() {
  const { executable } = await setUpForWindow({ xvfb: false })
  await ensureBuilt()
  // Some launchers (an editor's terminal) set this, and Electron would be a plain Node.js.
  delete process.env.ELECTRON_RUN_AS_NODE
  const { code } = await run(executable, [...sandboxOptions(executable), ...quiet(), root, ...process.argv.slice(2)])
  return code
}

/** In a container Chromium complains at length that there is no D-Bus, which we do not need. */
function quiet() {
  return process.platform === 'linux' && !existsSync('/run/dbus/system_bus_socket') ? ['--log-level=3'] : []
}

async function startInTerminal() {
  say('There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): LayerLoom does its job in the terminal.')
  await ensureDependencies()
  await ensureBuilt(['main', 'digits'])
  const { code } = await run(process.execPath, ['main/cli/layerloom.mjs', 'demo', ...process.argv.slice(2)])
  say('\nTo get the window: run "npm start" in a desktop session, or on a virtual screen: xvfb-run -a npm start')
  say('Other jobs for the terminal: node main/cli/layerloom.mjs --help')
  return code
}
