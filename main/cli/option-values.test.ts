import { describe, expect, it } from 'vitest'
import { LoomError } from '#shared/messages/loom-error.ts'
import { readData } from './option-values.ts'

describe('--data', () => {
  it.each([
    ['digits', { source: 'digits' }],
    ['idx:some/folder', { source: 'idx', directory: 'some/folder' }],
    ['shapes:both', { source: 'shapes', variant: 'both', train: 5000, test: 1000, seed: 1 }],
    [
      'cifar:C:\\data\\cifar-10-binary.tar.gz',
      { source: 'cifar', path: 'C:\\data\\cifar-10-binary.tar.gz', labels: 'fine' },
    ],
    ['cifar-coarse:cifar-100-python', { source: 'cifar', path: 'cifar-100-python', labels: 'coarse' }],
    ['npz:mnist.npz', { source: 'npz', path: 'mnist.npz', testShare: 0.2, seed: 1 }],
    ['csv:mnist_train.csv', { source: 'csv', path: 'mnist_train.csv', label: '', testShare: 0.2, seed: 1 }],
  ])('reads %s', (text, choice) => {
    expect(readData(text)).toEqual(choice)
  })

  it.each(['', 'mnist', 'cifar', 'cifar:', 'npz:', 'shapes:', 'shapes:dogs', 'constructor:x', 'digits:x'])(
    'refuses "%s", and says what there is',
    (text) => {
      expect(() => readData(text)).toThrow(LoomError)
      expect(() => readData(text)).toThrow(
        /cifar:PATH, cifar-coarse:PATH, npz:FILE, csv:FILE, pictures:PATH, masks:PATH/,
      )
    },
  )
})
