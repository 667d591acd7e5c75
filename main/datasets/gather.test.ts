import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Samples, samplesInMemory } from './dataset.ts'
import { gather, openSamples } from './gather.ts'
import { countingIndices } from './random.ts'

/** Picture n is 3 bytes of value n; labels go beyond a byte. */
const pixels = Uint8Array.from({ length: 30 }, (_, at) => Math.floor(at / 3))
const labels = Uint16Array.from({ length: 10 }, (_, place) => 250 + place)
const inMemory = samplesInMemory({ count: 10, pixels, labels })

let directory: string
let files: string[]
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'layerloom-gather-'))
  files = ['0', '1', '2'].map((name) => path.join(directory, name))
})
afterAll(() => rm(directory, { recursive: true }))

async function writeFiles(): Promise<void> {
  for (const [place, file] of files.entries()) await writeFile(file, pixels.subarray(12 * place, 12 * place + 12))
}

const inFiles = (places: Uint32Array): Samples => ({
  count: places.length,
  pixels: { kind: 'shards', pictureBytes: 3, files, picturesPerFile: 4, places },
  labels: labels.slice(0, places.length),
})

describe('pictures taken out of a split', () => {
  it('are the same from files as from memory, in any order', async () => {
    await writeFiles()
    const order = Uint32Array.of(9, 0, 4, 3, 3, 8)
    expect(gather(inFiles(countingIndices(10)), order)).toEqual(gather(inMemory, order))
    expect([...gather(inMemory, order).labels]).toEqual([259, 250, 254, 253, 253, 258])
  })

  it('are those of the files that belong to the split', async () => {
    await writeFiles()
    expect([...gather(inFiles(Uint32Array.of(7, 2)), Uint32Array.of(0, 1)).pixels]).toEqual([7, 7, 7, 2, 2, 2])
  })

  it('go into the memory of a batch that is done with, if it has room', () => {
    const reader = openSamples(inMemory)
    const first = reader.gather(Uint32Array.of(1, 2, 3))
    const smaller = reader.gather(Uint32Array.of(4), first)
    expect([smaller.pixels.buffer, smaller.labels.buffer]).toEqual([first.pixels.buffer, first.labels.buffer])
    expect([[...smaller.pixels], [...smaller.labels]]).toEqual([[4, 4, 4], [254]])
    const larger = reader.gather(Uint32Array.of(5, 6, 7, 8), smaller)
    expect(larger.pixels.buffer).not.toBe(first.pixels.buffer)
    expect([...larger.labels]).toEqual([255, 256, 257, 258])
  })

  it('name the file that has gone, or is shorter than it was', async () => {
    await writeFiles()
    const samples = inFiles(countingIndices(10))
    await truncate(files[2] ?? '', 5)
    expect(() => gather(samples, Uint32Array.of(9))).toThrow(
      expect.objectContaining({ code: 'data.cacheShort', values: { file: files[2] } }),
    )
    await rm(files[1] ?? '')
    expect(() => gather(samples, Uint32Array.of(0, 4))).toThrow(
      expect.objectContaining({
        code: 'data.unreadable',
        values: { file: files[1], reason: 'no such file or directory' },
      }),
    )
  })
})
