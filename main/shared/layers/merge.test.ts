import { describe, expect, it } from 'vitest'
import { initialValues, readValues } from './parameters.ts'
import { findLayer } from './registry.ts'
import { elementCount, type Shape } from './shape.ts'

function apply(kind: string, inputs: Shape[], given: Record<string, unknown> = {}) {
  const layer = findLayer(kind)
  if (!layer) throw new Error(`no layer ${kind}`)
  const { values, problems } = readValues(layer.parameters, given)
  expect(problems).toEqual([])
  const result = layer.outputShape(inputs, values)
  const flops = result.ok ? layer.flops(inputs, result.shape, values) : 0
  const weights = result.ok ? layer.weights(inputs, values) : []
  return { result, flops, parameters: weights.reduce((sum, { shape }) => sum + elementCount(shape), 0) }
}

describe('layers that merge', () => {
  it.each([
    ['Add', 2, 24],
    ['Add', 3, 48],
    ['Subtract', 2, 24],
    ['Multiply', 3, 48],
    ['Average', 3, 72],
    ['Maximum', 2, 24],
  ])('%s of %i pictures of 2×3×4 keeps the shape and takes %i operations', (kind, count, flops) => {
    const inputs = new Array<Shape>(count).fill([2, 3, 4])
    expect(apply(kind, inputs)).toEqual({ result: { ok: true, shape: [2, 3, 4] }, flops, parameters: 0 })
  })

  it.each(['Add', 'Subtract', 'Multiply', 'Average', 'Maximum'])('%s names the shapes that differ', (kind) => {
    for (const second of [[2, 3, 5], [1, 1, 4], [24], [2, 3]]) {
      expect(apply(kind, [[2, 3, 4], second]).result).toMatchObject({
        problem: { code: 'graph.shapesDiffer', values: { layer: kind, shapes: `2×3×4, ${second.join('×')}` } },
      })
    }
  })

  it('Subtract takes two', () => {
    expect(apply('Subtract', [[4], [4], [4]]).result).toMatchObject({
      problem: { code: 'graph.needsTwoInputs', values: { layer: 'Subtract', count: 3 } },
    })
  })

  it('Concatenate adds up channels, and names shapes that do not fit', () => {
    expect(
      apply('Concatenate', [
        [2, 3, 4],
        [2, 3, 1],
        [2, 3, 7],
      ]).result,
    ).toEqual({ ok: true, shape: [2, 3, 12] })
    expect(apply('Concatenate', [[5], [6]]).result).toEqual({ ok: true, shape: [11] })
    for (const second of [[2, 4, 4], [4], [3, 4]]) {
      expect(apply('Concatenate', [[2, 3, 4], second]).result).toMatchObject({
        problem: { code: 'graph.concatenateShapes', values: { shapes: `2×3×4, ${second.join('×')}` } },
      })
    }
  })

  it('are written for PyTorch as expressions', () => {
    const write = (kind: string) =>
      findLayer(kind)
        ?.pytorch([[4], [4], [4]], {})
        .forward(['a', 'b', 'c'], '')
    expect(write('Average')).toBe('(a + b + c) / 3')
    expect(write('Maximum')).toBe('torch.maximum(torch.maximum(a, b), c)')
    expect(write('Concatenate')).toBe('torch.cat([a, b, c], dim=1)')
  })
})

