import { toCallError } from '../client/call-failure.ts'
import { useShellStore } from './shell-store.ts'

/** Shows any thrown thing as a notice that stays until it is closed. */
export function reportFailure(thrown: unknown): void {
  useShellStore.getState().notify({ tone: 'error', content: { message: toCallError(thrown) } })
}
