import { afterEach, describe, expect, it, vi } from 'vitest'
import type { CoreReply, CoreRequest } from '#shared/contract/core.ts'
import { CallFailure } from './call-failure.ts'
import { attachCorePort, core, detachCore, emitCoreEvent, onCoreEvent } from './core-client.ts'

/** The other end of a port, which answers `listCheckpoints` with nothing found and fails every other call. */
function openCore(answers: (request: CoreRequest) => CoreReply | null) {
  const { port1, port2 } = new MessageChannel()
  port2.onmessage = ({ data }) => {
    const reply = answers(data)
    if (reply) port2.postMessage(reply)
  }
  return { here: port1 as unknown as MessagePort, there: port2 }
}

const ends: { close(): void }[] = []
afterEach(() => {
  detachCore()
  for (const end of ends.splice(0)) end.close()
})

function attach(answers: (request: CoreRequest) => CoreReply | null) {
  const { here, there } = openCore(answers)
  ends.push(there)
  attachCorePort(here)
  return there
}

const emptyAnswer = ({ id }: CoreRequest): CoreReply => ({ kind: 'answer', id, answer: { ok: true, value: [] } })

describe('core client', () => {
  it('brings each answer to its own call', async () => {
    attach(({ id, name }) => ({ kind: 'answer', id, answer: { ok: true, value: name } }))
    expect(await Promise.all([core.listEngines({}), core.listCheckpoints({})])).toEqual([
      'listEngines',
      'listCheckpoints',
    ])
  })

  it('throws a refusal with its code and values', async () => {
    const error = { code: 'common.unexpected' as const, values: { reason: 'no room' } }
    attach(({ id }) => ({ kind: 'answer', id, answer: { ok: false, error } }))
    const failure = await core.listEngines({}).catch((thrown: unknown) => thrown)
    expect(failure).toBeInstanceOf(CallFailure)
    expect(failure).toMatchObject({ error })
  })

  it('keeps calls that come before the port', async () => {
    const early = core.listCheckpoints({})
    attach(emptyAnswer)
    expect(await early).toEqual([])
  })

  it('fails what is under way when the core dies, and asks the next core', async () => {
    attach(() => null)
    const lost = core.listEngines({})
    detachCore()
    await expect(lost).rejects.toBeInstanceOf(CallFailure)
    const next = core.listCheckpoints({})
    attach(emptyAnswer)
    expect(await next).toEqual([])
  })

  it('hands events to all who listen, also after another core has come', async () => {
    const heard = vi.fn()
    const stop = onCoreEvent('run', heard)
    attach(emptyAnswer)
    const second = attach(emptyAnswer)
    second.postMessage({ kind: 'event', name: 'run', payload: { phase: 'paused', runId: 'a' } })
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith({ phase: 'paused', runId: 'a' }))
    stop()
    emitCoreEvent('run', { phase: 'training', runId: 'a' })
    expect(heard).toHaveBeenCalledTimes(1)
  })

  it('lets the others hear when one listener throws', () => {
    const complain = vi.spyOn(console, 'error').mockImplementation(() => {})
    const heard = vi.fn()
    const stops = [
      onCoreEvent('run', () => {
        throw new Error('broken')
      }),
      onCoreEvent('run', heard),
    ]
    emitCoreEvent('run', { phase: 'training', runId: 'a' })
    expect(heard).toHaveBeenCalled()
    expect(complain).toHaveBeenCalled()
    for (const stop of stops) stop()
    complain.mockRestore()
  })
})
