import type { RunComparison, RunDetails } from '#shared/contract/records.ts'
import type { GalleryPage } from '#shared/contract/runs.ts'
import type { Locale } from '#shared/messages/message-table.ts'
import type { Wording } from '#shared/messages/wording.ts'

/** What a report tells of. */
export interface ReportContent {
  /** In the order asked for. */
  runs: readonly RunDetails[]
  /** Of several runs. */
  comparison: RunComparison | null
  /** Test pictures of a single run that were taken for something else, where they are at hand. */
  mistakes: GalleryPage | null
}

export interface ReportOptions {
  locale: Locale
  programVersion: string
  writtenAt: Date
}

/** A run as the report calls it: with its letter where there are several, and the colour of its lines. */
export interface ReportRun {
  run: RunDetails
  /** `A`, `B2`; empty for a single run. */
  letter: string
  /** `A: LeNet` */
  title: string
  colour: string
}

/** What each section is written from. */
export interface ReportContext {
  runs: readonly ReportRun[]
  comparison: RunComparison | null
  mistakes: GalleryPage | null
  locale: Locale
  say: Wording
}
