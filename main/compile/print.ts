import type { Ir } from './ir.ts'

/** The IR as text, one value a line: `%4 = conv2d(%0, %2, %3) 28×28×16  {"strides":[1,1]}  ; conv2d-1`. */
export function printIr(ir: Ir): string {
  const lines = ir.values.map((value) => {
    const inputs = value.inputs.map((id) => `%${id}`).join(', ')
    const attributes = Object.keys(value.attributes).length > 0 ? `  ${JSON.stringify(value.attributes)}` : ''
    return `%${value.id} = ${value.op}(${inputs}) ${value.shape.join('×')}${attributes}  ; ${value.nodeId}`
  })
  const others = ir.heads.slice(1).map(({ value, weight }) => `compare %${value} × ${weight}`)
  return [...lines, ...others, `return %${ir.output}`].join('\n')
}
