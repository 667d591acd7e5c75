import fc from 'fast-check'
import type { LayerDefinition } from '#shared/layers/layer.ts'
import type { Control } from '#shared/layers/parameters.ts'
import type { Shape } from '#shared/layers/shape.ts'

export type Values = Record<string, unknown>

const sides = { min: 1, max: 6 }

/** Values of a control that fit it, small enough to build what they describe. */
function fittingValue(control: Control): fc.Arbitrary<unknown> {
  switch (control.control) {
    case 'integer':
      // Of strides, dilation and groups most do not go together.
      return fc.oneof(
        fc.constant(control.min),
        fc.integer({ min: control.min, max: Math.min(control.max, control.min + 5) }),
      )
    case 'real':
      return fc.double({ min: control.min, max: control.max, noNaN: true })
    case 'pair':
      // Strides and dilation exclude each other.
      return fc.oneof(fc.constant([1, 1]), fc.tuple(fc.integer(sides), fc.integer(sides)))
    case 'size':
      return fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4 }))
    case 'choice':
      return fc.constantFrom(...control.options)
    case 'switch':
      return fc.boolean()
    case 'list':
      return fc.array(fc.integer({ min: control.min, max: Math.min(control.max, control.min + 4) }), {
        minLength: control.shortest,
        maxLength: control.longest,
      })
    case 'frame':
      return fc.tuple(frameSides, frameSides)
  }
}

const frameSides = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))

/** What a hand, or a file that a hand has edited, may hold in a control's place. */
const anyNumber = fc.oneof(
  fc.integer({ min: -3, max: 7 }),
  fc.double({ min: -3, max: 7, noNaN: true }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
)
const anything: fc.Arbitrary<unknown> = fc.oneof(
  anyNumber,
  fc.constantFrom(null, '', '3', 'same', 'valid', 'full', true, {}),
  fc.array(anyNumber, { maxLength: 4 }),
  fc.array(fc.array(anyNumber, { maxLength: 3 }), { maxLength: 3 }),
)

/** Values that fit the layer's table, one for each parameter. */
export function fittingValues({ parameters }: LayerDefinition): fc.Arbitrary<Values> {
  return fc.record(
    Object.fromEntries(Object.entries(parameters).map(([name, { control }]) => [name, fittingValue(control)])),
  )
}

/** Values of which some, or all, do not fit; some are left out. */
export function anyValues({ parameters }: LayerDefinition): fc.Arbitrary<Values> {
  const entries = Object.entries(parameters).map(([name, { control }]) => {
    const mostlyFitting = fc.oneof({ weight: 3, arbitrary: fittingValue(control) }, { weight: 1, arbitrary: anything })
    return [name, mostlyFitting] as const
  })
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] })
}

const side = fc.integer({ min: 1, max: 9 })
const channels = fc.integer({ min: 1, max: 4 })

/** Rows, sequences, and mostly pictures. */
const anyShape: fc.Arbitrary<Shape> = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(side) },
  { weight: 2, arbitrary: fc.tuple(side, side) },
  { weight: 4, arbitrary: fc.tuple(side, side, channels) },
)

/** One shape for a layer with one input; for one that joins layers two or three, mostly of the same sizes. */
export function anyInputs(layer: LayerDefinition): fc.Arbitrary<Shape[]> {
  if (layer.inputs === 0) return fc.constant([])
  if (layer.inputs === 1) return anyShape.map((shape) => [shape])
  const alike = (first: Shape) =>
    layer.kind === 'Concatenate' ? channels.map((count) => [...first.slice(0, -1), count]) : fc.constant(first)
  return anyShape.chain((first) =>
    fc
      .array(fc.oneof({ weight: 3, arbitrary: alike(first) }, { weight: 1, arbitrary: anyShape }), {
        minLength: 1,
        maxLength: 2,
      })
      .map((others) => [first, ...others]),
  )
}
