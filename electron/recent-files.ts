import { existsSync } from 'node:fs'
import path from 'node:path'
import { app } from 'electron'
import { z } from 'zod'
import type { RecentFile } from '#shared/contract/shell.ts'
import { readNote, writeNote } from './notes.ts'

const note = 'recent.json'
const longest = 10

/** The projects that were opened or saved lately and still exist, newest first. */
export function recentFiles(): RecentFile[] {
  const paths = readNote(note, z.array(z.string())) ?? []
  return paths.filter((file) => existsSync(file)).map((file) => ({ path: file, name: path.basename(file) }))
}

export function addRecentFile(file: string): void {
  const others = recentFiles()
    .map((recent) => recent.path)
    .filter((other) => other !== file)
  writeNote(note, [file, ...others].slice(0, longest))
  app.addRecentDocument(file)
}
