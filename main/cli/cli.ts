import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { coreParts } from '../core-service.ts'
import { runCli } from './run-cli.ts'
import { processTerminal } from './terminal.ts'

/** Where the built program lies: dist/main. */
const here = path.dirname(fileURLToPath(import.meta.url))
const digitsDirectory = process.env.LAYERLOOM_DIGITS ?? path.resolve(here, '../data/digits')
const cacheDirectory = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache')
const files = {
  digitsDirectory,
  choicesFile: path.join(cacheDirectory, 'layerloom', 'devices.json'),
  preparedDirectory: path.join(cacheDirectory, 'layerloom', 'prepared'),
  recordsFile: path.join(cacheDirectory, 'layerloom', 'runs.sqlite'),
}
const { version } = JSON.parse(readFileSync(path.resolve(here, '../../package.json'), 'utf8')) as { version: string }

// A reader that has enough (`| head`) closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

void runCli(process.argv.slice(2), coreParts, processTerminal(files), version).then((exitCode) => {
  process.exitCode = exitCode
})
