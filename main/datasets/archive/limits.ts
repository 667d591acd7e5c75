import { LoomError } from '#shared/messages/loom-error.ts'
import { unpackedTooLarge } from './pour-file.ts'
import { mostFiles } from './source-tree.ts'

/** What an archive may hold once it is unpacked. */
export interface ArchiveLimits {
  expandedBytes: number
  /** Times its own size, once it holds more than `harmlessBytes`. Pictures hardly shrink in an archive. */
  ratio: number
  harmlessBytes: number
  files: number
}

export const archiveLimits: ArchiveLimits = {
  expandedBytes: 64 * 1024 ** 3,
  ratio: 200,
  harmlessBytes: 256 * 1024 ** 2,
  files: mostFiles,
}

/** @throws LoomError data.unpackedTooLarge, data.archiveBomb, data.tooManyFiles */
export function checkExpansion(
  file: string,
  { packed, expanded, count }: { packed: number; expanded: number; count: number },
  limits: ArchiveLimits,
): void {
  if (count > limits.files) throw new LoomError('data.tooManyFiles', { path: file, limit: limits.files })
  if (expanded > limits.expandedBytes) {
    throw unpackedTooLarge(file, limits.expandedBytes)
  }
  if (expanded > limits.harmlessBytes && expanded > limits.ratio * packed) {
    throw new LoomError('data.archiveBomb', { file, ratio: limits.ratio })
  }
}
