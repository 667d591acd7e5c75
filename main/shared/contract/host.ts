import { z } from 'zod'

/**
 * What the shell posts to the core process, through `utilityProcess.postMessage` (there: `process.parentPort`).
 * `start` comes once and first. `port` carries exactly one MessagePort in its transfer list, the window's end of which
 * talks in the envelopes of core.ts; a later port (the window was reloaded) takes the place of the one before.
 */
export const hostMessageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    /** Where the program keeps its own files; checkpoints go to `runs/` in it. */
    userData: z.string().min(1),
    /** The folder with the four IDX files of the digits that come with the program. */
    digitsDirectory: z.string().min(1),
    /** Of the program; the record of runs names it. */
    version: z.string().default(''),
  }),
  z.object({ kind: z.literal('port') }),
  /** Answers `openComputeWindow`, with a port to the worker of a hidden window. */
  z.object({ kind: z.literal('computeWindow') }),
  /** That window crashed or was closed. */
  z.object({ kind: z.literal('computeWindowGone'), reason: z.string() }),
])

export type HostMessage = z.infer<typeof hostMessageSchema>

/**
 * What the core process posts back: `ready` answers `start`, `failed` tells of a message that it could not use. The other two
 * ask for a hidden window with WebGPU in place of the one before, or for none.
 */
export type HostReply =
  | { kind: 'ready' }
  | { kind: 'failed'; reason: string }
  | { kind: 'openComputeWindow' }
  | { kind: 'closeComputeWindow' }
