import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { drawChain } from '#shared/zoo/network.ts'
import { expect, type LaunchOptions, test } from '../fixtures.ts'
import { Training } from '../page-models/training.ts'
import { softwareCard } from '../software-card.ts'

/** Small enough for a card that the processor plays. */
async function writeDrawing(folder: string, epochs: number): Promise<string> {
  const chain = drawChain(
    'tiny',
    [28, 28, 3],
    [
      ['Conv2D', { filters: 4, strides: [3, 3], activation: 'relu' }],
      ['BatchNormalization'],
      ['Flatten'],
      ['Dense', { units: 6, activation: 'softmax' }],
    ],
    { epochs, batchSize: 32 },
  )
  const data = { source: 'shapes', variant: 'colours', train: 320, test: 64, seed: 1 }
  const file = path.join(folder, 'tiny.loom')
  await writeFile(file, JSON.stringify({ ...chain, data }))
  return file
}

/** What the hidden window itself sees, and what the shell gave it. */
function inspect(app: ElectronApplication) {
  return app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().startsWith('app://compute/'),
    )
    if (!window) return null
    const { webContents } = window
    const { sandbox, contextIsolation, nodeIntegration } = (
      webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    ).getLastWebPreferences()
    const run = (code: string) => webContents.executeJavaScript(code) as Promise<unknown>
    const reach = (url: string) => `fetch(${JSON.stringify(url)}).then(() => 'answered', () => 'refused')`
    const names = ['require', 'process', 'module', 'Buffer', 'electron', 'loom']
    const found = {
      isVisible: window.isVisible(),
      preferences: { sandbox, contextIsolation, nodeIntegration },
      globals: await run(`${JSON.stringify(names)}.filter((name) => name in globalThis)`),
      network: await run(reach('https://example.com/')),
      otherPage: await run(reach('app://layerloom/index.html')),
      opened: await run(`window.open('https://example.com/') === null`),
    }
    await run(`window.location.assign('app://layerloom/index.html')`)
    await new Promise((resolve) => setTimeout(resolve, 300))
    return { ...found, url: webContents.getURL() }
  })
}

async function crashComputeWindow(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows()
    windows
      .find(({ webContents }) => webContents.getURL().startsWith('app://compute/'))
      ?.webContents.forcefullyCrashRenderer()
  })
}

test('a hidden window trains on WebGPU; when it dies another device goes on', async ({ launch, folder }) => {
  test.setTimeout(120_000)
  const card = await softwareCard()
  test.skip(!card, 'this Electron has no SwiftShader')
  const options: LaunchOptions = {
    args: [await writeDrawing(folder, 16), ...(card?.args ?? [])],
    env: { ...card?.env, LAYERLOOM_DEVICE: 'tfjs/webgpu' },
  }
  const { app, page, shoot } = await launch(options)
  const training = new Training(page)
  await training.start()
  await expect(page.getByTestId('status-device')).toContainText(/swiftshader \(TensorFlow\.js, WebGPU\)/i)
  await expect(page.getByTestId('run-epoch')).toContainText(/[2-9]\s*\/\s*16/, { timeout: 60_000 })
  await shoot('compute-window')
  expect(await inspect(app)).toEqual({
    isVisible: false,
    preferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
    globals: [],
    network: 'refused',
    otherPage: 'refused',
    opened: true,
    url: 'app://compute/index.html',
  })

  await crashComputeWindow(app)
  await expect(page.getByTestId('status-device')).not.toContainText(/TensorFlow\.js, WebGPU\)/i, { timeout: 30_000 })
  await expect(page.getByText(/goes on from the end of epoch/).first()).toBeVisible()
  await shoot('compute-window-lost')
  await training.waitForPhase('finished', 60_000)
})

test('the program ends with its window, for all the hidden one', async ({ launch }) => {
  const { app, page } = await launch()
  await page.getByTestId('tab-training').click()
  const count = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  await expect.poll(count).toBe(2)
  const ended = new Promise((resolve) => app.process().once('exit', resolve))
  await app.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows()
    windows.find(({ webContents }) => webContents.getURL().startsWith('app://layerloom/'))?.close()
  })
  await ended
})
