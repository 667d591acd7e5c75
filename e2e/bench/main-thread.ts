import type { CDPSession, Page } from '@playwright/test'

/** What the window's main thread has done so far, in ms of its own processor time: waiting for a busy machine is not in it. */
export interface Work {
  /** JavaScript alone. */
  script: number
  /** Everything: script, style, layout, painting. */
  all: number
}

export interface MainThread {
  read(): Promise<Work>
}

/** Chromium's own figures of a page. */
export async function openMainThread(page: Page): Promise<MainThread> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    async read() {
      const { metrics } = await session.send('Performance.getMetrics')
      const ms = (name: string) => {
        const found = metrics.find((metric) => metric.name === name)
        if (!found) throw new Error(`this Chromium does not count ${name}`)
        return found.value * 1000
      }
      return { script: ms('ScriptDuration'), all: ms('TaskDuration') }
    },
  }
}

export const since = (before: Work, after: Work): Work => ({
  script: after.script - before.script,
  all: after.all - before.all,
})
