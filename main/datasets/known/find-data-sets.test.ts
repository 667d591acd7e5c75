import { existsSync } from 'node:fs'
import { symlink } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { encodeIdx } from '../idx/encode-idx.ts'
import { readIdxFolder } from '../idx/read-idx-folder.ts'
import { binaryHundred, binaryTen, pickle, pythonTen } from '../testing/make-cifar.ts'
import { type Content, makeTar, temporaryFolder, writeFiles } from '../testing/make-files.ts'
import { findDataSets } from './find-data-sets.ts'

let root: string
let count = 0
beforeAll(async () => {
  root = await temporaryFolder()
})

async function folderOf(files: Record<string, Content>): Promise<string> {
  count += 1
  const folder = path.join(root, String(count))
  await writeFiles(folder, files)
  return folder
}

const mnistLabels = [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
const fashionLabels = [9, 2, 1, 1, 6, 1, 4, 6, 5, 7]

/** Four small files that look like those of the set whose test labels are given. */
function idx(folder: string, labels: readonly number[], end = ''): Record<string, Content> {
  const pack = (content: Uint8Array) => (end === '.gz' ? gzipSync(content) : content)
  return {
    [`${folder}/train-images-idx3-ubyte${end}`]: pack(encodeIdx([3, 2, 2], new Uint8Array(12))),
    [`${folder}/train-labels-idx1-ubyte${end}`]: pack(encodeIdx([3], Uint8Array.of(0, 1, 2))),
    [`${folder}/t10k-images-idx3-ubyte${end}`]: pack(encodeIdx([10, 2, 2], new Uint8Array(40))),
    [`${folder}/t10k-labels-idx1-ubyte${end}`]: pack(encodeIdx([10], Uint8Array.from(labels))),
  }
}

async function found(folder: string): Promise<string[]> {
  return (await findDataSets(folder)).map(
    ({ set, form, path: place, trainCount, testCount }) =>
      `${set} ${form} ${path.relative(folder, place).replaceAll('\\', '/')} ${trainCount}+${testCount}`,
  )
}

describe('finding data sets', () => {
  it('finds each in whatever form it is, the best first', async () => {
    const folder = await folderOf({
      ...idx('MNIST/raw', mnistLabels),
      ...idx('some/where/deep', fashionLabels, '.gz'),
      'keras/mnist.npz': 'x',
      'cifar-10-binary.tar.gz': gzipSync(await makeTar({ 'cifar-10-batches-bin/test_batch.bin': binaryTen([1]) })),
      'cifar-10-batches-bin/data_batch_1.bin': binaryTen([1, 2, 3]),
      'cifar-10-batches-bin/data_batch_2.bin': binaryTen([1]),
      'cifar-10-batches-bin/test_batch.bin': binaryTen([1, 2]),
      'cifar-10-batches-py/data_batch_1': pythonTen([1]),
      'cifar-10-batches-py/test_batch': pythonTen([1]),
      'cifar-10-batches-py/batches.meta': pickle({}),
      'c/train.bin': binaryHundred([[1, 2]]),
      'c/test.bin': binaryHundred([[1, 2]]),
      'notes/readme.txt': 'x',
    })
    expect(await found(folder)).toEqual([
      'mnist idx MNIST/raw 3+10',
      'mnist npz keras/mnist.npz null+null',
      'fashion-mnist idx some/where/deep 3+10',
      'cifar-10 binary cifar-10-batches-bin 4+2',
      'cifar-10 python cifar-10-batches-py null+null',
      'cifar-10 binary cifar-10-binary.tar.gz null+null',
      'cifar-100 binary c 1+1',
    ])
  })

  it('takes nothing for a data set that is none', async () => {
    const folder = await folderOf({
      ...idx('digits', [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
      'pictures/train': 'x',
      'pictures/test': 'x',
      'half/data_batch_1.bin': binaryTen([1]),
      'broken/train-images-idx3-ubyte': 'x',
      'mnist.npz': '',
      'not-cifar-10-binary.tar.gz.txt': 'x',
      'a/b/c/d/cifar-10-binary.tar.gz': 'too deep',
    })
    expect(await found(folder)).toEqual([])
    expect(await findDataSets(path.join(root, 'nowhere'))).toEqual([])
  })

  it('is not led round in a ring, nor stopped by a damaged file', async () => {
    const folder = await folderOf({ ...idx('a', mnistLabels, '.gz'), ...idx('b', mnistLabels) })
    await symlink(folder, path.join(folder, 'ring'))
    const labels = gzipSync(encodeIdx([10], Uint8Array.from(mnistLabels)))
    await writeFiles(folder, { 'a/t10k-labels-idx1-ubyte.gz': labels.subarray(0, 12) })
    expect(await found(folder)).toEqual(['mnist idx b 3+10'])
  })

  const real = path.resolve(import.meta.dirname, '../../../../shared/datasets')

  it.skipIf(!existsSync(real))('finds the real ones (skipped where ../shared/datasets is missing)', async () => {
    const all = await found(real)
    expect(all).toContain('mnist idx mnist 60000+10000')
    // The developers' archive is not the whole one.
    expect(all).toContain('cifar-10 binary cifar-10/cifar-10-binary.tar.gz null+null')
  })

  it('names Fashion-MNIST’s classes in any folder, by its labels', async () => {
    const folder = await folderOf(idx('raw', fashionLabels))
    const { classes } = await readIdxFolder(path.join(folder, 'raw'))
    expect(classes[7]?.en).toBe('Sneaker')
    const digits = await folderOf(idx('raw', mnistLabels))
    expect((await readIdxFolder(path.join(digits, 'raw'))).classes[7]?.en).toBe('7')
  })
})
