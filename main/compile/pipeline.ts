import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { fuseBias } from './fuse-bias.ts'
import type { Ir } from './ir.ts'
import { lower } from './lower.ts'
import { verifyIr } from './verify.ts'

/** The compiler's passes between the drawing and an engine's own graph, in order. */
const passes: readonly { name: string; run: (ir: Ir) => Ir }[] = [{ name: 'fuseBias', run: fuseBias }]

/**
 * A checked drawing as IR, ready for an engine.
 * @throws Error when a layer's rules contradict each other: a fault of the program, not of the drawing.
 */
export function compileToIr(graph: CheckedGraph): Ir {
  let ir = lower(graph)
  verifyIr(ir, 'lower')
  for (const { name, run } of passes) {
    ir = run(ir)
    verifyIr(ir, name)
  }
  return ir
}
