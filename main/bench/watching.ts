import { MessageChannel } from 'node:worker_threads'
import { openLocalFeed } from '#main/datasets/batch-feed.ts'
import { type Batches, createBatches } from '#main/datasets/batches.ts'
import { type Dataset, samplesInMemory } from '#main/datasets/dataset.ts'
import { countingIndices } from '#main/datasets/random.ts'
import type { TrainingSession } from '#main/engines/engine.ts'
import { serializeSession } from '#main/runs/serial-session.ts'
import { timeWaits } from '#main/runs/time-waits.ts'
import { createWatcher, type Watcher } from '#main/runs/watcher.ts'
import { type CheckedGraph, checkGraph } from '#shared/graph/check-graph.ts'
import { elementCount } from '#shared/layers/shape.ts'
import { buildNetwork } from './networks.ts'
import { median } from './report.ts'
import { openSession, randomBatch } from './worker.ts'

/** Short turns and many of them: the machine's own speed drifts. */
const turnMs = 1000
const turns = 16
const stepsPerEpoch = 20

/** What a person who looks at all layers costs the training, and what waiting for batches does. */
export interface WatchingCost {
  network: string
  batch: number
  imagesPerSecond: number
  /** While all layers are looked at. */
  watchedImagesPerSecond: number
  /** The part of the speed that looking takes: median over pairs of turns. */
  cost: number
  framesPerSecond: number
  dataWaitShare: number
}

interface Workshop {
  session: TrainingSession
  batches: Batches
  watcher: Watcher
  framesSent(): number
  dispose(): Promise<void>
}

interface Turn {
  imagesPerSecond: number
  framesPerSecond: number
  dataWaitShare: number
}

/** Trains in turns with and without a watcher of feature maps, on one session. */
export async function measureWatching(task: {
  network: string
  batch: number
  threads: number
}): Promise<WatchingCost> {
  const workshop = await openWorkshop(task)
  // The first look opens a session of its own.
  await train(workshop, true)
  const plain: Turn[] = []
  const watched: Turn[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    // Each goes first every other time.
    for (const isWatched of turn % 2 === 0 ? [false, true] : [true, false]) {
      const taken = await train(workshop, isWatched)
      if (isWatched) watched.push(taken)
      else plain.push(taken)
    }
  }
  await workshop.dispose()
  const costs = watched.map(({ imagesPerSecond }, turn) => 1 - imagesPerSecond / (plain[turn]?.imagesPerSecond ?? 0))
  return {
    network: task.network,
    batch: task.batch,
    imagesPerSecond: median(plain.map(({ imagesPerSecond }) => imagesPerSecond)),
    watchedImagesPerSecond: median(watched.map(({ imagesPerSecond }) => imagesPerSecond)),
    cost: median(costs),
    framesPerSecond: median(watched.map(({ framesPerSecond }) => framesPerSecond)),
    dataWaitShare: median(plain.map(({ dataWaitShare }) => dataWaitShare)),
  }
}

async function openWorkshop(task: { network: string; batch: number; threads: number }): Promise<Workshop> {
  const graph = checkGraph(buildNetwork(task.network))
  const opened = await openSession({ ...task, engine: 'onnx', device: 'cpu' })
  const session = serializeSession(opened.session)
  const dataset = drawDataset(graph, stepsPerEpoch * task.batch)
  const options = { batchSize: task.batch, isShuffled: true, seed: 1 }
  const feed = openLocalFeed(dataset)
  const batches = createBatches({ feed, split: 'train' }, countingIndices(dataset.train.count), options)
  // As in the core: frames are copied for the window.
  const { port1, port2 } = new MessageChannel()
  let frames = 0
  const watcher = createWatcher({
    runId: 'bench',
    run: { session, graph, dataset },
    emit(name, payload) {
      if (name === 'featureMaps') frames += 1
      port1.postMessage(payload)
    },
    step: () => 0,
  })
  const convolution = graph.nodes.find(({ node }) => node.kind === 'Conv2D')
  watcher.request({ imageIndex: 0, nodeId: convolution?.node.id ?? null, hasThumbnails: true })
  const dispose = async () => {
    port1.close()
    port2.close()
    await session.dispose()
  }
  return { session, batches, watcher, framesSent: () => frames, dispose }
}

function drawDataset(graph: CheckedGraph, count: number): Dataset {
  const outputOf = (id: string | null) => graph.nodes.find(({ node }) => node.id === id)?.output ?? []
  const inputShape = outputOf(graph.ends.inputId)
  const batch = randomBatch(count, elementCount(inputShape), elementCount(outputOf(graph.ends.outputId)))
  const samples = samplesInMemory(batch)
  return { task: 'classification', inputShape, classes: [], train: samples, test: samples }
}

async function train({ session, batches, watcher, framesSent }: Workshop, isWatched: boolean): Promise<Turn> {
  const startedAt = performance.now()
  const framesBefore = framesSent()
  let pictures = 0
  let waitedMs = 0
  for (let epoch = 1; performance.now() - startedAt < turnMs; epoch += 1) {
    const timed = timeWaits(batches.epoch(epoch))
    for await (const batch of timed.values) {
      if (isWatched) await watcher.look()
      await session.trainStep(batch)
      pictures += batch.count
      if (performance.now() - startedAt >= turnMs) break
    }
    waitedMs += timed.waitedMs()
  }
  const tookMs = performance.now() - startedAt
  return {
    imagesPerSecond: (1000 * pictures) / tookMs,
    framesPerSecond: (1000 * (framesSent() - framesBefore)) / tookMs,
    dataWaitShare: waitedMs / tookMs,
  }
}
