import type { SkippedFile } from '#shared/contract/data.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { SourceTree } from '../archive/source-tree.ts'
import { assignSplits, comparePaths, isPicture, type Listing, skipUnreadable, splitOfFolder } from './listing.ts'
import { findTop, partsBelow } from './tree-top.ts'

/**
 * The pictures of a tree with a folder for each class, or with such folders in train/ and test/ or val/. Folders around them
 * all, and in those of the classes, mean nothing.
 * @throws LoomError data.noPictures, data.noClassFolders, data.classEmpty
 */
export function listClasses(source: string, tree: Pick<SourceTree, 'files' | 'emptyFolders'>): Listing {
  const files = tree.files.filter(isPicture).sort((a, b) => comparePaths(a.path, b.path))
  if (files.length === 0) throw new LoomError('data.noPictures', { path: source })
  const top = findTop(files.map(({ path }) => path))
  const foldersOf = (path: string) => partsBelow(path, top).slice(0, -1)
  const firstFolders = new Set(files.flatMap(({ path }) => foldersOf(path).slice(0, 1)))
  const isSplit = [...firstFolders].some((folder) => splitOfFolder(folder) === 'train')
  refuseEmptyClasses(tree.emptyFolders, top, isSplit)
  const splits = assignSplits(firstFolders)
  const skipped: SkippedFile[] = skipUnreadable(tree.files)
  const pictures = files.flatMap((file) => {
    const [first = '', second] = foldersOf(file.path)
    const className = isSplit ? splitOfFolder(first) && second : first
    if (className) return [{ file, className, mask: null, split: splits.get(first) ?? null }]
    skipped.push({ path: file.path, reason: { code: 'data.skip.noClass' } })
    return []
  })
  if (pictures.length === 0) throw new LoomError('data.noClassFolders', { path: source })
  return { pictures, skipped }
}

/** A folder that was meant for a class and holds nothing. */
function refuseEmptyClasses(emptyFolders: readonly string[], top: string, isSplit: boolean): void {
  for (const folder of emptyFolders) {
    if (!folder.startsWith(top)) continue
    const [first = '', second, third] = partsBelow(folder, top)
    const name = isSplit ? splitOfFolder(first) && third === undefined && second : second === undefined && first
    if (name) throw new LoomError('data.classEmpty', { name, folder })
  }
}
