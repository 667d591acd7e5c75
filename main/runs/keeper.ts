import type { Message } from '#shared/messages/message.ts'
import type { CheckpointContent } from './checkpoint-file.ts'
import type { CheckpointStore } from './checkpoint-store.ts'

/** Keeps a run on disk; never throws: a disk that is full must not end the training. */
export interface Keeper {
  save(content: CheckpointContent): Promise<void>
  forget(): Promise<void>
}

/** `warn` is told when the disk begins to refuse. */
export function createKeeper(
  runId: string,
  checkpoints: CheckpointStore | null,
  warn: (message: Message) => void,
): Keeper {
  let isRefused = false
  return {
    async save(content) {
      try {
        await checkpoints?.save(content)
        isRefused = false
      } catch (error) {
        console.error('The checkpoint could not be written:', error)
        const reason = error instanceof Error ? error.message.replace(/[.\s]*$/, '') : String(error)
        if (!isRefused) warn({ code: 'run.notKept', values: { epoch: content.header.epoch, reason } })
        isRefused = true
      }
    },
    async forget() {
      await checkpoints?.remove(runId).catch((error) => console.error('The checkpoint could not be removed:', error))
    },
  }
}
