import type { BatchMetrics, EpochMetrics, MetricsFrame, RunProgress, RunSnapshot } from '#shared/contract/runs.ts'
import type { NamedTensor } from '../engines/engine.ts'
import { coalesce } from '../stream/coalesce.ts'
import { createBatchHistory } from './batch-history.ts'

/** The curves of a run: kept whole for who asks later, told in frames to who looks on. */
export interface RunRecord {
  addBatch(batch: BatchMetrics, progress: RunProgress): void
  addEpoch(epoch: EpochMetrics, progress: RunProgress): void
  /** Of a run that takes no more steps: where it stands. */
  stand(progress: RunProgress | null): void
  /** Forgets what came after the place: it is trained again. */
  rewind(place: { epoch: number; step: number }): void
  /** Tells what was not told yet. */
  flush(): void
  batches(): BatchMetrics[]
  view(): Pick<RunSnapshot, 'batches' | 'epochs' | 'progress'>
}

type News = { batch: BatchMetrics } | { epoch: EpochMetrics }

/** Begins with what a checkpoint has. */
export function createRunRecord(
  runId: string,
  before: Pick<RunSnapshot, 'batches' | 'epochs' | 'progress'>,
  tell: (frame: MetricsFrame) => void,
): RunRecord {
  let history = createBatchHistory(before.batches)
  const epochs = [...before.epochs]
  let { progress } = before
  let seq = 0
  const news = coalesce<News>((items) => {
    if (!progress) return
    seq += 1
    tell({
      runId,
      seq,
      batches: items.flatMap((item) => ('batch' in item ? item.batch : [])),
      epochs: items.flatMap((item) => ('epoch' in item ? item.epoch : [])),
      progress,
    })
  })
  return {
    addBatch(batch, now) {
      history.add(batch)
      progress = now
      news.push({ batch })
    },
    addEpoch(epoch, now) {
      epochs.push(epoch)
      progress = now
      news.push({ epoch })
    },
    stand(now) {
      progress = now
    },
    rewind({ epoch, step }) {
      news.flush()
      history = createBatchHistory(history.list().filter((batch) => batch.step <= step))
      epochs.splice(0, epochs.length, ...epochs.filter((metrics) => metrics.epoch <= epoch))
      progress = null
    },
    flush: news.flush,
    batches: () => history.list(),
    view: () => ({ batches: history.list(), epochs: [...epochs], progress }),
  }
}

/** The curve as one tensor `[points, 3]` for checkpoints: step (exact up to 2^24), loss, accuracy. */
export function packBatches(batches: readonly BatchMetrics[]): NamedTensor {
  const values = Float32Array.from(batches.flatMap(({ step, loss, accuracy }) => [step, loss, accuracy]))
  return { name: 'curve', shape: [batches.length, 3], values }
}

export function unpackBatches(tensor: NamedTensor | undefined): BatchMetrics[] {
  return Array.from({ length: tensor?.shape[0] ?? 0 }, (_, point) => {
    const [step = 0, loss = 0, accuracy = 0] = tensor?.values.subarray(3 * point, 3 * point + 3) ?? []
    return { step, loss, accuracy }
  })
}