describe('layers that rearrange', () => {
  it.each<[string, Record<string, unknown>, Shape, Shape]>([
    ['Reshape', { targetShape: [6, -1] }, [2, 3, 4], [6, 4]],
    ['Reshape', { targetShape: [4, 3, 2] }, [24], [4, 3, 2]],
    ['Permute', {}, [2, 3, 4], [3, 2, 4]],
    ['Permute', { dims: [3, 1, 2] }, [2, 3, 4], [4, 2, 3]],
    ['Permute', { dims: [2, 1] }, [5, 6], [6, 5]],
    ['ZeroPadding2D', {}, [2, 3, 4], [4, 5, 4]],
    [
      'ZeroPadding2D',
      {
        padding: [
          [0, 2],
          [3, 0],
        ],
      },
      [2, 3, 4],
      [4, 6, 4],
    ],
    [
      'Cropping2D',
      {
        cropping: [
          [1, 0],
          [0, 2],
        ],
      },
      [2, 3, 4],
      [1, 1, 4],
    ],
    ['UpSampling2D', { size: [3, 1] }, [2, 3, 4], [6, 3, 4]],
    ['GlobalMaxPooling2D', {}, [2, 3, 4], [4]],
    ['GlobalMaxPooling1D', {}, [7, 4], [4]],
    ['GlobalAveragePooling1D', {}, [7, 4], [4]],
  ])('%s with %o makes %o to %o', (kind, given, input, output) => {
    expect(apply(kind, [input], given)).toMatchObject({ result: { ok: true, shape: output }, parameters: 0 })
  })

  it.each<[string, Record<string, unknown>, Shape, string]>([
    ['Flatten', {}, [2, 3, 4], 'x.movedim(1, -1).flatten(1)'],
    ['Flatten', {}, [2, 3, 1], 'x.flatten(1)'],
    ['Flatten', {}, [1, 1, 4], 'x.flatten(1)'],
    ['Flatten', {}, [24], 'x'],
    ['Reshape', { targetShape: [6, -1] }, [2, 3, 4], 'x.movedim(1, -1).reshape(-1, 6, 4).movedim(-1, 1)'],
    ['Reshape', { targetShape: [4, 3, 2] }, [24], 'x.reshape(-1, 4, 3, 2).movedim(-1, 1)'],
    ['Permute', {}, [2, 3, 4], 'x.permute(0, 1, 3, 2)'],
    ['Permute', { dims: [3, 1, 2] }, [2, 3, 4], 'x.permute(0, 3, 1, 2)'],
    ['Permute', { dims: [2, 1] }, [5, 6], 'x.permute(0, 2, 1)'],
    ['Permute', { dims: [1, 2, 3] }, [2, 3, 4], 'x'],
  ])('%s with %o of %o keeps Keras’s order in PyTorch', (kind, given, input, expected) => {
    const layer = findLayer(kind)
    const values = { ...initialValues(layer?.parameters ?? {}), ...given }
    expect(layer?.pytorch([input], values).forward(['x'], '')).toBe(expected)
  })

  it.each<[string, Record<string, unknown>, Shape, string, Record<string, unknown> | null]>([
    ['Reshape', { targetShape: [5, -1] }, [2, 3, 4], 'graph.reshapeSize', { targetShape: [-1] }],
    ['Reshape', { targetShape: [-1, -1] }, [2, 3, 4], 'graph.reshapeSize', { targetShape: [-1] }],
    ['Reshape', { targetShape: [0, -1] }, [2, 3, 4], 'graph.reshapeSize', { targetShape: [-1] }],
    ['Reshape', { targetShape: [12] }, [2, 3, 4], 'graph.reshapeSize', { targetShape: [-1] }],
    ['Permute', { dims: [1, 1, 2] }, [2, 3, 4], 'graph.permuteDims', { dims: [1, 2, 3] }],
    ['Permute', {}, [24], 'graph.permuteDims', { dims: [1] }],
    [
      'Cropping2D',
      {
        cropping: [
          [1, 1],
          [0, 0],
        ],
      },
      [2, 3, 4],
      'graph.croppedAway',
      null,
    ],
    ['ZeroPadding2D', {}, [24], 'graph.needsPicture', null],
    ['UpSampling2D', {}, [6, 4], 'graph.needsPicture', null],
    ['GlobalMaxPooling2D', {}, [6, 4], 'graph.needsPicture', null],
    ['PReLU', { sharedAxes: [1, 2] }, [24], 'graph.sharedAxis', { sharedAxes: [1] }],
  ])('%s with %o refuses %o', (kind, given, input, code, remedy) => {
    const { result } = apply(kind, [input], given)
    expect(result).toMatchObject({ ok: false, problem: { code } })
    const [offered] = result.ok ? [] : (result.problem.remedies ?? [])
    if (remedy) expect(offered).toEqual({ kind: 'setParameters', parameters: remedy })
  })
})

describe('activations with parameters', () => {
  it.each<[string, Record<string, unknown>, number]>([
    ['LeakyReLU', {}, 0],
    ['ELU', {}, 0],
    ['PReLU', {}, 24],
    ['PReLU', { sharedAxes: [1, 2] }, 4],
    ['PReLU', { sharedAxes: [3] }, 6],
  ])('%s with %o keeps the shape and has %i weights', (kind, given, parameters) => {
    expect(apply(kind, [[2, 3, 4]], given)).toEqual({ result: { ok: true, shape: [2, 3, 4] }, flops: 24, parameters })
  })

  it("have Keras's defaults", () => {
    expect(initialValues(findLayer('LeakyReLU')?.parameters ?? {})).toMatchObject({ alpha: 0.3 })
    expect(initialValues(findLayer('ELU')?.parameters ?? {})).toMatchObject({ alpha: 1 })
    expect(initialValues(findLayer('PReLU')?.parameters ?? {})).toMatchObject({ sharedAxes: [] })
  })
})
