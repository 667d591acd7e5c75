import type { Locator, Page } from '@playwright/test'
import { type MainThread, since } from './main-thread.ts'

export interface EditTimes {
  /** ms from the key until the whole graph is checked anew, what is wrong with it included. */
  revalidated: number[]
  /** ms of the main thread's work until all that the key set off is drawn. */
  drawn: number[]
}

const presses = 24
/** Longer than anything that an edit sets off is put off. */
const settledMs = 250

/** Presses two keys by turns, the second of which takes back what the first does. */
export async function measureKeys(
  page: Page,
  thread: MainThread,
  field: Locator,
  keys: readonly [string, string],
): Promise<EditTimes> {
  await field.focus()
  await listenToChecks(page)
  const drawn: number[] = []
  for (let press = 0; press < presses; press += 1) {
    const before = await thread.read()
    await page.keyboard.press(press % 2 === 0 ? keys[0] : keys[1])
    await page.waitForTimeout(settledMs)
    drawn.push(since(before, await thread.read()).all)
  }
  const revalidated = await page.evaluate(() => (window as unknown as { checkTimes: number[] }).checkTimes)
  if (revalidated.length !== presses) throw new Error(`${revalidated.length} checks after ${presses} edits`)
  return { revalidated, drawn }
}

/** The window measures each check of the graph for the browser's timeline (`loom:check`). */
function listenToChecks(page: Page): Promise<void> {
  return page.evaluate(() => {
    const bench = window as unknown as { checkTimes: number[]; stopListening?: () => void }
    bench.stopListening?.()
    bench.checkTimes = []
    let pressed = 0
    const press = () => {
      pressed = performance.now()
    }
    const observer = new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntriesByName('loom:check')) {
        bench.checkTimes.push(startTime + duration - pressed)
      }
    })
    observer.observe({ type: 'measure' })
    window.addEventListener('keydown', press, { capture: true })
    bench.stopListening = () => {
      observer.disconnect()
      window.removeEventListener('keydown', press, { capture: true })
    }
  })
}
