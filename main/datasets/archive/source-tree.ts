import type { SkippedFile } from '#shared/contract/data.ts'

/** A file of a folder or an archive. */
export interface SourceFile {
  /** From the top of the tree, with `/` between its parts. */
  path: string
  bytes: number
  /** 0 in archives, which have a time of their own. */
  modifiedMs: number
  /** Rejects with the reason. */
  read(): Promise<Uint8Array>
}

/** What lies in a folder or an archive. Whoever opened it closes it. */
export interface SourceTree {
  files: SourceFile[]
  /** Folders with nothing in them. */
  emptyFolders: string[]
  skipped: SkippedFile[]
  close(): Promise<void>
}

/** The most that is read of one file, and how many files there may be. */
export const largestFileBytes = 256 * 1024 ** 2
export const mostFiles = 500_000

/** What programs leave behind: hidden files, and those that macOS and Windows put into folders and archives. */
export function isClutter(path: string): boolean {
  return path
    .split('/')
    .some((part) => part.startsWith('.') || part === '__MACOSX' || /^(thumbs\.db|desktop\.ini)$/i.test(part))
}

/** Those of the folders in which none of the files lies. */
export function findEmpty(folders: readonly string[], files: readonly { path: string }[]): string[] {
  const filled = new Set<string>()
  for (const { path } of files) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) filled.add(path.slice(0, end))
  }
  return folders.filter((folder) => !filled.has(folder))
}
