import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Labels } from '#shared/contract/data.ts'
import { type BatchFeed, type OpenFeed, openLocalFeed, type SplitSamples } from '../batch-feed.ts'
import type { Samples } from '../dataset.ts'
import type { ThreadData } from './batch-thread.ts'
import { openThreadFeed } from './thread-feed.ts'

/** Smaller batches are copied in the time that it takes to have them handed over, 0.1 ms. */
const leastBytes = 2 ** 18

/** Beside the built program, which this file is then part of; programs run from their sources have none. */
const threadFile = fileURLToPath(new URL('./batch-thread.cjs', import.meta.url))

/**
 * Makes large batches ahead on a thread, which is started when it is needed. Small ones are made when they are asked for, and
 * so are those from memory where the engine uses every processor: then the thread only takes its time from the engine (measured
 * on two processors, for 1.8 MB in steps of 24 ms: 3 % of the time against 2 %). Files may have to be waited for.
 */
export const openPrefetchingFeed: OpenFeed = (samples, { isProcessorFree }) => {
  const local = openLocalFeed(samples)
  let thread: BatchFeed | null = null
  return {
    stream(cut) {
      const { kind, pictureBytes } = samples[cut.split].pixels
      const batchBytes = pictureBytes * Math.min(cut.batchSize, cut.order.length)
      const isWorthIt = batchBytes >= leastBytes && (isProcessorFree || kind === 'shards')
      if (!isWorthIt || !existsSync(threadFile)) return local.stream(cut)
      thread ??= startThread(samples)
      return thread.stream(cut)
    },
    async dispose() {
      await Promise.all([local.dispose(), thread?.dispose()])
    },
  }
}

function startThread({ train, test }: SplitSamples): BatchFeed {
  // As text, for a thread cannot be started from a file within Electron's archive.
  const source = readFileSync(threadFile, 'utf8')
  const samples = { train: shareSamples(train), test: shareSamples(test) }
  return openThreadFeed({
    start: (port) => {
      const workerData: ThreadData = { port, samples }
      return new Worker(source, { eval: true, workerData, transferList: [port] })
    },
  })
}

function shareSamples({ count, pixels, labels }: Samples): Samples {
  return {
    count,
    pixels: pixels.kind === 'memory' ? { ...pixels, bytes: share(pixels.bytes) } : pixels,
    labels: share(labels),
  }
}

/** Data sets are read into shared memory; what is not is copied. */
function share<Values extends Labels>(values: Values): Values {
  if (values.buffer instanceof SharedArrayBuffer) return values
  const room = new SharedArrayBuffer(values.byteLength)
  const shared = values instanceof Uint16Array ? new Uint16Array(room) : new Uint8Array(room)
  shared.set(values)
  return shared as Values
}
