import { execFile } from 'node:child_process'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { ElectronApplication, Page } from '@playwright/test'
import type { Answer, CallInput, CallOutput } from '#shared/contract/define.ts'
import type { ShellBridge, ShellCalls, ShellEvents } from '#shared/contract/shell.ts'
import { emptyDocument, type LoomDocument } from '#shared/document/schema.ts'
import { callShell, commandLine, expect, test } from './fixtures.ts'

/** The page as these tests see it: the bridge, and the events that it was told since `listen`. */
interface Told {
  loom: ShellBridge
  told?: { name: string; payload: unknown }[]
}

const drawing: LoomDocument = {
  ...emptyDocument('Drawn'),
  nodes: [{ id: 'conv2d-1', kind: 'Conv2D', position: { x: 10, y: 20 }, parameters: { filters: 8 } }],
}

test('a damaged file is refused and left alone', async ({ running: { page }, folder }) => {
  const files = {
    'cut.loom': '{"format":"layerloom","version":1,"nodes":[',
    'other.loom': '{"hello":"world"}',
    'wrong.loom': '{"format":"layerloom","version":1,"nodes":[{"id":7}]}',
  }
  const codes = []
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name)
    await writeFile(file, text)
    const before = await stat(file)
    const answer = await call(page, 'openPath', { path: file })
    codes.push(answer.ok ? 'opened' : answer.error.code)
    expect(await readFile(file, 'utf8')).toBe(text)
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs)
  }
  expect(codes).toEqual(['document.notJson', 'document.notLoom', 'document.invalid'])
})

test('a newer file is refused and left alone', async ({ running: { page }, folder }) => {
  const file = path.join(folder, 'newer.loom')
  const text = JSON.stringify({ ...drawing, version: 999 })
  await writeFile(file, text)
  const answer = await call(page, 'openPath', { path: file })
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'document.newer', values: { file: 'newer.loom', version: 999 } },
  })
  expect(await readFile(file, 'utf8')).toBe(text)
})

test('a missing file and a folder are refused with the reason', async ({ running: { page }, folder }) => {
  for (const place of [folder, path.join(folder, 'none.loom')]) {
    expect(await call(page, 'openPath', { path: place })).toMatchObject({
      ok: false,
      error: { code: 'document.unreadable' },
    })
  }
})

test('a damaged file named at the start is shown as an error', async ({ launch, folder }) => {
  const file = path.join(folder, 'broken.loom')
  await writeFile(file, '{')
  const { page } = await launch({ args: [file] })
  await expect(page.getByText(/broken\.loom is not a LayerLoom project/).first()).toBeVisible()
})

test('saving writes the whole file at once and lists it as recent', async ({ running: { app, page }, folder }) => {
  const file = path.join(folder, 'Mine & yours.loom')
  await answerSaveDialog(app, file)
  const saved = await call(page, 'save', { document: drawing, path: null })
  expect(saved).toEqual({ ok: true, value: { path: file } })
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(drawing)
  const changed = { ...drawing, name: 'Changed' }
  expect(await call(page, 'save', { document: changed, path: file })).toEqual({ ok: true, value: { path: file } })
  expect(JSON.parse(await readFile(file, 'utf8')).name).toBe('Changed')
  // No temporary file is left beside it.
  expect((await readdir(folder)).filter((name) => name.includes('Mine'))).toEqual(['Mine & yours.loom'])
  const recent = await call(page, 'recentFiles', {})
  expect(recent).toMatchObject({
    ok: true,
    value: [{ path: file, name: 'Mine & yours.loom', folder, document: changed, changedAt: expect.any(Number) }],
  })
  expect(await menuLabels(app, 'openRecent')).toEqual(['Mine && yours.loom'])
})

test('a save that fails leaves the old file and says why', async ({ running: { app, page }, folder }) => {
  const place = path.join(folder, 'absent', 'x.loom')
  await answerSaveDialog(app, place)
  expect(await call(page, 'saveAs', { document: drawing, path: null })).toMatchObject({
    ok: false,
    error: { code: 'document.unwritable', values: { file: 'x.loom' } },
  })
})

