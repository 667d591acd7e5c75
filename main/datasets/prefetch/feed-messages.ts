import type { Message } from '#shared/messages/message.ts'
import type { BatchCut } from '../batch-feed.ts'
import type { Samples } from '../dataset.ts'

/** To the thread. `stream` counts the streams of one feed. */
export type FeedRequest =
  | { kind: 'open'; stream: number; cut: BatchCut; ahead: number }
  /** One more batch may be made, in the memory of one that is done with. */
  | { kind: 'more'; stream: number; used: Samples }
  | { kind: 'close'; stream: number }

/** From the thread: batches in their order, then an end or a failure. Memory is handed over both ways, not copied. */
export type FeedAnswer =
  | { kind: 'batch'; stream: number; batch: Samples }
  | { kind: 'end'; stream: number }
  | { kind: 'failure'; stream: number; error: Message }

export function memoryOf({ pixels, labels }: Samples): ArrayBuffer[] {
  return [pixels.buffer, labels.buffer].filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer)
}
