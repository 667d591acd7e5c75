import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { app } from 'electron'
import { z } from 'zod'
import type { RecentFile } from '#shared/contract/shell.ts'
import { readProject } from './ipc/files.ts'
import { readNote, writeNote } from './notes.ts'

const note = 'recent.json'
const longest = 10

/** The projects that were opened or saved lately, newest first; `exist`: only those that are still there. */
export function recentPaths(options: { exist?: boolean } = {}): string[] {
  const paths = readNote(note, z.array(z.string())) ?? []
  return options.exist ? paths.filter((file) => existsSync(file)) : paths
}

/** All of them with what they hold now. */
export function recentFiles(): Promise<RecentFile[]> {
  return Promise.all(recentPaths().map(describe))
}

async function describe(file: string): Promise<RecentFile> {
  const changedAt = await stat(file).then(
    ({ mtimeMs }) => Math.round(mtimeMs),
    () => null,
  )
  const project = changedAt === null ? null : await readProject(file).catch(() => null)
  return {
    path: file,
    name: path.basename(file),
    folder: path.dirname(file),
    changedAt,
    document: project?.document ?? null,
  }
}

export function addRecentFile(file: string): void {
  const others = recentPaths().filter((other) => other !== file)
  writeNote(note, [file, ...others].slice(0, longest))
  app.addRecentDocument(file)
}

export function forgetRecentFile(file: string): void {
  const others = recentPaths().filter((other) => other !== file)
  writeNote(note, others)
}
