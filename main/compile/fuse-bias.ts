import { type AnyIrValue, countUses, type Ir, valueById } from './ir.ts'

/** Gives a bias that follows a convolution or a product to that operation itself, which adds it for free. */
export function fuseBias(ir: Ir): Ir {
  const fused = findFusions(ir)
  const productIds = new Set([...fused.values()].map(({ id }) => id))
  const values = ir.values
    .filter(({ id }) => !productIds.has(id))
    .map((value): AnyIrValue => {
      const product = fused.get(value.id)
      return product ? { ...product, id: value.id, inputs: [...product.inputs, ...value.inputs.slice(1)] } : value
    })
  return { ...ir, values }
}

/** The product that each `biasAdd` takes up, by the id of the `biasAdd`. */
function findFusions(ir: Ir): Map<number, AnyIrValue> {
  const uses = countUses(ir)
  const byId = valueById(ir)
  const fused = new Map<number, AnyIrValue>()
  for (const value of ir.values) {
    const product = value.op === 'biasAdd' ? byId.get(value.inputs[0] ?? -1) : undefined
    const isProduct = product?.op === 'conv2d' || product?.op === 'groupedConv2d' || product?.op === 'matMul'
    if (isProduct && product.inputs.length === 2 && uses.get(product.id) === 1) fused.set(value.id, product)
  }
  return fused
}
