import { type MessagePort, workerData } from 'node:worker_threads'
import { openReaders, type SplitSamples } from '../batch-feed.ts'
import { createBatchMaker } from '../make-batch.ts'
import { serveBatches } from './serve-batches.ts'

/** What the thread is started with; samples in memory lie in shared memory. */
export interface ThreadData {
  port: MessagePort
  samples: SplitSamples
}

const { port, samples } = workerData as ThreadData
const { train, test } = openReaders(samples)
// The system closes what the readers opened when the thread ends.
serveBatches(port, { train: createBatchMaker(train), test: createBatchMaker(test) })
