import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { type CoreCalls, type CoreEvents, type CoreReply, coreCalls } from '#shared/contract/core.ts'
import type { Answer, CallOutput, EventPayload } from '#shared/contract/define.ts'
import type { HostReply } from '#shared/contract/host.ts'
import { type CoreParts, coreParts, createCoreService } from './core-service.ts'
import { digitsFolder } from './datasets/testing/digits-folder.ts'
import { flat } from './datasets/testing/picture-files.ts'
import { type ParentPort, startHost } from './host.ts'
import { createLinearEngine, linearDevice } from './runs/testing/linear-engine.ts'
import { smallDocument } from './runs/testing/run-fixture.ts'
import type { MessageChannelEnd } from './stream/core-port.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const engine = createLinearEngine({ stepMs: 2 })
const parts: CoreParts = {
  ...coreParts,
  engines: [engine],
  chooseDevice: async () => ({ engine, device: linearDevice }),
}

/** The shell's side: what it posts and what comes back. */
function startShell() {
  const replies: HostReply[] = []
  let listener: (event: { data: unknown; ports: MessageChannelEnd[] }) => void = () => {}
  const parent: ParentPort = {
    on: (_event, given) => {
      listener = given
    },
    postMessage: (reply) => replies.push(reply),
  }
  startHost(parent, parts)
  return { replies, post: (data: unknown, ports: MessageChannelEnd[] = []) => listener({ data, ports }) }
}

/** The window's side, over a real channel, so that everything is cloned on its way. */
function joinWindow(shell: ReturnType<typeof startShell>) {
  const { port1, port2 } = new MessageChannel()
  cleanUps.push(() => port1.close())
  const replies: CoreReply[] = []
  const waiting = new Set<() => void>()
  port1.on('message', (reply: CoreReply) => {
    replies.push(reply)
    for (const check of waiting) check()
  })
  shell.post({ kind: 'port' }, [port2])
  let id = 0

  function find<Found>(pick: (reply: CoreReply) => Found | undefined): Promise<Found> {
    return new Promise((resolve) => {
      const check = () => {
        const found = replies.map(pick).find((each) => each !== undefined)
        if (found === undefined) return
        waiting.delete(check)
        resolve(found)
      }
      waiting.add(check)
      check()
    })
  }

  return {
    async ask<Name extends keyof CoreCalls>(name: Name, input: unknown): Promise<Answer<CallOutput<CoreCalls[Name]>>> {
      id += 1
      const asked = id
      port1.postMessage({ id: asked, name, input })
      return find((reply) => (reply.kind === 'answer' && reply.id === asked ? reply.answer : undefined)) as never
    },
    event: <Name extends keyof CoreEvents>(
      name: Name,
      fits: (payload: EventPayload<CoreEvents[Name]>) => boolean = () => true,
    ) =>
      find((reply) =>
        reply.kind === 'event' && reply.name === name && fits(reply.payload as never) ? reply.payload : undefined,
      ) as Promise<EventPayload<CoreEvents[Name]>>,
  }
}

async function startMessage() {
  const userData = await mkdtemp(path.join(tmpdir(), 'layerloom-host-'))
  cleanUps.push(() => rm(userData, { recursive: true, force: true }))
  return { kind: 'start', userData, digitsDirectory: await digitsFolder() }
}

describe('the contract', () => {
  it('has one handler for each call, and no more', () => {
    const service = createCoreService({ parts, digitsDirectory: '', runsDirectory: null, emit: () => {} })
    const { ended: _ended, queueIdle: _idle, dispose: _dispose, ...handlers } = service
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(coreCalls).sort())
  })
})

