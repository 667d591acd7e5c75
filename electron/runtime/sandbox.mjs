// @ts-check
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import path from 'node:path'
import { TaskError } from '../../tasks/terminal.mjs'

/**
 * The command-line options with which Chromium's sandbox can start here. It refuses to run as root, so there it is off;
 * everyone else keeps it.
 * @param {string} executable
 * @returns {string[]}
 */
export function sandboxOptions(executable) {
  if (process.platform !== 'linux') return []
  if (process.getuid?.() === 0) return ['--no-sandbox']
  if (isSetuidRoot(path.join(path.dirname(executable), 'chrome-sandbox')) || canUseNamespaces()) return []
  const helper = path.join(path.dirname(executable), 'chrome-sandbox')
  throw new TaskError(
    'This system allows no unprivileged user namespaces, which the sandbox of the window needs. Do once, as an administrator:\n' +
      `  sudo chown root:root "${helper}" && sudo chmod 4755 "${helper}"\nand try again.`,
  )
}

/** @param {string} helper */
function isSetuidRoot(helper) {
  const stats = statSync(helper, { throwIfNoEntry: false })
  return stats !== undefined && stats.uid === 0 && (stats.mode & 0o4000) !== 0
}

function canUseNamespaces() {
  const probe = spawnSync('unshare', ['--user', '--map-root-user', 'true'], {
    stdio: 'ignore',
  })
  // Without the probe program we cannot tell, and let Chromium decide.
  return probe.error !== undefined || probe.status === 0
}
