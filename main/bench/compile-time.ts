import { spawnSync } from 'node:child_process'
import { initialWeights } from '#main/compile/tfjs/build-model.ts'
import { onnxEngine } from '#main/engines/onnx/onnx-engine.ts'
import { parseDocument, printDocument } from '#shared/document/parse.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { elementCount } from '#shared/layers/shape.ts'
import { buildNetwork } from './networks.ts'
import { benchSeed, randomBatch } from './worker.ts'

/** Milliseconds from the text of a drawing until the first step can be taken. */
export interface CompileTime {
  network: string
  parameters: number
  parseMs: number
  checkMs: number
  /** Compiling, first weights, and starting ONNX Runtime. */
  openMs: number
  /** The part of `openMs` that the first weights take, measured by itself afterwards. */
  weightsMs: number
  readyMs: number
  /** Not part of `readyMs`: the runtime plans its memory here. */
  firstStepMs: number
}

interface CompileTask {
  network: string
  batch: number
  threads: number
}

/** In a fresh process, so that nothing is warm, as when a person presses Train for the first time. */
export function measureCompileTime(task: CompileTask): CompileTime {
  const script = process.argv[1] ?? ''
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, 'compile-once', JSON.stringify(task)], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1) ?? 'no reason given')
  return JSON.parse(stdout) as CompileTime
}

export async function compileOnce({ network, batch, threads }: CompileTask): Promise<CompileTime> {
  const text = printDocument(buildNetwork(network))
  const [cpu] = await onnxEngine.probe()
  if (!cpu?.isUsable) throw new Error('ONNX Runtime cannot be used')
  const startedAt = performance.now()
  const document = parseDocument(text, network)
  const parsedAt = performance.now()
  const graph = checkGraph(document)
  const checkedAt = performance.now()
  const { loss, optimizer } = document.training
  const session = await onnxEngine.open({ graph, loss, optimizer, seed: benchSeed, threads }, cpu.device)
  const openedAt = performance.now()
  const sizeOf = (id: string | null) => elementCount(graph.nodes.find(({ node }) => node.id === id)?.output ?? [])
  const pictures = randomBatch(batch, sizeOf(graph.ends.inputId), sizeOf(graph.ends.outputId))
  const filledAt = performance.now()
  await session.trainStep(pictures)
  const steppedAt = performance.now()
  await session.dispose()
  const disposedAt = performance.now()
  initialWeights(graph, benchSeed)
  return {
    network,
    parameters: graph.totals.parameters,
    parseMs: parsedAt - startedAt,
    checkMs: checkedAt - parsedAt,
    openMs: openedAt - checkedAt,
    weightsMs: performance.now() - disposedAt,
    readyMs: openedAt - startedAt,
    firstStepMs: steppedAt - filledAt,
  }
}
