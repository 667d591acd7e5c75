import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {
  test as base,
  type ElectronApplication,
  _electron as electron,
  type Page,
  type TestInfo,
} from '@playwright/test'
import type { Locale } from '#shared/messages/message-table.ts'

export const root = path.join(__dirname, '..')

export interface LaunchOptions {
  /** Files to open, or other arguments. */
  args?: string[]
  /** A folder that outlives the program, to start it twice; a fresh one by default. */
  userData?: string
  lang?: Locale
  /** Of the page, in pixels. */
  size?: { width: number; height: number }
  env?: Record<string, string>
}

export interface RunningApp {
  app: ElectronApplication
  page: Page
  userData: string
  /** Writes `test-results/screens/<name>-<lang>-<width>x<height>.png` and answers its path. */
  shoot(name: string): Promise<string>
  /** Quits; whatever was not saved is given up. */
  close(): Promise<void>
}

interface Options {
  lang: Locale
  size: { width: number; height: number }
}

interface Fixtures {
  /** A folder for this test's files. */
  folder: string
  /** Starts the program; it is closed after the test. */
  launch(options?: LaunchOptions): Promise<RunningApp>
  /** The program, started with the test's `lang` and `size`. */
  running: RunningApp
}

export const test = base.extend<Fixtures & Options>({
  lang: ['en', { option: true }],
  size: [{ width: 1440, height: 900 }, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from this pattern.
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'layerloom-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  launch: async ({ folder, lang, size }, use, testInfo) => {
    const started: RunningApp[] = []
    await use(async (options = {}) => {
      const running = await start({ lang, size, userData: path.join(folder, `user-${started.length}`), ...options })
      started.push(running)
      return running
    })
    for (const running of started) {
      await keepPictureOfFailure(running.page, testInfo)
      await running.close()
    }
  },
  running: async ({ launch }, use) => use(await launch()),
})

export { expect } from '@playwright/test'

/** Calls the shell as the page can, whatever name and input. */
export function callShell(page: Page, name: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    (request) => {
      const { loom } = window as unknown as { loom: { call(name: string, input: unknown): Promise<unknown> } }
      return loom.call(request.name, request.input)
    },
    { name, input },
  )
}

/** How the program is started, for Playwright or by hand. */
export async function commandLine(options: LaunchOptions & Options & { userData: string }) {
  // Imported here, because Playwright turns what a test file imports at its top into CommonJS.
  const { findElectron } = await import('../electron/runtime/find-electron.mjs')
  const { sandboxOptions } = await import('../electron/runtime/sandbox.mjs')
  const found = findElectron()
  if (!found) throw new Error('There is no Electron yet: run "npm run e2e", which fetches one.')
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env as Record<string, string>
  return {
    executablePath: found.executable,
    args: [...sandboxOptions(found.executable), root, ...(options.args ?? [])],
    env: {
      ...inherited,
      LAYERLOOM_USER_DATA: options.userData,
      LAYERLOOM_LANG: options.lang,
      LAYERLOOM_WINDOW_SIZE: `${options.size.width}x${options.size.height}`,
      ...options.env,
    },
  }
}

async function start(options: LaunchOptions & Options & { userData: string }): Promise<RunningApp> {
  const { lang, size, userData } = options
  const { executablePath, args, env } = await commandLine(options)
  const app = await electron.launch({ executablePath, args, env, timeout: 20_000 })
  const child = app.process()
  const page = await app.firstWindow()
  // Keys pressed, and words read, before the shell has answered are of no window yet.
  await page.locator('[data-testid="window"][aria-busy="false"]').waitFor()
  return {
    app,
    page,
    userData,
    shoot: (name) => shoot(page, `${name}-${lang}-${size.width}x${size.height}`),
    close: () => close(app, child),
  }
}

async function shoot(page: Page, name: string): Promise<string> {
  const file = path.join(root, 'test-results', 'screens', `${name}.png`)
  await page.screenshot({ path: file })
  return file
}

async function keepPictureOfFailure(page: Page, testInfo: TestInfo): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus || page.isClosed()) return
  const body = await page.screenshot({ timeout: 5000 }).catch(() => undefined)
  if (body) await testInfo.attach('window', { body, contentType: 'image/png' })
}

async function close(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  // Nobody is there to answer "Save the changes?": not saving is the second button.
  const quit = app
    .evaluate(({ app: electronApp, dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false })
      electronApp.quit()
    })
    .catch(() => undefined)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const limit = new Promise((resolve) => setTimeout(resolve, 10_000, 'late'))
  await quit
  if ((await Promise.race([ended, limit])) === 'late') child.kill('SIGKILL')
}