test('a name without an ending gets one', async ({ running: { app, page }, folder }) => {
  await answerSaveDialog(app, path.join(folder, 'plain'))
  const saved = await call(page, 'saveAs', { document: drawing, path: null })
  expect(saved).toEqual({ ok: true, value: { path: path.join(folder, 'plain.loom') } })
})

test('a path that nobody chose is not written', async ({ running: { app, page }, folder }) => {
  const file = path.join(folder, 'precious.txt')
  await writeFile(file, 'precious')
  await answerSaveDialog(app, null)
  expect(await call(page, 'save', { document: drawing, path: file })).toEqual({ ok: true, value: null })
  expect(await readFile(file, 'utf8')).toBe('precious')
})

test('a file named at the start is the project of the window', async ({ launch, folder }) => {
  const file = path.join(folder, 'first.loom')
  await writeFile(file, JSON.stringify(drawing))
  const { page } = await launch({ args: [file] })
  const start = await call(page, 'start', {})
  expect(start).toMatchObject({ ok: true, value: { project: { path: file, document: { name: 'Drawn' } } } })
})

test('a second start hands its file to the running window', async ({ launch, folder, lang, size }) => {
  const userData = path.join(folder, 'shared')
  const { page } = await launch({ userData })
  await listen(page)
  const file = path.join(folder, 'second.loom')
  await writeFile(file, JSON.stringify(drawing))
  const { executablePath, args, env } = await commandLine({ userData, args: [file], lang, size })
  await promisify(execFile)(executablePath, args, { env })
  await expect.poll(() => told(page, 'openFile')).toEqual([{ path: file }])
})

test('a drawing outlives a crash of the page', async ({ running: { app, page } }) => {
  await call(page, 'setDirty', { isDirty: true, title: 'Drawn' })
  await call(page, 'autosave', { document: drawing, path: null })
  const loaded = page.waitForEvent('load')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  await loaded.catch(() => undefined)
  await expect
    .poll(() => startOf(app), { timeout: 15_000 })
    .toMatchObject({
      value: { isRecovered: true, project: { document: { name: 'Drawn' } } },
    })
})

test('a drawing outlives the death of the whole program', async ({ launch, folder }) => {
  const userData = path.join(folder, 'killed')
  const first = await launch({ userData })
  await call(first.page, 'setDirty', { isDirty: true, title: 'Drawn' })
  await call(first.page, 'autosave', { document: drawing, path: null })
  const child = first.app.process()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
  const second = await launch({ userData })
  expect(await call(second.page, 'start', {})).toMatchObject({
    ok: true,
    value: { isRecovered: true, project: { document: { name: 'Drawn' } } },
  })
})

test('the path of a dropped file is found', async ({ running: { page }, folder }) => {
  const file = path.join(folder, 'dropped.loom')
  await writeFile(file, JSON.stringify(drawing))
  await page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'a-file'
    document.body.append(input)
  })
  await page.setInputFiles('#a-file', file)
  const found = await page.evaluate(() => {
    const { loom } = window as unknown as Told
    const input = document.querySelector<HTMLInputElement>('#a-file')
    return [loom.pathOfFile(input?.files?.[0]), loom.pathOfFile('/etc/passwd'), loom.pathOfFile(null)]
  })
  expect(found).toEqual([file, '', ''])
})

test('the dead core process is started again and the window is told', async ({ running: { app, page } }) => {
  await listen(page)
  const first = await corePid(app)
  process.kill(first, 'SIGKILL')
  await expect.poll(() => told(page, 'coreExited')).toHaveLength(1)
  await expect.poll(async () => (await allTold(page)).at(-1)?.name, { timeout: 20_000 }).toBe('coreReady')
  expect(await corePid(app)).not.toBe(first)
  expect(page.isClosed()).toBe(false)
})

test('closing a dirty window asks, and cancel keeps it', async ({ running: { app, page } }) => {
  await call(page, 'setDirty', { isDirty: true, title: 'Drawn' })
  await answerMessageBox(app, 2)
  await closeWindow(app)
  await expect.poll(() => boxesShown(app)).toEqual([['Save the changes to “Drawn”?', 'Save', 'Don’t Save', 'Cancel']])
  expect(app.windows()).toHaveLength(1)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toBe(
    '• Drawn — LayerLoom',
  )
})

