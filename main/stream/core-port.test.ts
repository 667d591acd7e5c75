import { describe, expect, it } from 'vitest'
import { type CoreCalls, coreCalls } from '#shared/contract/core.ts'
import type { Handlers } from '#shared/contract/define.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { answerRequest, readMessage } from './core-port.ts'

const asked: unknown[] = []
const handlers = {
  listEngines: () => [],
  previewData: (input: unknown) => asked.push(input),
  stopRun: () => {
    throw new LoomError('run.unknown', { runId: 'r' }, { nodeId: 'conv2d-1' })
  },
  pauseRun: async () => {
    throw new TypeError('a slip')
  },
} as unknown as Handlers<CoreCalls>

describe('requests', () => {
  it('are answered with their id, defaults filled in', async () => {
    const input = { data: { source: 'digits' }, split: 'train' }
    const reply = await answerRequest({ id: 7, name: 'previewData', input }, handlers)
    expect(reply).toEqual({ kind: 'answer', id: 7, answer: { ok: true, value: 1 } })
    expect(asked).toEqual([{ ...input, label: null, offset: 0, count: 50 }])
  })

  it('that fail answer the message and the node', async () => {
    expect(await answerRequest({ id: 1, name: 'stopRun', input: { runId: 'r' } }, handlers)).toEqual({
      kind: 'answer',
      id: 1,
      answer: { ok: false, error: { code: 'run.unknown', values: { runId: 'r' }, nodeId: 'conv2d-1' } },
    })
    expect(await answerRequest({ id: 2, name: 'pauseRun', input: { runId: 'r' } }, handlers)).toMatchObject({
      answer: { ok: false, error: { code: 'common.unexpected', values: { reason: 'a slip' } } },
    })
  })

  it.each<[string, unknown, number]>([
    ['nothing', undefined, -1],
    ['a string', 'stop', -1],
    ['no id', { name: 'listEngines', input: {} }, -1],
    ['a fractional id', { id: 1.5, name: 'listEngines', input: {} }, -1],
    ['no name', { id: 3, input: {} }, 3],
    ['an unknown name', { id: 4, name: 'format', input: {} }, 4],
    ['a name from the prototype', { id: 5, name: 'constructor', input: {} }, 5],
    ['no input', { id: 6, name: 'listEngines' }, 6],
    ['a wrong type', { id: 7, name: 'stopRun', input: { runId: 7 } }, 7],
    [
      'an endless count',
      { id: 8, name: 'previewData', input: { data: { source: 'digits' }, split: 'test', count: 1e9 } },
      8,
    ],
    ['no document', { id: 9, name: 'startRun', input: { document: { nodes: [] } } }, 9],
    ['an empty folder name', { id: 10, name: 'saveModel', input: { runId: 'r', format: 'tfjs', path: '' } }, 10],
  ])('with %s are refused', async (_what, message, id) => {
    const reply = await answerRequest(message, handlers)
    expect(reply).toMatchObject({ kind: 'answer', id, answer: { ok: false, error: { code: 'common.badRequest' } } })
  })

  it('come as events from Electron and bare from Node.js', () => {
    expect(readMessage({ data: { id: 1 }, ports: [] })).toEqual({ id: 1 })
    expect(readMessage({ id: 1, name: 'x' })).toEqual({ id: 1, name: 'x' })
    expect(readMessage(null)).toBeNull()
  })

  it('have a schema for each call', () => {
    for (const [name, definition] of Object.entries(coreCalls)) {
      expect([name, definition.input.safeParse(null).success]).toEqual([name, false])
    }
  })
})
