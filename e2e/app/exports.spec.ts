import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { answerDownload } from '../dialogs.ts'
import { expect, root, test } from '../fixtures.ts'
import { Training } from '../page-models/training.ts'

const example = path.join(root, 'assets', 'examples', 'study-mnist-fcn.loom')

/** Presses what `press` presses and reads what is saved. */
async function saved(app: ElectronApplication, file: string, press: () => Promise<void>): Promise<Buffer> {
  await answerDownload(app, file)
  await press()
  // A download grows: it is there once it stays as large as it was.
  let before = 0
  const isWhole = async () => {
    const { size } = await stat(file).catch(() => ({ size: 0 }))
    const isSame = size > 0 && size === before
    before = size
    return isSame
  }
  await expect.poll(isWhole, { timeout: 20_000, intervals: [300] }).toBe(true)
  return readFile(file)
}

/** `menu`: the button whose menu has the table among others. */
async function savedTable(app: ElectronApplication, page: Page, folder: string, testId: string, menu = testId) {
  const save = (ending: 'csv' | 'json') =>
    saved(app, path.join(folder, `${testId}.${ending}`), async () => {
      await page.getByTestId(menu).click()
      await page.getByTestId(`${testId}-${ending}`).click()
    })
  const csv = (await save('csv')).toString('utf8')
  const json = JSON.parse((await save('json')).toString('utf8')) as Record<string, unknown>[]
  expect(csv.startsWith('\uFEFF')).toBe(true)
  const lines = csv.trimEnd().split('\r\n')
  expect(json).toHaveLength(lines.length - 1)
  return { columns: lines[0]?.slice(1).split(',') ?? [], json }
}

/** Saves a chart by the button of this title, which comes when the pointer is over it. */
async function savedChart(app: ElectronApplication, page: Page, file: string, chart: string, title: string) {
  const root = page.getByTestId(chart)
  return saved(app, file, async () => {
    await root.hover()
    await root.locator(`.modebar-btn[data-title="${title}"]`).click()
  })
}

test('every table and every chart can be saved', async ({ launch, folder }) => {
  test.setTimeout(240_000)
  const { app, page, shoot } = await launch({ args: [example] })
  const training = new Training(page)
  await page.getByTestId('tab-training').click()
  await page.getByTestId('training-epochs').fill('2')
  await training.start()
  await training.waitForPhase('finished', 120_000)

  await page.getByTestId('tab-curves').click()
  const epochs = await savedTable(app, page, folder, 'epochs-export')
  expect(epochs.columns).toEqual(['epoch', 'loss', 'accuracy', 'valLoss', 'valAccuracy', 'learningRate', 'seconds'])
  expect(epochs.json).toHaveLength(2)
  const png = await savedChart(app, page, path.join(folder, 'curves.png'), 'curves', 'Save as PNG picture')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  const svg = (await savedChart(app, page, path.join(folder, 'curves.svg'), 'curves', 'Save as SVG picture')).toString()
  expect(svg).toMatch(/^<svg/)
  expect(svg).toContain('</svg>')
  await shoot('exports-curves')

  await page.getByTestId('tab-confusion').click()
  const confusion = await savedTable(app, page, folder, 'confusion-export')
  const count = confusion.json.flatMap((row) => Object.values(row).filter((cell) => typeof cell === 'number'))
  expect((count as number[]).reduce((sum, cell) => sum + cell, 0)).toBe(2000)
  await shoot('exports-confusion')

  await page.getByTestId('tab-metrics').click()
  const classes = await savedTable(app, page, folder, 'class-scores-export')
  expect(classes.json).toHaveLength(10)

  await page.getByTestId('tab-gallery').click()
  const predictions = await savedTable(app, page, folder, 'gallery-export')
  expect(predictions.json).toHaveLength(2000)
  await shoot('exports-gallery')

  await page.getByTestId('tab-layers').click()
  const layers = await savedTable(app, page, folder, 'layers-export')
  expect(layers.json[0]).toMatchObject({ place: 1, kind: 'Input' })
  await shoot('exports-layers')

  await page.getByTestId('tab-kernels').click()
  await page.getByTestId('kernels-canvas').hover()
  const kernels = await saved(app, path.join(folder, 'kernels.png'), () =>
    page.getByTestId('kernels-canvas-png').click(),
  )
  expect(kernels.subarray(1, 4).toString()).toBe('PNG')
  await shoot('exports-kernels')

  await page.keyboard.press('Control+3')
  const runs = await savedTable(app, page, folder, 'runs-export')
  expect(runs.json).toEqual([expect.objectContaining({ name: 'MNIST FCN', state: 'finished', epochs: 2 })])
  await page.getByTestId('run-row').first().click()
  const runEpochs = await savedTable(app, page, folder, 'run-epochs-export')
  expect(runEpochs.json).toHaveLength(2)
  for (const [table, rows] of [
    ['confusion', 10],
    ['classes', 10],
    ['predictions', 2000],
  ] as const) {
    const { json } = await savedTable(app, page, folder, `run-${table}-export`, 'run-results-export')
    expect(json).toHaveLength(rows)
  }
  await page.getByTestId('run-results-export').click()
  await shoot('exports-run')
})
