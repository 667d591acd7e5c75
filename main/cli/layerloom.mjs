#!/usr/bin/env node
// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)

// In a checkout of the sources the program is built first where it is missing or stale. Whatever that has to say goes to
// stderr: stdout belongs to the answer.
if (existsSync(new URL('tasks/targets.mjs', root))) {
  const { isFresh } = await import('../../tasks/targets.mjs')
  if (!isFresh('main') || !isFresh('digits')) {
    const build = fileURLToPath(new URL('tasks/build.mjs', root))
    const { status } = spawnSync(process.execPath, [build, '--on-stderr', 'main', 'digits'], {
      stdio: ['ignore', 2, 2],
    })
    if (status !== 0) process.exit(1)
  }
}
createRequire(import.meta.url)('../../dist/main/cli.cjs')
