import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { fuseBias } from './fuse-bias.ts'
import type { Ir } from './ir.ts'
import { lower } from './lower.ts'
import { reluBehindPool } from './relu-behind-pool.ts'
import { verifyIr } from './verify.ts'

interface Pass {
  name: string
  run(ir: Ir): Ir
}

/** The compiler's passes between the drawing and an engine's own graphs, in order. */
const passes: readonly Pass[] = [{ name: 'fuseBias', run: fuseBias }]

/** More passes for graphs that only train: some layers' outputs are no longer there afterwards. */
const trainingPasses: readonly Pass[] = [{ name: 'reluBehindPool', run: reluBehindPool }]

/**
 * A checked drawing as IR, ready for an engine.
 * @throws Error when a layer's rules contradict each other: a fault of the program, not of the drawing.
 */
export function compileToIr(graph: CheckedGraph): Ir {
  const ir = lower(graph)
  verifyIr(ir, 'lower')
  return runPasses(ir, passes)
}

/** The same network, made ready for a training step. */
export function optimizeForTraining(ir: Ir): Ir {
  return runPasses(ir, trainingPasses)
}

function runPasses(ir: Ir, list: readonly Pass[]): Ir {
  return list.reduce((before, { name, run }) => {
    const after = run(before)
    verifyIr(after, name)
    return after
  }, ir)
}