describe('the host', () => {
  it('says when it is ready, and refuses what it does not know', async () => {
    const shell = startShell()
    shell.post({ kind: 'start' })
    expect(shell.replies[0]?.kind).toBe('failed')
    shell.post(await startMessage())
    expect(shell.replies[1]).toEqual({ kind: 'ready' })
    shell.post('hello')
    expect(shell.replies[2]?.kind).toBe('failed')
  })

  it('serves a window whose port came before the start', async () => {
    const shell = startShell()
    const window = joinWindow(shell)
    shell.post(await startMessage())
    const answer = await window.ask('openData', { data: { source: 'digits' } })
    expect(answer).toMatchObject({ ok: true, value: { trainCount: 8000, testCount: 2000, inputShape: [28, 28, 1] } })
    expect(await window.ask('listEngines', {})).toEqual({
      ok: true,
      value: [{ isUsable: true, isReference: true, device: linearDevice }],
    })
    expect(await window.ask('currentRun', {})).toEqual({ ok: true, value: null })
    const preview = await window.ask('previewData', { data: { source: 'digits' }, split: 'test', label: 4, count: 3 })
    expect(preview).toMatchObject({ ok: true, value: { total: 196, labels: [4, 4, 4] } })
    if (preview.ok) expect(preview.value.images.pixels).toBeInstanceOf(Uint8Array)
  }, 30_000)

  it('trains, streams, shows and saves over the port', async () => {
    const shell = startShell()
    shell.post(await startMessage())
    const window = joinWindow(shell)
    const started = await window.ask('startRun', { document: smallDocument() })
    const runId = started.ok ? started.value.runId : ''
    await window.ask('watch', { runId, imageIndex: 1, nodeId: 'conv2d-1', hasThumbnails: true })
    expect((await window.event('metrics')).batches[0]?.step).toBe(1)
    expect((await window.event('featureMaps')).chosen?.tiles).toBeInstanceOf(Uint8Array)
    expect((await window.event('kernels')).kernels.count).toBe(4)
    await window.event('run', ({ phase }) => phase === 'finished')
    expect((await window.event('evaluation')).confusion.length).toBe(6)
    const file = await flat('#ff0000', [28, 28])
    const answer = await window.ask('predictPicture', { runId, file })
    expect(answer).toMatchObject({ ok: true, value: { chosen: null, thumbnails: [] } })
    const look = { nodeId: 'conv2d-1', hasThumbnails: true }
    const looked = await window.ask('predictPicture', { runId, file, look })
    expect(looked).toMatchObject({ ok: true, value: { chosen: { nodeId: 'conv2d-1' }, thumbnails: { length: 5 } } })
    expect(await window.ask('predictPicture', { runId, file, look: { nodeId: 3 } })).toMatchObject({ ok: false })
    const gallery = await window.ask('gallery', { runId, filter: 'wrong' })
    expect(gallery).toMatchObject({ ok: true })
    expect(await window.ask('startRun', { document: smallDocument(), resumeFrom: '../../etc' })).toMatchObject({
      ok: false,
      error: { code: 'run.noCheckpoint' },
    })
  }, 30_000)

  it('lets a new window take the place of the old one in the midst of a run', async () => {
    const shell = startShell()
    const message = await startMessage()
    shell.post(message)
    const first = joinWindow(shell)
    const started = await first.ask('startRun', { document: smallDocument({ epochs: 30 }) })
    const runId = started.ok ? started.value.runId : ''
    await first.event('metrics')
    const second = joinWindow(shell)
    const snapshot = await second.ask('currentRun', {})
    expect(snapshot).toMatchObject({ ok: true, value: { runId, state: { phase: 'training' }, device: linearDevice } })
    await second.event('metrics', ({ epochs }) => epochs.length > 0)
    expect(await readdir(path.join(message.userData, 'runs', runId))).toContain('checkpoint.bin')
    const file = await readFile(path.join(message.userData, 'runs', runId, 'checkpoint.bin'))
    expect(file.toString('latin1', 0, 8)).toBe('LOOMCKP1')
    await second.ask('stopRun', { runId })
    await second.event('run', ({ phase }) => phase === 'finished')
  }, 30_000)
})
