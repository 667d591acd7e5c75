import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type RunQuery, runQuerySchema } from '#shared/contract/records.ts'
import type { EpochMetrics } from '#shared/contract/runs.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { createDatasetOpener } from '../../datasets/open-dataset.ts'
import { smallDocument } from '../../runs/testing/run-fixture.ts'
import { groupKeyOf, hashGraph, sketchOf } from '../fingerprints.ts'
import { createRecordService, type RecordService } from '../record-service.ts'
import type { NewRun, RunOutcome } from '../write-runs.ts'

export interface RecordFixture {
  service: RecordService
  file: string
  /** Events, by name. */
  told: { name: string; payload: unknown }[]
  /** A second service on the same file, as another process has it. */
  again(): RecordService
  dispose(): Promise<void>
}

export async function createRecordFixture(): Promise<RecordFixture> {
  const folder = await mkdtemp(path.join(tmpdir(), 'layerloom-records-'))
  const file = path.join(folder, 'records', 'runs.sqlite')
  const told: RecordFixture['told'] = []
  const services: RecordService[] = []
  const again = () => {
    const service = createRecordService({
      file,
      programVersion: '9.9.9',
      openDataset: createDatasetOpener({ digitsDirectory: '' }),
      emit: (name, payload) => told.push({ name, payload }),
    })
    services.push(service)
    return service
  }
  return {
    service: again(),
    file,
    told,
    again,
    async dispose() {
      for (const service of services) service.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export function query(parts: RunQuery = {}) {
  return runQuerySchema.parse(parts)
}

export function madeStart(runId: string, parts: Partial<NewRun> & { document?: LoomDocument } = {}): NewRun {
  const document = parts.document ?? smallDocument()
  const graph = checkGraph(document)
  const graphHash = hashGraph(graph)
  return {
    runId,
    name: document.name,
    startedAt: 1_700_000_000_000,
    graphHash,
    groupKey: groupKeyOf(document, graphHash),
    data: document.data,
    task: 'classification',
    seed: document.seed,
    epochsPlanned: document.training.epochs,
    isTestOnly: false,
    device: { engine: 'onnx', device: 'cpu', name: 'A processor' },
    document,
    trainCount: 90,
    validationCount: 10,
    testCount: 20,
    versions: { program: '1', engine: '2', node: '3', system: '4' },
    figures: { parameters: graph.totals.parameters },
    sketch: sketchOf(document),
    epochsBefore: 0,
    ...parts,
  }
}

export function madeEnd(runId: string, parts: Partial<RunOutcome> = {}): RunOutcome {
  return {
    runId,
    state: 'finished',
    endedAt: 1_700_000_060_000,
    bestEpoch: 1,
    device: { engine: 'onnx', device: 'cpu', name: 'A processor' },
    document: smallDocument(),
    classes: [],
    confusion: [[1]],
    meanIou: null,
    reason: null,
    dataHash: 'pictures',
    epochs: [madeEpoch(1)],
    curve: [{ step: 1, loss: 2, accuracy: 0.5 }],
    figures: {},
    predictions: null,
    curves: null,
    pixelAccuracies: null,
    ...parts,
  }
}

export function madeEpoch(epoch: number, parts: Partial<EpochMetrics> = {}): EpochMetrics {
  const losses = { loss: 1 / epoch, valLoss: 1.1 / epoch }
  return { epoch, ...losses, accuracy: 0.5, valAccuracy: 0.45, seconds: 2, learningRate: 0.01, ...parts }
}
