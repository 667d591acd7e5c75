// @ts-check
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { checkIntegrity } from './registry-hosted.mjs'

it('takes the expected file only', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'layerloom-integrity-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'package.tgz')
  writeFileSync(file, 'content')
  await checkIntegrity(file, createHash('sha512').update('content').digest('base64'))
  const other = createHash('sha512').update('contents').digest('base64')
  await expect(checkIntegrity(file, other)).rejects.toThrow(/package\.tgz is not the file that was expected/)
})
