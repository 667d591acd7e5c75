import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { _electron as electron, type Page } from '@playwright/test'
import { expect, root, test } from './fixtures.ts'
import { softwareCard } from './software-card.ts'

/** What dist/compute-testing puts there. */
interface ParityPage {
  names: readonly string[]
  look(): Promise<{ name: string; isEmulated: boolean }>
  compare(name: string, rtol: number): Promise<unknown>
}

declare const parity: ParityPage

/** With LAYERLOOM_WHOLE_SUITE every case; else each twelfth and those in which cards have gone wrong elsewhere. */
const isWhole = process.env.LAYERLOOM_WHOLE_SUITE !== undefined
const isTaken = (name: string, place: number) =>
  isWhole || place % 12 === 0 || /LocalResponse|many channels, dil/.test(name)

/** Cards round products differently from processors. */
const rtol = 1e-3

async function openTestingPage(page: Page): Promise<void> {
  const origin = 'https://parity.test'
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    const body = await readFile(path.join(root, 'dist/compute-testing', pathname))
    await route.fulfill({ body, contentType: pathname.endsWith('.js') ? 'text/javascript' : 'text/html' })
  })
  await page.goto(`${origin}/index.html`)
}

test('tfjs on Chromium’s WebGPU and the reference agree', async ({ folder }) => {
  test.setTimeout(isWhole ? 900_000 : 180_000)
  const card = await softwareCard()
  test.skip(!card, 'this Electron has no SwiftShader')
  const { findElectron } = await import('../electron/runtime/find-electron.mjs')
  const { sandboxOptions } = await import('../electron/runtime/sandbox.mjs')
  const executablePath = findElectron()?.executable ?? ''
  const app = await electron.launch({
    executablePath,
    args: [...sandboxOptions(executablePath), path.join(root, 'e2e/empty-shell.cjs'), ...(card?.args ?? [])],
    env: { ...(process.env as Record<string, string>), ...card?.env, LAYERLOOM_USER_DATA: folder },
  })
  try {
    const page = await app.firstWindow()
    await openTestingPage(page)
    expect(await page.evaluate(() => parity.look())).toMatchObject({ isEmulated: true })
    const names = (await page.evaluate(() => parity.names)).filter(isTaken)
    expect(names.length).toBeGreaterThan(20)
    for (const name of names) {
      const found = await page.evaluate(([each, limit]) => parity.compare(each, limit), [name, rtol] as const)
      expect.soft(found, name).toBeNull()
    }
  } finally {
    await app.close()
  }
})
