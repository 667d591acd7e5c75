import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * The file that stands while a graphics card's driver is asked within this very process. A driver may end the process;
 * whoever finds the file of a process that is gone knows, and does not ask again.
 */
export function askingMark(provider: string, folder = tmpdir()): string {
  return path.join(folder, `layerloom-asking-${provider}`)
}

/** Whether an earlier process left its mark, and so was ended while it asked. */
export function wasEndedAsking(mark: string): boolean {
  if (!existsSync(mark)) return false
  const pid = Number(readFileSync(mark, 'utf8'))
  return !isRunning(pid)
}

/** Does something with the mark standing. A mark that cannot be written is done without. */
export async function whileMarked<Result>(mark: string, ask: () => Promise<Result>): Promise<Result> {
  try {
    writeFileSync(mark, String(process.pid))
  } catch {
    return ask()
  }
  return ask().finally(() => rmSync(mark, { force: true }))
}

function isRunning(pid: number): boolean {
  try {
    // Signal 0 only asks whether the process is there.
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}
