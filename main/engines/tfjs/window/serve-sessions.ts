import type { TrainingSession } from '../../engine.ts'
import { openTfjsSession } from '../tfjs-session.ts'
import {
  type Adapter,
  type ComputeReply,
  type ComputeRequest,
  failureOf,
  sessionMethods,
  unpackPlan,
} from './protocol.ts'

/** The worker's graphics card. */
export interface ComputeCard {
  /** tfjs's name of it. */
  backend: string
  /** @throws LoomError engine.noWebGpu, noAdapter, providerFailed */
  look(): Promise<Adapter>
  /** What went wrong on the card since the last question: it tells errors apart from the calls that cause them. */
  takeFault(): Error | null
}

/** Answers requests one after the other: tfjs's backend is one for all sessions. */
export function serveSessions(card: ComputeCard): (request: ComputeRequest) => Promise<ComputeReply> {
  const sessions = new Map<number, TrainingSession>()
  let opened = 0
  let last: Promise<unknown> = Promise.resolve()

  async function fulfil(request: ComputeRequest): Promise<unknown> {
    if (request.kind === 'look') return card.look()
    if (request.kind === 'open') {
      await card.look()
      opened += 1
      sessions.set(opened, await openTfjsSession(unpackPlan(request.plan), request.device, card.backend))
      return opened
    }
    const session = sessions.get(request.session)
    if (!session || !sessionMethods.includes(request.method)) throw new Error(`no session ${request.session}`)
    if (request.method === 'dispose') sessions.delete(request.session)
    // The sender is typed: each method gets its own arguments.
    const method = session[request.method] as (...args: unknown[]) => Promise<unknown>
    return method.apply(session, request.args)
  }

  async function answer(request: ComputeRequest): Promise<ComputeReply> {
    const { id } = request
    try {
      const value = await fulfil(request)
      const fault = card.takeFault()
      return fault ? failureOf(id, fault) : { kind: 'answer', id, value }
    } catch (error) {
      return failureOf(id, card.takeFault() ?? error)
    }
  }

  return (request) => {
    const result = last.then(() => answer(request))
    last = result
    return result
  }
}
