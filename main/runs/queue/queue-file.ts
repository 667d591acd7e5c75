import { mkdir, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Message } from '#shared/messages/message.ts'
import { writeAtomically } from '../write-atomically.ts'
import { type Job, jobSchema } from './job.ts'

const fileSchema = z.object({ version: z.literal(1), isPaused: z.boolean(), jobs: z.array(jobSchema) })

export interface KeptQueue {
  jobs: Job[]
  isPaused: boolean
}

/** Where the queue is kept, so that it goes on after the program. */
export interface QueueFile {
  read(): Promise<KeptQueue>
  /** Resolves when this or what came after it is written. Never throws: a full disk must not end the training. */
  write(queue: KeptQueue): Promise<void>
}

/** With null nothing is kept. */
export function createQueueFile(file: string | null, warn: (message: Message) => void): QueueFile {
  let last: Promise<void> = Promise.resolve()
  /** Not yet written; what changes meanwhile takes its place. */
  let newest: KeptQueue | null = null
  let isRefused = false
  const empty: KeptQueue = { jobs: [], isPaused: false }

  async function save(queue: KeptQueue): Promise<void> {
    if (file === null) return
    try {
      await mkdir(path.dirname(file), { recursive: true })
      await writeAtomically(file, Buffer.from(JSON.stringify({ version: 1, ...queue })))
      isRefused = false
    } catch (error) {
      console.error('The queue could not be written:', error)
      const reason = error instanceof Error ? error.message.replace(/[.\s]*$/, '') : String(error)
      if (!isRefused) warn({ code: 'sweep.queueNotKept', values: { reason } })
      isRefused = true
    }
  }

  return {
    async read() {
      if (file === null) return empty
      const text = await readFile(file, 'utf8').catch(() => null)
      if (text === null) return empty
      try {
        const { jobs, isPaused } = fileSchema.parse(JSON.parse(text))
        return { jobs, isPaused }
      } catch (error) {
        console.error('The queue could not be read:', error)
        const aside = `${file}.damaged`
        await rename(file, aside).catch(() => {})
        warn({ code: 'sweep.queueLost', values: { file: aside } })
        return empty
      }
    },
    write(queue) {
      newest = queue
      last = last.then(async () => {
        // Written already, by the call before.
        if (newest === null) return
        const content = newest
        newest = null
        await save(content)
      })
      return last
    },
  }
}
