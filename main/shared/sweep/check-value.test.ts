import { describe, expect, it } from 'vitest'
import { findZooNetwork } from '../zoo/zoo.ts'
import { readTarget } from './axis-text.ts'
import { checkTyped } from './check-value.ts'

const built = findZooNetwork('study-mnist-cnn')?.build()
if (!built) throw new Error('no drawing')
const drawing = built

const check = (place: string, text: string) => {
  const answer = checkTyped(drawing, readTarget(place), text)
  return 'value' in answer ? answer.value : answer.problem.code
}

describe('a value that is typed for a parameter', () => {
  it.each([
    ['conv2d-1.filters', '16', 16],
    ['conv2d-1.filters', ' １６ ', 16],
    ['conv2d-1.kernelSize', '3', [3, 3]],
    ['conv2d-1.kernelSize', '3×5', [3, 5]],
    ['conv2d-1.activation', 'ReLU', 'relu'],
    ['training.learningRate', '1e-3', 0.001],
    ['training.optimizer', 'sgd', 'sgd'],
    ['training.isShuffled', 'false', false],
    // Only some optimisers have it: the trials that lack it are told one by one.
    ['training.momentum', '0.9', 0.9],
  ])('%s takes %s', (place, text, value) => {
    expect(check(place, text)).toEqual(value)
  })

  it.each([
    ['conv2d-1.filters', '0', 'sweep.needsWholeFrom'],
    ['conv2d-1.filters', '2.5', 'sweep.needsWholeFrom'],
    ['conv2d-1.filters', '', 'sweep.needsWholeFrom'],
    ['conv2d-1.kernelSize', '0x3', 'sweep.needsForm'],
    ['conv2d-1.kernelSize', '3x3x3', 'sweep.needsForm'],
    ['training.epochs', '200000', 'sweep.needsWhole'],
    ['training.learningRate', '-1', 'sweep.needsReal'],
    ['training.dropout', '0.99', 'sweep.needsReal'],
  ])('%s refuses %s', (place, text, code) => {
    expect(check(place, text)).toBe(code)
  })

  it('takes the sides of a frame in one go, or one number for all of them', () => {
    const nodes = drawing.nodes.map((node) => (node.id === 'conv2d-1' ? { ...node, kind: 'Cropping2D' } : node))
    const answer = (text: string) => checkTyped({ ...drawing, nodes }, readTarget('conv2d-1.cropping'), text)
    expect(answer('2')).toEqual({ value: [[2, 2], [2, 2]] }) // biome-ignore format: a frame
    expect(answer('1x2x3x4')).toEqual({ value: [[1, 2], [3, 4]] }) // biome-ignore format: a frame
    expect(answer('1x2')).toMatchObject({ problem: { code: 'sweep.needsForm' } })
  })
})
