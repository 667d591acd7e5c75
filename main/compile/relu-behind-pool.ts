import { type AnyIrValue, countUses, type Ir, valueById } from './ir.ts'

/**
 * Moves a relu behind the maximum pooling that alone uses it: max(relu(x)) = relu(max(x)), gradients too, for a
 * fraction of the work. What the relu's layer gives is then no longer computed, so this is for training graphs only.
 */
export function reluBehindPool(ir: Ir): Ir {
  const uses = countUses(ir)
  const byId = valueById(ir)
  const moved = new Map<number, AnyIrValue>()
  for (const pool of ir.values) {
    const relu = pool.op === 'maxPool2d' ? byId.get(pool.inputs[0] ?? -1) : undefined
    if (relu?.op !== 'relu' || uses.get(relu.id) !== 1) continue
    moved.set(relu.id, { ...pool, id: relu.id, inputs: relu.inputs })
    moved.set(pool.id, { ...relu, id: pool.id, inputs: [relu.id], shape: pool.shape })
  }
  return { ...ir, values: ir.values.map((value) => moved.get(value.id) ?? value) }
}
