import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { coreParts } from '../core-service.ts'
import { digitsFolder } from '../datasets/testing/digits-folder.ts'
import { runCli } from './run-cli.ts'
import { createFakeTerminal } from './testing/fake-terminal.ts'

const mnist = fileURLToPath(new URL('../../../shared/datasets/mnist', import.meta.url))
const cifar = fileURLToPath(new URL('../../../shared/datasets/cifar-10/cifar-10-binary.tar.gz', import.meta.url))

/** These train for long, and may share a small machine with other tests. */
const patience = 600_000

/** What `layerloom train` says of the test pictures, on the built-in engine. */
async function testAccuracy(network: string, ...options: string[]): Promise<number> {
  const terminal = createFakeTerminal('en', await digitsFolder())
  const args = ['train', `zoo:${network}`, '--engine', 'onnx', '--threads', '2', '--no-record', '--json', ...options]
  const code = await runCli(args, coreParts, terminal, '0.0.0')
  expect([code, terminal.errors()]).toEqual([0, ''])
  return JSON.parse(terminal.output()).testAccuracy
}

/** The accuracies that the course's textbook gives; assets/results.md has longer runs. */
describe('the networks of the textbook', () => {
  it(
    'tell colours apart as well as it says',
    async () => {
      expect(await testAccuracy('book-colours')).toBeGreaterThanOrEqual(0.963)
    },
    patience,
  )

  it.each([
    { convolutional: 'book-shapes', dense: 'ff-shapes', least: 0.96, most: 0.898 },
    { convolutional: 'book-colours-shapes', dense: 'ff-colours-shapes', least: 0.97, most: 0.89 },
  ])(
    '$convolutional is well above $dense',
    async ({ convolutional, dense, least, most }) => {
      expect(await testAccuracy(convolutional)).toBeGreaterThanOrEqual(least)
      expect(await testAccuracy(dense)).toBeLessThan(most)
    },
    patience,
  )

  it.skipIf(!existsSync(path.join(mnist, 'train-images-idx3-ubyte.gz')))(
    'read digits as well as it says, from the whole of MNIST (skipped where that is not at hand)',
    async () => {
      expect(await testAccuracy('book-mnist', '--data', `idx:${mnist}`, '--epochs', '3')).toBeGreaterThanOrEqual(0.984)
    },
    patience,
  )
})

/** The study's networks for a few epochs; assets/results.md has the whole runs. */
describe('the networks of the study', () => {
  it.skipIf(!existsSync(path.join(mnist, 'train-images-idx3-ubyte.gz')))(
    'learn the whole of MNIST within two epochs (skipped where that is not at hand)',
    async () => {
      const options = ['--data', `idx:${mnist}`, '--epochs', '2', '--batch', '128']
      expect(await testAccuracy('study-mnist-cnn', ...options)).toBeGreaterThanOrEqual(0.98)
      expect(await testAccuracy('study-mnist-fcn', ...options)).toBeGreaterThanOrEqual(0.975)
    },
    patience,
  )

  it.skipIf(!existsSync(cifar))(
    'get on with CIFAR-10 by the recipe (skipped where that is not at hand)',
    async () => {
      const options = ['--data', `cifar:${cifar}`, '--epochs', '3']
      expect(await testAccuracy('recipe-cifar-fcn', ...options)).toBeGreaterThanOrEqual(0.5)
    },
    patience,
  )
})
