import type { CoreCalls } from '#shared/contract/core.ts'
import type { CallTable, Handlers } from '#shared/contract/define.ts'
import type { ShellCalls } from '#shared/contract/shell.ts'
import { toMessage } from '#shared/messages/loom-error.ts'
import type { Ask } from './build-client.ts'
import { CallFailure } from './call-failure.ts'
import { attachCore } from './core-client.ts'
import { createFakeCore } from './fake/fake-core.ts'
import { createFakeShell } from './fake/fake-shell.ts'
import { attachShell } from './shell-client.ts'

/** Answers calls with `handlers`; a call without one fails, and what a handler throws is the answer's error. */
export function askHandlers<Calls extends CallTable>(handlers: Partial<Handlers<Calls>>): Ask {
  return async (name, input) => {
    const handler = handlers[name] as ((input: unknown) => unknown) | undefined
    if (!handler) return { ok: false, error: { code: 'common.unexpected', values: { reason: `no fake for ${name}` } } }
    try {
      return { ok: true, value: await handler(input) }
    } catch (thrown) {
      return { ok: false, error: thrown instanceof CallFailure ? thrown.error : toMessage(thrown) }
    }
  }
}

/** For tests: a core that answers with these handlers. Its events are told with `emitCoreEvent`. */
export function attachFakeCore(handlers: Partial<Handlers<CoreCalls>>): void {
  attachCore(askHandlers<CoreCalls>(handlers))
}

/** For tests: a shell that answers with these handlers. Its events are told with `emitShellEvent`. */
export function attachFakeShell(handlers: Partial<Handlers<ShellCalls>>): void {
  attachShell(askHandlers<ShellCalls>(handlers))
}

/** A shell and a core that play their parts, to look at the window in a plain browser. What they show is made up. */
export function attachFakes(): void {
  attachFakeShell(createFakeShell())
  attachFakeCore(createFakeCore())
}
