import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DownloadState } from '#shared/contract/known-data.ts'
import { formatMessage } from '#shared/messages/message.ts'
import { locales } from '#shared/messages/message-table.ts'
import { temporaryFolder } from '../testing/make-files.ts'
import { createDownloads, type Downloads } from './downloads.ts'
import { bytesOf, offerOf, type PublishedSet, publishedSets } from './published-sets.ts'

const content = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251))
const md5 = createHash('md5').update(content).digest('hex')
const sha256 = createHash('sha256').update(content).digest('hex')

type Serve = (request: IncomingMessage, response: ServerResponse, visit: number) => void

let root: string
let count = 0
let server: Server | undefined
let downloads: Downloads | undefined
beforeAll(async () => {
  root = await temporaryFolder()
})
afterEach(async () => {
  downloads?.dispose()
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)))
  server = undefined
})

/** A server on this machine; answers its address. */
async function listen(serve: Serve): Promise<string> {
  let visit = 0
  const started = createServer((request, response) => {
    visit += 1
    serve(request, response, visit)
  })
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/`
}

function newFolder(): string {
  count += 1
  return path.join(root, String(count))
}

interface Case {
  addresses: readonly string[]
  directory?: string
  files?: PublishedSet['files']
  idleMs?: number
}

/** Downloads until it ends; answers all news of it. */
function download({ addresses, directory = newFolder(), files, idleMs = 5000 }: Case): Promise<DownloadState[]> {
  const set: PublishedSet = {
    set: 'cifar-10',
    addresses,
    files: files ?? [{ name: 'set.tar.gz', bytes: content.length, md5, sha256 }],
  }
  return new Promise((resolve) => {
    const news: DownloadState[] = []
    const made = createDownloads({
      directory,
      sets: [set],
      idleMs,
      pauseMs: 1,
      onState(state) {
        news.push(state)
        if (state.phase !== 'running') resolve(news)
      },
    })
    downloads = made
    made.start('cifar-10')
  })
}

/** From the byte that is asked for on. */
const serveRange: Serve = (request, response) => {
  const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const part = content.subarray(start)
  const length = { 'content-length': part.length }
  if (start === 0) response.writeHead(200, length)
  else response.writeHead(206, { ...length, 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` })
  response.end(part)
}

const whole: Serve = (_, response) => response.writeHead(200, { 'content-length': content.length }).end(content)