test('closing a dirty window and not saving ends the program', async ({ running: { app, page } }) => {
  await call(page, 'setDirty', { isDirty: true, title: 'Drawn' })
  await answerMessageBox(app, 1)
  const closed = app.waitForEvent('close')
  await closeWindow(app)
  await closed
})

test('the menu speaks the chosen language', async ({ launch, folder }) => {
  const userData = path.join(folder, 'speaking')
  const { app, page, close } = await launch({ userData, lang: 'zh-CN' })
  expect(await topMenus(app)).toEqual(['文件(&F)', '编辑(&E)', '视图(&V)', '运行(&R)', '帮助(&H)'])
  await listen(page)
  await clickMenu(app, 'locale-en')
  await expect.poll(() => told(page, 'localeChanged')).toEqual([{ locale: 'en' }])
  expect(await topMenus(app)).toEqual(['&File', '&Edit', '&View', '&Run', '&Help'])
  await close()
  // Without a wish on the command line, the choice is remembered.
  const again = await launch({ userData, env: { LAYERLOOM_LANG: '' } })
  expect(await topMenus(again.app)).toContain('&File')
})

test('menu commands reach the window', async ({ running: { app, page } }) => {
  await listen(page)
  await clickMenu(app, 'fitView')
  await expect.poll(() => told(page, 'menu')).toEqual([{ command: 'fitView' }])
})

async function call<Name extends keyof ShellCalls & string>(
  page: Page,
  name: Name,
  input: CallInput<ShellCalls[Name]>,
): Promise<Answer<CallOutput<ShellCalls[Name]>>> {
  return (await callShell(page, name, input)) as Answer<CallOutput<ShellCalls[Name]>>
}

/** Asks through the window that Electron has now: after a crash, Playwright's page is gone. */
function startOf(app: ElectronApplication): Promise<unknown> {
  return app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return contents?.isLoading() ? null : contents?.executeJavaScript("window.loom.call('start', {})")
  })
}

async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const here = window as unknown as Told
    const list: Told['told'] = []
    here.told = list
    const names: (keyof ShellEvents)[] = ['openFile', 'menu', 'localeChanged', 'closing', 'coreExited', 'coreReady']
    for (const name of names) here.loom.on(name, (payload) => list.push({ name, payload }))
  })
}

function allTold(page: Page) {
  return page.evaluate(() => (window as unknown as Told).told ?? [])
}

async function told(page: Page, name: keyof ShellEvents): Promise<unknown[]> {
  return (await allTold(page)).filter((each) => each.name === name).map((each) => each.payload)
}

function answerSaveDialog(app: ElectronApplication, filePath: string | null): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' })
  }, filePath)
}

type Boxes = { boxes?: string[][] }

function answerMessageBox(app: ElectronApplication, response: number): Promise<void> {
  return app.evaluate(({ dialog }, button) => {
    const shown: string[][] = []
    ;(globalThis as Boxes).boxes = shown
    dialog.showMessageBox = (...args: unknown[]) => {
      const { message, buttons } = args.at(-1) as { message: string; buttons: string[] }
      shown.push([message, ...buttons])
      return Promise.resolve({ response: button, checkboxChecked: false })
    }
  }, response)
}

function boxesShown(app: ElectronApplication): Promise<string[][]> {
  return app.evaluate(() => (globalThis as Boxes).boxes ?? [])
}

function closeWindow(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
}

function corePid(app: ElectronApplication): Promise<number> {
  return app.evaluate(async ({ app: electronApp }) => {
    const core = () => electronApp.getAppMetrics().find((each) => each.name === 'LayerLoom core')
    while (!core()) await new Promise((resolve) => setTimeout(resolve, 100))
    return core()?.pid ?? 0
  })
}

function topMenus(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label) ?? [])
}

function menuLabels(app: ElectronApplication, id: string): Promise<string[]> {
  return app.evaluate(
    ({ Menu }, menuId) =>
      Menu.getApplicationMenu()
        ?.getMenuItemById(menuId)
        ?.submenu?.items.map((item) => item.label) ?? [],
    id,
  )
}

function clickMenu(app: ElectronApplication, id: string): Promise<void> {
  return app.evaluate(({ Menu }, menuId) => Menu.getApplicationMenu()?.getMenuItemById(menuId)?.click(), id)
}
