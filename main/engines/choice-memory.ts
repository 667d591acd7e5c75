import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

const choiceSchema = z.object({
  /** `<engine>/<device>` → milliseconds a step. */
  stepMs: z.record(z.string(), z.number()),
})
const fileSchema = z.object({ version: z.literal(1), choices: z.record(z.string(), choiceSchema) })

export type RememberedChoice = z.infer<typeof choiceSchema>

/** What was timed on this machine, by devices and size of network, so that it is timed once. */
export interface ChoiceMemory {
  recall(key: string): Promise<RememberedChoice | null>
  remember(key: string, choice: RememberedChoice): Promise<void>
}

/** Older ones make room. */
const mostChoices = 200

/** Keeps choices in a small JSON file. A file that cannot be read or written is no reason to fail: it is timed again. */
export function createChoiceMemory(file: string): ChoiceMemory {
  async function load(): Promise<Record<string, RememberedChoice>> {
    try {
      const parsed = fileSchema.safeParse(JSON.parse(await readFile(file, 'utf8')))
      return parsed.success ? parsed.data.choices : {}
    } catch {
      return {}
    }
  }

  return {
    recall: async (key) => (await load())[key] ?? null,
    async remember(key, choice) {
      const { [key]: _before, ...others } = await load()
      const choices = Object.fromEntries([...Object.entries(others), [key, choice]].slice(-mostChoices))
      try {
        await mkdir(path.dirname(file), { recursive: true })
        await writeFile(`${file}.new`, JSON.stringify({ version: 1, choices }, null, 1))
        await rename(`${file}.new`, file)
      } catch (error) {
        console.error('What was timed could not be kept:', error)
      }
    },
  }
}
