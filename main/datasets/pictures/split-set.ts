import path from 'node:path'
import type { Labels, PictureOrigin } from '#shared/contract/data.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Dataset, Samples } from '../dataset.ts'
import { gatherLabels } from '../gather.ts'
import { plainName } from '../idx/class-names.ts'
import { seededRandom, shuffle } from '../random.ts'
import { countClasses, drawStratified } from '../stratify.ts'
import type { PicturesChoice } from './decode-picture.ts'
import { ignoredLabel } from './mask-classes.ts'
import type { PictureSet } from './picture-set.ts'

/** Codes of `splits`. */
const [tests, undecided] = [1, 2]

/**
 * Cuts prepared pictures into those that train and those that test: as their folders say, or each class in its share. What trains
 * is mixed, what tests stands in the order of the files.
 * @throws LoomError data.fewPictures, data.classUntrained
 */
export function splitSet(
  choice: PicturesChoice,
  set: PictureSet,
  { directory, masks }: { directory: string; masks: Uint8Array | null },
): Dataset {
  const { pictureBytes, picturesPerFile, rows, classes } = set
  const labels = masks ?? narrowLabels(set.labels ?? [], classes.length)
  const all = { count: rows.length, labels }
  const files = set.shards.map(({ name }) => path.join(directory, name))
  const pick = (places: Uint32Array): Samples => ({
    count: places.length,
    pixels: { kind: 'shards', pictureBytes, files, picturesPerFile, places: places.map((place) => rows[place] ?? 0) },
    labels: gatherLabels(all, places),
  })
  const { training, testing } = drawParts(choice, set, masks ? new Uint8Array(rows.length) : labels)
  if (training.length === 0 || testing.length === 0) {
    throw new LoomError('data.fewPictures', { path: choice.path, count: rows.length })
  }
  const [train, test] = [pick(training), pick(testing)]
  if (!masks) refuseUntrained(classes, train, test)
  return {
    task: choice.task,
    ...(masks ? { ignoreLabel: ignoredLabel } : {}),
    inputShape: [choice.height, choice.width, choice.channels],
    classes: classes.map(plainName),
    train,
    test,
    origins: { train: findOrigins(set, training), test: findOrigins(set, testing) },
    skipped: { count: set.skippedCount, files: set.skipped },
  }
}

function findOrigins({ files, sizes }: PictureSet, places: Uint32Array): PictureOrigin[] {
  return Array.from(places, (place) => {
    const [height = 0, width = 0, channels = 0] = sizes[place] ?? []
    return { file: files[place] ?? '', height, width, channels }
  })
}

function narrowLabels(labels: readonly number[], classCount: number): Labels {
  return classCount > 256 ? Uint16Array.from(labels) : Uint8Array.from(labels)
}

function drawParts({ testShare, seed }: PicturesChoice, { splits, classes }: PictureSet, labels: Labels) {
  const random = seededRandom(seed)
  const placesWhere = (fits: (split: number) => boolean) =>
    Uint32Array.from([...splits.keys()].filter((place) => fits(splits[place] ?? undecided)))
  const given = placesWhere((split) => split === tests)
  if (given.length > 0)
    return {
      training: shuffle(
        placesWhere((split) => split !== tests),
        random,
      ),
      testing: given,
    }
  const total = Math.min(labels.length - 1, Math.max(1, Math.round(labels.length * testShare)))
  const { drawn, rest } = drawStratified(labels, classes.length, Math.max(0, total), random)
  return { training: rest, testing: drawn.sort() }
}

function refuseUntrained(classes: readonly string[], train: Samples, test: Samples): void {
  const [trained, tested] = [train, test].map(({ labels }) => countClasses(labels, classes.length))
  const label = trained?.indexOf(0) ?? -1
  if (label < 0) return
  throw new LoomError('data.classUntrained', { name: classes[label] ?? '', count: tested?.[label] ?? 0 })
}
