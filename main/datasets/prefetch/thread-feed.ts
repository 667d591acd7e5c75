import { MessageChannel, type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { BatchCut, BatchFeed } from '../batch-feed.ts'
import type { Batch } from '../dataset.ts'
import { type FeedAnswer, type FeedRequest, memoryOf } from './feed-messages.ts'

/** Batches made ahead: one is being learnt from, one is ready, and one is in the making. */
const defaultAhead = 3

export interface ThreadFeedOptions {
  /** Starts the thread, which answers on this port as `serveBatches` does. */
  start(port: MessagePort): Worker
  ahead?: number
}

/** Has batches made ahead on another thread: an engine that keeps this one busy finds the next batch ready. */
export function openThreadFeed({ start, ahead = defaultAhead }: ThreadFeedOptions): BatchFeed {
  const { port1: port, port2 } = new MessageChannel()
  const worker = start(port2)
  const inboxes = new Map<number, FeedAnswer[]>()
  let count = 0
  let failure: Error | null = null
  let waiting: (() => void)[] = []

  function wake(): void {
    const woken = waiting
    waiting = []
    for (const resolve of woken) resolve()
  }

  function fail(error: Error): void {
    failure ??= error
    wake()
  }

  function receive(answer: FeedAnswer): void {
    inboxes.get(answer.stream)?.push(answer)
    wake()
  }

  /** What has come already but waits for this thread's next turn. */
  function receiveWaiting(): void {
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) receive(next.message)
  }

  /** Only a thread that is waited for keeps the process alive. */
  async function nextAnswer(inbox: FeedAnswer[]): Promise<FeedAnswer> {
    receiveWaiting()
    port.ref()
    try {
      for (;;) {
        const answer = inbox.shift()
        if (answer) return answer
        if (failure) throw failure
        await new Promise<void>((resolve) => {
          waiting.push(resolve)
        })
      }
    } finally {
      port.unref()
    }
  }

  const send = (request: FeedRequest, memory: ArrayBuffer[] = []) => port.postMessage(request, memory)

  async function* stream(cut: BatchCut): AsyncGenerator<Batch, void> {
    const id = ++count
    const inbox: FeedAnswer[] = []
    inboxes.set(id, inbox)
    send({ kind: 'open', stream: id, cut, ahead })
    try {
      for (;;) {
        const answer = await nextAnswer(inbox)
        if (answer.kind === 'end') return
        if (answer.kind === 'failure') throw new LoomError(answer.error.code, answer.error.values)
        yield answer.batch
        send({ kind: 'more', stream: id, used: answer.batch }, memoryOf(answer.batch))
      }
    } finally {
      inboxes.delete(id)
      send({ kind: 'close', stream: id })
    }
  }

  port.on('message', receive)
  port.unref()
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', () => fail(new Error('the thread that makes batches ended')))
  worker.unref()
  return {
    stream,
    async dispose() {
      port.close()
      await worker.terminate()
    },
  }
}
