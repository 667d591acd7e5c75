import type { MessagePort } from 'node:worker_threads'
import { toMessage } from '#shared/messages/loom-error.ts'
import { type BatchCut, cutOrder, type SplitName } from '../batch-feed.ts'
import type { Batch } from '../dataset.ts'
import type { MakeBatch } from '../make-batch.ts'
import { type FeedAnswer, type FeedRequest, memoryOf } from './feed-messages.ts'

/** A place for one batch; it may have memory from one before. */
interface Slot {
  used?: Batch
}

/** The thread's side: makes batches for as long as there are free slots, in order, until the stream ends or is closed. */
export function serveBatches(port: MessagePort, makers: Record<SplitName, MakeBatch>): void {
  const streams = new Map<number, SlotQueue>()

  async function produce(stream: number, cut: BatchCut, slots: SlotQueue): Promise<void> {
    try {
      for (const indices of cutOrder(cut)) {
        const slot = await slots.take()
        if (!slot) return
        const batch = await makers[cut.split](indices, slot.used, cut)
        send({ kind: 'batch', stream, batch }, memoryOf(batch))
      }
      send({ kind: 'end', stream })
    } catch (error) {
      send({ kind: 'failure', stream, error: toMessage(error) })
    } finally {
      streams.delete(stream)
    }
  }

  const send = (answer: FeedAnswer, memory: ArrayBuffer[] = []) => port.postMessage(answer, memory)

  port.on('message', (request: FeedRequest) => {
    const { stream } = request
    switch (request.kind) {
      case 'open': {
        const slots = new SlotQueue(request.ahead)
        streams.set(stream, slots)
        void produce(stream, request.cut, slots)
        return
      }
      case 'more':
        streams.get(stream)?.give({ used: request.used })
        return
      case 'close':
        streams.get(stream)?.close()
    }
  })
}

class SlotQueue {
  readonly #free: Slot[]
  #isClosed = false
  #wake = () => {}

  constructor(count: number) {
    this.#free = Array.from({ length: count }, () => ({}))
  }

  give(slot: Slot): void {
    this.#free.push(slot)
    this.#wake()
  }

  close(): void {
    this.#isClosed = true
    this.#wake()
  }

  /** Waits for a free slot; null once it is closed. */
  async take(): Promise<Slot | null> {
    while (!this.#isClosed && this.#free.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    return this.#isClosed ? null : (this.#free.shift() ?? null)
  }
}
