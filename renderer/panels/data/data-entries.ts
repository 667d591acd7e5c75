import { type FoundDataSet, isKnownSet, type KnownSet, knownSets } from '#shared/contract/known-data.ts'
import { type DataChoice, dataChoiceSchema } from '#shared/document/schema.ts'

/** What is offered to learn from: data sets by name, and files of one's own. */
export const dataEntries = ['digits', 'shapes', 'pictures', ...knownSets, 'idx', 'file'] as const
export type DataEntry = (typeof dataEntries)[number]

/** Under which entry a choice is shown. What was found is known by name, wherever it lies. */
export function entryOf(data: DataChoice, found: readonly FoundDataSet[]): DataEntry {
  const place = pathOf(data)
  const known = found.find(({ path }) => path === place)
  if (known) return known.set
  if (data.source === 'cifar') return /100/.test(lastPart(data.path)) ? 'cifar-100' : 'cifar-10'
  if (data.source === 'npz' || data.source === 'csv') return 'file'
  return data.source
}

/** The best of what was found; null where nothing was. */
export function foundChoice(entry: DataEntry, found: readonly FoundDataSet[]): DataChoice | null {
  if (!isKnownSet(entry)) return null
  return found.find(({ set }) => set === entry)?.choice ?? null
}

/** What a folder or file that was chosen by hand is under an entry; its name tells the form. */
export function choiceAt(entry: DataEntry | KnownSet, path: string): DataChoice {
  const name = lastPart(path).toLowerCase()
  const is = (...ends: string[]) => ends.some((end) => name.endsWith(end))
  if (is('.npz', '.npy')) return dataChoiceSchema.parse({ source: 'npz', path })
  if (is('.csv', '.tsv', '.txt', '.csv.gz')) return dataChoiceSchema.parse({ source: 'csv', path })
  if (is('.tar', '.tar.gz', '.tgz') || entry === 'cifar-10' || entry === 'cifar-100') {
    return dataChoiceSchema.parse({ source: 'cifar', path })
  }
  // One of the four files stands for its folder.
  const directory = /-ubyte(\.gz)?$/.test(name) ? path.slice(0, path.length - lastPart(path).length - 1) : path
  return { source: 'idx', directory }
}

export function pathOf(data: DataChoice): string | null {
  if (data.source === 'idx') return data.directory
  return 'path' in data ? data.path : null
}

export function lastPart(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path
}
