import { type MessagePort, workerData } from 'node:worker_threads'
import type { SplitSamples } from '../batch-feed.ts'
import { gather } from '../gather.ts'
import { serveBatches } from './serve-batches.ts'

/** What the thread is started with; the samples lie in shared memory. */
export interface ThreadData {
  port: MessagePort
  samples: SplitSamples
}

const { port, samples } = workerData as ThreadData
serveBatches(port, {
  train: (indices, used) => gather(samples.train, indices, used),
  test: (indices, used) => gather(samples.test, indices, used),
})
