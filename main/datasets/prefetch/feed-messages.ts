import type { Message } from '#shared/messages/message.ts'
import type { BatchCut } from '../batch-feed.ts'
import type { Batch } from '../dataset.ts'

/** To the thread. `stream` counts the streams of one feed. */
export type FeedRequest =
  | { kind: 'open'; stream: number; cut: BatchCut; ahead: number }
  /** One more batch may be made, in the memory of one that is done with. */
  | { kind: 'more'; stream: number; used: Batch }
  | { kind: 'close'; stream: number }

/** From the thread: batches in their order, then an end or a failure. Memory is handed over both ways, not copied. */
export type FeedAnswer =
  | { kind: 'batch'; stream: number; batch: Batch }
  | { kind: 'end'; stream: number }
  | { kind: 'failure'; stream: number; error: Message }

export function memoryOf({ pixels, labels }: Batch): ArrayBuffer[] {
  return [pixels.buffer, labels.buffer].filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer)
}
