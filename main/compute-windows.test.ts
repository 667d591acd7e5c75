import { MessageChannel } from 'node:worker_threads'
import { expect, it } from 'vitest'
import type { HostReply } from '#shared/contract/host.ts'
import { computeWindowsOf } from './compute-windows.ts'
import type { ParentPort } from './host.ts'
import type { MessageChannelEnd } from './stream/core-port.ts'

/** The shell, which posts what the test says. */
function createParent() {
  const replies: HostReply[] = []
  const listeners: ((event: { data: unknown; ports: MessageChannelEnd[] }) => void)[] = []
  const parent: ParentPort = {
    on: (_event, listener) => listeners.push(listener),
    postMessage: (reply) => replies.push(reply),
  }
  const post = (data: unknown, ports: MessageChannelEnd[] = []) => {
    for (const listener of listeners) listener({ data, ports })
  }
  return { parent, replies, post }
}

it('asks for a window, and sends to it what was asked before it came', async () => {
  const { parent, replies, post } = createParent()
  const heard: unknown[] = []
  const channel = computeWindowsOf(parent)({ onReply: (reply) => heard.push(reply), onGone: () => {} })
  expect(replies).toEqual([{ kind: 'openComputeWindow' }])
  channel.send({ id: 1, kind: 'look' })

  const { port1, port2 } = new MessageChannel()
  const asked = new Promise((resolve) => port1.once('message', resolve))
  post({ kind: 'computeWindow' }, [port2])
  expect(await asked).toEqual({ id: 1, kind: 'look' })
  port1.postMessage({ kind: 'lost', reason: 'gone' })
  await expect.poll(() => heard).toEqual([{ kind: 'lost', reason: 'gone' }])
  channel.close()
  expect(replies.at(-1)).toEqual({ kind: 'closeComputeWindow' })
})

it('tells of a window that is gone, but not after it was closed', () => {
  const { parent, post } = createParent()
  const reasons: string[] = []
  const listener = { onReply: () => {}, onGone: (reason: string) => reasons.push(reason) }
  const open = computeWindowsOf(parent)
  open(listener)
  post({ kind: 'computeWindowGone', reason: 'it crashed.' })
  open(listener).close()
  post({ kind: 'computeWindowGone', reason: 'too late.' })
  expect(reasons).toEqual(['it crashed.'])
})
