import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { app } from 'electron'
import type { z } from 'zod'
import { writeFileAtomicallySync } from './ipc/atomic-write.ts'

/** Small JSON files in the user's data folder. One that is damaged counts as absent: nothing in them is irreplaceable. */
export function readNote<Schema extends z.ZodType>(name: string, schema: Schema): z.infer<Schema> | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(notePath(name), 'utf8')))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

export function writeNote(name: string, value: unknown): void {
  try {
    writeFileAtomicallySync(notePath(name), JSON.stringify(value))
  } catch (error) {
    // A full disk must not keep people from working on; the next write may succeed.
    console.error(`${name} could not be written:`, error)
  }
}

export function removeNote(name: string): void {
  rmSync(notePath(name), { force: true })
}

function notePath(name: string): string {
  return path.join(app.getPath('userData'), name)
}
