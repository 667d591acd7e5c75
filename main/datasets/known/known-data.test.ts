import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { type AddressInfo, Socket } from 'node:net'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { DownloadState } from '#shared/contract/known-data.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { coreParts, createCoreService } from '../../core-service.ts'
import { type PublishedSet, publishedSets } from '../download/published-sets.ts'
import { binaryTen } from '../testing/make-cifar.ts'
import { makeTar, temporaryFolder, writeFiles } from '../testing/make-files.ts'

afterEach(() => vi.restoreAllMocks())

async function coreIn(dataDirectory: string, published: readonly PublishedSet[] = publishedSets) {
  const news: DownloadState[] = []
  const core = createCoreService({
    parts: coreParts,
    digitsDirectory: path.join(dataDirectory, 'digits'),
    runsDirectory: null,
    dataDirectory,
    published,
    emit: (name, payload) => void (name === 'download' && news.push(payload as DownloadState)),
  })
  return { core, news }
}

const archive = async () =>
  gzipSync(await makeTar({ 'x/data_batch_1.bin': binaryTen([1, 2, 3]), 'x/test_batch.bin': binaryTen([4]) }))

describe('known data sets', () => {
  it('uses no network but to download, whatever is opened or looked for', async () => {
    const connect = vi.spyOn(Socket.prototype, 'connect')
    const folder = await temporaryFolder()
    const file = path.join(folder, 'cifar-10-binary.tar.gz')
    await writeFiles(folder, { 'cifar-10-binary.tar.gz': await archive(), 'a.csv': '1,2,3\n', 'b.npz': 'x' })
    const { core } = await coreIn(folder)
    expect((await core.findDataSets({})).found.map(({ path: place }) => place)).toEqual([file])
    const choices: DataChoice[] = [
      { source: 'cifar', path: file, labels: 'fine' },
      { source: 'cifar', path: path.join(folder, 'gone.tar.gz'), labels: 'fine' },
      { source: 'idx', directory: folder },
      { source: 'npz', path: path.join(folder, 'b.npz'), testShare: 0.2, seed: 1 },
      { source: 'csv', path: path.join(folder, 'a.csv'), label: '', testShare: 0.2, seed: 1 },
      { source: 'digits' },
    ]
    for (const data of choices) await Promise.resolve(core.openData({ data })).catch(() => {})
    await Promise.resolve(core.cancelDownload({ set: 'mnist' }))
    expect(connect).not.toHaveBeenCalled()
    await core.dispose()
  })

  it('fetches what is asked for, finds it, and opens it', async () => {
    const connect = vi.spyOn(Socket.prototype, 'connect')
    const content = await archive()
    const server = createServer((_, response) => response.end(content))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const published: PublishedSet = {
      set: 'cifar-10',
      addresses: [`http://127.0.0.1:${(server.address() as AddressInfo).port}/`],
      files: [
        {
          name: 'cifar-10-binary.tar.gz',
          bytes: content.length,
          md5: createHash('md5').update(content).digest('hex'),
        },
      ],
    }
    const { core, news } = await coreIn(await temporaryFolder(), [published])
    const before = await core.findDataSets({})
    expect(before.found).toEqual([])
    expect(before.offers.map(({ set, bytes }) => [set, bytes])).toEqual([['cifar-10', content.length]])
    await core.downloadData({ set: 'cifar-10' })
    await vi.waitFor(() => expect(news.at(-1)?.phase).toBe('done'), { timeout: 20_000 })
    // Which shows that the test before would have seen it.
    expect(connect).toHaveBeenCalled()
    const { found, downloads } = await core.findDataSets({})
    expect(downloads).toEqual([{ set: 'cifar-10', phase: 'done' }])
    const summary = await core.openData({ data: found[0]?.choice ?? { source: 'digits' } })
    expect([summary.trainCount, summary.testCount]).toEqual([3, 1])
    await core.dispose()
    server.close()
  })
})
