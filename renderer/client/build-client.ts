import type { Answer, CallTable, Client } from '#shared/contract/define.ts'
import { CallFailure } from './call-failure.ts'

/** Carries one call to the other side and brings its answer. */
export type Ask = (name: string, input: unknown) => Promise<Answer<unknown>>

/** One function per call of the table; each throws a CallFailure when the answer is an error. */
export function buildClient<Calls extends CallTable>(calls: Calls, ask: Ask): Client<Calls> {
  const entries = Object.keys(calls).map((name) => [
    name,
    async (input: unknown) => {
      const answer = await ask(name, input)
      if (!answer.ok) throw new CallFailure(answer.error)
      return answer.value
    },
  ])
  return Object.fromEntries(entries) as Client<Calls>
}
