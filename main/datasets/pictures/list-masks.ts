import { LoomError } from '#shared/messages/loom-error.ts'
import type { SourceFile, SourceTree } from '../archive/source-tree.ts'
import { assignSplits, comparePaths, isPicture, type Listing, skipUnreadable, splitOfFolder } from './listing.ts'

const pictureFolders = /^(images?|imgs?|pictures|photos|jpegimages)$/i
const maskFolders = /^(masks?|labels?|annotations?|segmentations?|segmentationclass|gt|ground_?truth)$/i

/** Where a file is, but for whether it is a picture or a mask: the two of a pair have the same. */
interface Place {
  kind: 'picture' | 'mask'
  key: string
  splitFolder: string
}

/**
 * Pictures in a folder images/ and masks of the same names in a folder masks/, in any order with train/ and test/ or val/.
 * A mask may be called `<name>_mask` and have another ending.
 * @throws LoomError data.noPictures, data.noMaskFolders
 */
export function listMasks(source: string, tree: Pick<SourceTree, 'files'>): Listing {
  const files = tree.files.filter(isPicture).sort((a, b) => comparePaths(a.path, b.path))
  if (files.length === 0) throw new LoomError('data.noPictures', { path: source })
  const skipped = skipUnreadable(tree.files)
  const masks = new Map<string, SourceFile>()
  const found: { file: SourceFile; place: Place }[] = []
  for (const file of files) {
    const place = placeOf(file.path)
    if (place?.kind === 'mask') masks.set(place.key, file)
    if (place?.kind === 'picture') found.push({ file, place })
  }
  if (masks.size === 0 || found.length === 0) throw new LoomError('data.noMaskFolders', { path: source })
  const splits = assignSplits(new Set(found.map(({ place }) => place.splitFolder)))
  const pictures = found.flatMap(({ file, place }) => {
    const mask = masks.get(place.key)
    if (mask) return [{ file, className: null, mask, split: splits.get(place.splitFolder) ?? null }]
    skipped.push({ path: file.path, reason: { code: 'data.skip.noMask' } })
    return []
  })
  if (pictures.length === 0) throw new LoomError('data.noMaskMatches', { path: source })
  return { pictures, skipped }
}

function placeOf(path: string): Place | null {
  const folders = path.split('/')
  const name = folders.pop() ?? ''
  const at = folders.findIndex((folder) => pictureFolders.test(folder) || maskFolders.test(folder))
  const kindFolder = folders[at]
  if (kindFolder === undefined) return null
  const kind = maskFolders.test(kindFolder) ? 'mask' : 'picture'
  const around = [...folders.slice(0, at), ...folders.slice(at + 1)]
  const stem = name.replace(/\.[^.]*$/, '').replace(kind === 'mask' ? /[-_](mask|label|gt|seg)$/i : /$^/, '')
  const splitFolder = around.find((folder) => splitOfFolder(folder)) ?? ''
  return { kind, key: [...around, stem].join('/'), splitFolder }
}
