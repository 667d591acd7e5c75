import { describe, expect, it } from 'vitest'
import type { FoundDataSet } from '#shared/contract/known-data.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { choiceAt, type DataEntry, entryOf, foundChoice } from './data-entries.ts'

const found: FoundDataSet[] = [
  {
    set: 'fashion-mnist',
    form: 'idx',
    path: '/data/f',
    choice: { source: 'idx', directory: '/data/f' },
    trainCount: 60_000,
    testCount: 10_000,
  },
]

describe('the data that is offered', () => {
  it.each<[DataChoice, DataEntry]>([
    [{ source: 'digits' }, 'digits'],
    [{ source: 'idx', directory: '/data/f' }, 'fashion-mnist'],
    [{ source: 'idx', directory: '/data/g' }, 'idx'],
    [{ source: 'cifar', path: 'C:\\data\\cifar-10-binary.tar.gz', labels: 'fine' }, 'cifar-10'],
    [{ source: 'cifar', path: '/data/cifar-100-python', labels: 'fine' }, 'cifar-100'],
    [{ source: 'npz', path: '/a.npz', testShare: 0.2, seed: 1 }, 'file'],
  ])('shows %j under %s', (choice, entry) => {
    expect(entryOf(choice, found)).toBe(entry)
  })

  it.each<[DataEntry, string, DataChoice]>([
    ['file', '/a/MNIST.NPZ', { source: 'npz', path: '/a/MNIST.NPZ', testShare: 0.2, seed: 1 }],
    ['file', '/a/x_train.npy', { source: 'npz', path: '/a/x_train.npy', testShare: 0.2, seed: 1 }],
    ['file', 'C:\\a\\m.csv', { source: 'csv', path: 'C:\\a\\m.csv', label: '', testShare: 0.2, seed: 1 }],
    ['file', '/a/c.tar.gz', { source: 'cifar', path: '/a/c.tar.gz', labels: 'fine' }],
    ['cifar-10', '/a/folder', { source: 'cifar', path: '/a/folder', labels: 'fine' }],
    ['mnist', '/a/folder', { source: 'idx', directory: '/a/folder' }],
    ['mnist', '/a/mnist.npz', { source: 'npz', path: '/a/mnist.npz', testShare: 0.2, seed: 1 }],
    ['mnist', 'C:\\a\\t10k-labels-idx1-ubyte.gz', { source: 'idx', directory: 'C:\\a' }],
  ])('takes what is chosen for %s, %s', (entry, path, choice) => {
    expect(choiceAt(entry, path)).toEqual(choice)
  })

  it('takes what was found', () => {
    expect(foundChoice('fashion-mnist', found)).toEqual({ source: 'idx', directory: '/data/f' })
    expect(foundChoice('mnist', found)).toBeNull()
    expect(foundChoice('idx', found)).toBeNull()
  })
})
