import { realpath } from 'node:fs/promises'
import path from 'node:path'
import type { FitPreview, PackedImages } from '#shared/contract/data.ts'
import { type DataChoice, pictureFits } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { openZip } from '../archive/open-zip.ts'
import type { SplitName } from '../batch-feed.ts'
import type { Dataset } from '../dataset.ts'
import { decodePicture, type PictureForm, readForm } from './decode-picture.ts'
import { findBelow } from './open-folder.ts'
import { findKind } from './open-source.ts'

/** The longer side of a picture that is shown as it is. */
const shownSide = 320

/**
 * A picture of one's own as it is, and as each fit brings it to the form of the choice. Null where it cannot be read by itself.
 * @throws LoomError data.noPicture, data.pathUnreadable, data.skip.*
 */
export async function previewFits(
  choice: DataChoice,
  { origins }: Pick<Dataset, 'origins'>,
  { split, index }: { split: SplitName; index: number },
): Promise<FitPreview | null> {
  if (choice.source !== 'pictures' || !origins) return null
  const origin = origins[split][index]
  if (!origin) throw new LoomError('data.noPicture', { index, count: origins[split].length })
  const bytes = await readOrigin(choice.path, origin.file)
  if (bytes === null) return null
  const [height, width] = await readForm(bytes)
  const scale = Math.min(1, shownSide / Math.max(height, width))
  const whole = {
    height: Math.max(1, Math.round(scale * height)),
    width: Math.max(1, Math.round(scale * width)),
    channels: 3 as const,
    background: choice.background,
  }
  const [original, ...fitted] = await Promise.all([
    shape(bytes, { ...whole, fit: 'stretch' }),
    ...pictureFits.map((fit) => shape(bytes, { ...choice, fit })),
  ])
  const [stretch, crop, pad] = fitted
  if (!original || !stretch || !crop || !pad) return null
  return { original, size: { height, width }, fits: { stretch, crop, pad } }
}

async function shape(bytes: Uint8Array, form: PictureForm): Promise<PackedImages> {
  const { height, width, channels } = form
  return { height, width, channels, count: 1, pixels: Uint8Array.from(await decodePicture(bytes, form)) }
}

/** A .tar would have to be unpacked for one picture. */
async function readOrigin(source: string, name: string): Promise<Uint8Array | null> {
  const kind = await findKind(source)
  if (kind === 'tar') return null
  if (kind === 'zip') {
    const tree = await openZip(source)
    try {
      return (await tree.files.find((file) => file.path === name)?.read()) ?? null
    } finally {
      await tree.close()
    }
  }
  const root = await realpath(kind === 'folder' ? source : path.dirname(source))
  const file = await findBelow(root, name)
  return typeof file === 'string' ? null : file.read()
}