function failureIn(news: readonly DownloadState[]) {
  const last = news.at(-1)
  if (last?.phase !== 'failed') throw new Error(`expected a failure, not ${last?.phase}`)
  for (const locale of locales) expect(formatMessage(last.error, locale)).not.toMatch(/\{\{|undefined/)
  return { code: last.error.code, text: formatMessage(last.error, 'en') }
}

describe('fetching a data set', () => {
  it('brings the file, tells how far it is, and leaves nothing else', async () => {
    const directory = newFolder()
    const news = await download({ addresses: [await listen(whole)], directory })
    expect(news.at(-1)).toEqual({ set: 'cifar-10', phase: 'done' })
    expect(news[0]).toEqual({ set: 'cifar-10', phase: 'running', receivedBytes: 0, bytes: content.length })
    expect(await readFile(path.join(directory, 'cifar-10', 'set.tar.gz'))).toEqual(content)
    expect(await readdir(path.join(directory, 'cifar-10'))).toEqual(['set.tar.gz'])
  })

  it('asks for nothing that is there already', async () => {
    const directory = newFolder()
    let visits = 0
    const address = await listen((...args) => {
      visits += 1
      whole(...args)
    })
    await download({ addresses: [address], directory })
    await download({ addresses: [address], directory })
    expect(visits).toBe(1)
  })

  it('goes on where the connection broke, as often as it breaks', async () => {
    const starts: string[] = []
    const address = await listen((request, response) => {
      starts.push(request.headers.range ?? 'all')
      const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
      const end = Math.min(content.length, start + 70_000)
      response.writeHead(start === 0 ? 200 : 206, {
        'content-length': content.length - start,
        'content-range': `bytes ${start}-${content.length - 1}/${content.length}`,
      })
      // What was written arrives before the line goes down.
      response.write(content.subarray(start, end), () => (end < content.length ? request.socket.end() : response.end()))
    })
    const directory = newFolder()
    const news = await download({ addresses: [address], directory })
    expect(news.at(-1)?.phase).toBe('done')
    expect(starts.length).toBeGreaterThan(3)
    expect(starts[0]).toBe('all')
    expect(await readFile(path.join(directory, 'cifar-10', 'set.tar.gz'))).toEqual(content)
  })

  it('begins anew where the server cannot go on from the middle', async () => {
    const directory = newFolder()
    await mkdir(path.join(directory, 'cifar-10'), { recursive: true })
    await writeFile(path.join(directory, 'cifar-10', 'set.tar.gz.part'), content.subarray(0, 1000))
    const news = await download({ addresses: [await listen(whole)], directory })
    expect(news.at(-1)?.phase).toBe('done')
  })

  it('keeps what has come when it is cancelled, and goes on from there', async () => {
    const directory = newFolder()
    const address = await listen((request, response, visit) => {
      if (visit > 1) return serveRange(request, response, visit)
      response.writeHead(200, { 'content-length': content.length })
      response.write(content.subarray(0, 50_000))
    })
    const part = path.join(directory, 'cifar-10', 'set.tar.gz.part')
    const ending = download({ addresses: [address], directory })
    await waitFor(() => existsSync(part))
    downloads?.cancel('cifar-10')
    const stopped = await ending
    expect(stopped.at(-1)).toEqual({ set: 'cifar-10', phase: 'cancelled' })
    expect(existsSync(part)).toBe(true)
    const resumed = await download({ addresses: [address], directory })
    expect(resumed.at(-1)?.phase).toBe('done')
  })

  it('takes the next address where the first has nothing', async () => {
    const address = await listen((request, response, visit) => {
      if (request.url?.startsWith('/first')) response.writeHead(404).end('gone')
      else serveRange(request, response, visit)
    })
    expect((await download({ addresses: [`${address}first/`, address] })).at(-1)?.phase).toBe('done')
  })

  it('follows where the file was moved to', async () => {
    const address = await listen((request, response, visit) => {
      if (request.url === '/set.tar.gz') response.writeHead(302, { location: '/elsewhere' }).end()
      else serveRange(request, response, visit)
    })
    expect((await download({ addresses: [address] })).at(-1)?.phase).toBe('done')
  })

  it('sets a file of another content aside', async () => {
    const directory = newFolder()
    const folder = path.join(directory, 'cifar-10')
    await mkdir(folder, { recursive: true })
    await writeFile(path.join(folder, 'set.tar.gz'), 'my own')
    await download({ addresses: [await listen(whole)], directory })
    expect(await readFile(path.join(folder, 'set.tar.gz.old'), 'utf8')).toBe('my own')
  })
})

const changed = Buffer.from(content)
changed[150_000] = 1

describe('a download that cannot be', () => {
  it.each<[what: string, serve: Serve, code: string, says: string]>([
    ['nothing there', (_, response) => response.writeHead(404).end(), 'data.downloadFailed', '404 Not Found'],
    ['a server in trouble', (_, response) => response.writeHead(503).end(), 'data.downloadFailed', '503'],
    ['a server that hangs up', (request) => request.socket.destroy(), 'data.downloadFailed', 'copy them into'],
    [
      'an endless chain of addresses',
      (_, response) => response.writeHead(302, { location: '/x' }).end(),
      'data.downloadFailed',
      'moved too often',
    ],
    [
      'a move to another protocol',
      (_, response) => response.writeHead(302, { location: 'ftp://127.0.0.1/x' }).end(),
      'data.downloadFailed',
      '302',
    ],
    ['a byte changed on the way', (_, response) => response.end(changed), 'data.downloadChecksum', 'is not used'],
    [
      'a portal’s page',
      (_, response) => response.writeHead(200, { 'content-length': 5 }).end('hello'),
      'data.downloadChecksum',
      'set.tar.gz',
    ],
    [
      'more than was published',
      (_, response) => response.end(Buffer.concat([content, content])),
      'data.downloadChecksum',
      'not the published file',
    ],
    [
      'less than was published',
      (_, response) => {
        response.write('sho')
        response.end('rt')
      },
      'data.downloadFailed',
      'broke off',
    ],
    ['silence', () => {}, 'data.downloadFailed', 'no answer'],
    [
      'silence in the middle',
      (_, response) => {
        response.writeHead(200, { 'content-length': content.length })
        response.write('abc')
      },
      'data.downloadFailed',
      'Try again later',
    ],
  ])('says so: %s', async (_, serve, code, says) => {
    const directory = newFolder()
    const failure = failureIn(await download({ addresses: [await listen(serve)], directory, idleMs: 150 }))
    expect(failure.code).toBe(code)
    expect(failure.text).toContain(says)
    expect(existsSync(path.join(directory, 'cifar-10', 'set.tar.gz'))).toBe(false)
  })

  it('does not believe a server that goes on elsewhere', async () => {
    const directory = newFolder()
    await mkdir(path.join(directory, 'cifar-10'), { recursive: true })
    await writeFile(path.join(directory, 'cifar-10', 'set.tar.gz.part'), content.subarray(0, 1000))
    const address = await listen((_, response) => {
      response
        .writeHead(206, { 'content-range': `bytes 7-${content.length - 1}/${content.length}` })
        .end(content.subarray(7))
    })
    expect(failureIn(await download({ addresses: [address], directory })).code).toBe('data.downloadChecksum')
  })

  it('no server at all', async () => {
    const address = await listen(whole)
    await new Promise((resolve) => server?.close(resolve))
    const failure = failureIn(await download({ addresses: [address] }))
    expect(failure.code).toBe('data.downloadOffline')
    expect(failure.text).toMatch(/no connection to 127\.0\.0\.1:\d+\. .*copy them into .*cifar-10/)
  })

  it('a folder that is a file', async () => {
    const directory = newFolder()
    await writeFile(directory, '')
    expect(failureIn(await download({ addresses: [await listen(whole)], directory })).code).toBe(
      'data.downloadUnwritable',
    )
  })

  it.skipIf(!existsSync('/dev/full'))('a full disk (skipped where there is no /dev/full)', async () => {
    const directory = newFolder()
    await mkdir(path.join(directory, 'cifar-10'), { recursive: true })
    await symlink('/dev/full', path.join(directory, 'cifar-10', 'set.tar.gz.part'))
    const failure = failureIn(await download({ addresses: [await listen(whole)], directory }))
    expect(failure.code).toBe('data.downloadNoSpace')
  })
})

describe('the published sets', () => {
  it('are those of the publishers, whole', () => {
    expect(publishedSets.map((each) => [each.set, bytesOf(each.files), offerOf(each).host])).toEqual([
      ['mnist', 11_594_722, 'storage.googleapis.com'],
      ['fashion-mnist', 30_878_645, 'fashion-mnist.s3-website.eu-central-1.amazonaws.com'],
      ['cifar-10', 170_052_171, 'www.cs.toronto.edu'],
      ['cifar-100', 168_513_733, 'www.cs.toronto.edu'],
    ])
    for (const { files } of publishedSets) for (const { md5: sum } of files) expect(sum).toMatch(/^[0-9a-f]{32}$/)
  })

  const mnist = path.resolve(import.meta.dirname, '../../../../shared/datasets/mnist')

  it.skipIf(!existsSync(mnist))(
    'have the sums of the real MNIST (skipped where ../shared/datasets/mnist is missing)',
    async () => {
      for (const file of publishedSets.find(({ set }) => set === 'mnist')?.files ?? []) {
        const bytes = await readFile(path.join(mnist, file.name))
        expect(bytes.length).toBe(file.bytes)
        expect(createHash('md5').update(bytes).digest('hex')).toBe(file.md5)
        expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256)
      }
    },
  )
})

async function waitFor(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 5))
}
