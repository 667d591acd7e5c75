import type { DataChoice } from '../document/schema.ts'
import type { Message } from '../messages/message.ts'

/** The public data sets that are known by name. */
export const knownSets = ['mnist', 'fashion-mnist', 'cifar-10', 'cifar-100'] as const
export type KnownSet = (typeof knownSets)[number]

export function isKnownSet(name: string): name is KnownSet {
  return knownSets.some((set) => set === name)
}

/** In which of its published forms a data set was found. */
export type KnownForm = 'idx' | 'npz' | 'binary' | 'python'

export interface FoundDataSet {
  set: KnownSet
  form: KnownForm
  /** The folder or archive. */
  path: string
  choice: DataChoice
  /** Null where the file would have to be unpacked to know. */
  trainCount: number | null
  testCount: number | null
}

/** What can be fetched from its publisher, or from a mirror. */
export interface DownloadOffer {
  set: KnownSet
  bytes: number
  /** Where it comes from. */
  host: string
  /** The addresses of its files, for people who fetch them themselves. */
  addresses: string[]
}

export type DownloadState =
  | { set: KnownSet; phase: 'running'; receivedBytes: number; bytes: number }
  | { set: KnownSet; phase: 'done' }
  | { set: KnownSet; phase: 'cancelled' }
  | { set: KnownSet; phase: 'failed'; error: Message }

export interface KnownDataSets {
  /** The folder that is looked through, and into which data sets are fetched. */
  directory: string
  /** The best of each data set first. */
  found: FoundDataSet[]
  offers: DownloadOffer[]
  /** Downloads of this session. */
  downloads: DownloadState[]
}
