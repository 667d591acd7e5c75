import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { LoomNode } from '#shared/document/schema.ts'
import { answerDownload, answerOpenDialog, answerSaveDialog } from '../dialogs.ts'
import { expect, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'
import { Training } from '../page-models/training.ts'

interface Drawn {
  id: string
  kind: string
  /** Typed or chosen in the inspector; what is not here stays as the palette gave it. */
  parameters?: {
    filters?: number
    kernelSize?: number
    strides?: number
    padding?: string
    activation?: string
    rate?: number
  }
}

const conv = (number: number, filters: number): Drawn => ({
  id: `conv2d-${number}`,
  kind: 'Conv2D',
  parameters: { filters, padding: 'same', activation: 'relu' },
})
const strided = (number: number, filters: number): Drawn => ({
  id: `conv2d-${number}`,
  kind: 'Conv2D',
  parameters: { filters, strides: 2, padding: 'valid', activation: 'relu' },
})

/** study-mnist-fcn, drawn by hand. */
const network: Drawn[] = [
  { id: 'input-1', kind: 'Input' },
  conv(1, 16),
  strided(2, 16),
  conv(3, 32),
  strided(4, 32),
  conv(5, 64),
  strided(6, 64),
  { id: 'dropout-1', kind: 'Dropout', parameters: { rate: 0.25 } },
  {
    id: 'conv2d-7',
    kind: 'Conv2D',
    parameters: { filters: 10, kernelSize: 2, padding: 'valid', activation: 'linear' },
  },
  { id: 'flatten-1', kind: 'Flatten' },
  { id: 'activation-1', kind: 'Activation', parameters: { activation: 'softmax' } },
  { id: 'output-1', kind: 'Output' },
]

async function draw(editor: Editor): Promise<void> {
  for (const [place, { kind }] of network.entries()) {
    await editor.dragLayer(kind, { x: 120 + 205 * Math.floor(place / 3), y: 75 + 150 * (place % 3) })
  }
  for (const [place, { id }] of network.entries()) {
    const next = network[place + 1]
    if (next) await editor.connect(id, next.id)
  }
  for (const { id, parameters = {} } of network) {
    if (Object.keys(parameters).length === 0) continue
    await editor.select(id)
    const { filters, kernelSize, strides, rate, padding, activation } = parameters
    if (filters !== undefined) await editor.type('filters', filters)
    if (kernelSize !== undefined) await editor.type('kernelSize-0', kernelSize)
    if (strides !== undefined) await editor.type('strides-0', strides)
    if (rate !== undefined) await editor.type('rate', rate)
    if (padding !== undefined) await editor.choose('padding', padding)
    if (activation !== undefined) await editor.choose('activation', activation)
  }
}

test('a network is drawn, trained, watched, saved and found again', async ({ launch, folder }) => {
  test.setTimeout(600_000)
  const file = path.join(folder, 'digits.loom')
  const { app, page, shoot, close } = await launch()
  const [editor, training] = [new Editor(page), new Training(page)]
  await shoot('empty')

  await draw(editor)
  await expect(page.getByTestId('status-parameters')).toContainText('74,362')
  await expect(editor.nodes()).toHaveCount(12)
  await expect(editor.edges()).toHaveCount(11)
  await shoot('drawn')

  await page.getByTestId('tab-training').click()
  await page.getByTestId('training-engine').click()
  await page.getByRole('option', { name: /ONNX/i }).click()
  await training.start()

  await training.show('maps')
  await editor.select('conv2d-1')
  const maps = page.getByTestId('maps-canvas')
  await expect.poll(() => training.colours(maps)).toBeGreaterThan(16)
  await expect
    .poll(async () => Number.parseFloat((await page.getByTestId('maps-rate').textContent()) ?? '0'))
    .toBeGreaterThanOrEqual(4)
  await expect(page.getByTestId('thumbnails-conv2d-3')).toBeVisible()
  await shoot('training-maps')

  await page.getByTestId('pause').click()
  await training.waitForPhase('paused')
  // The figures of the last batch may come a moment after the pause; then they stand still.
  await expect(async () => {
    const paused = await page.getByTestId('run-status').textContent()
    await page.waitForTimeout(1500)
    expect(await page.getByTestId('run-status').textContent()).toBe(paused)
  }).toPass({ timeout: 10_000 })
  await page.getByTestId('resume').click()
  await training.waitForPhase('training')
  await training.show('kernels')
  await shoot('training-kernels')
  await training.show('curves')
  await expect(page.getByTestId('run-epoch')).toContainText('4', { timeout: 240_000 })
  await shoot('training-curves')

  await training.waitForPhase('finished', 300_000)
  await training.show('confusion')
  const accuracy = await training.testAccuracy()
  const confusion = await training.confusion(10)
  const right = confusion.reduce((sum, row, label) => sum + (row[label] ?? 0), 0)
  expect(accuracy).toBeGreaterThanOrEqual(0.96)
  expect(confusion.flat()).toHaveLength(100)
  expect(confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(2000)
  expect(right / 2000).toBeCloseTo(accuracy, 6)
  await shoot('confusion')

  const chart = path.join(folder, 'matrix.png')
  await answerDownload(app, chart)
  await page.getByTestId('confusion').locator('.modebar-btn').first().click({ force: true })
  await expect.poll(async () => (await readFile(chart).catch(() => Buffer.of())).subarray(1, 4).toString()).toBe('PNG')

  await training.show('gallery')
  await page.getByTestId('gallery-filter').getByText(/Wrong/).click()
  await expect(page.getByTestId('gallery').locator('[data-testid^="gallery-"]').first()).toBeVisible()
  await shoot('gallery')
  await training.show('maps')
  await expect.poll(() => training.colours(maps)).toBeGreaterThan(16)
  await shoot('maps')

  const models = path.join(folder, 'model')
  await answerOpenDialog(app, models)
  await training.show('confusion')
  await page.getByTestId('save-model').click()
  await expect(page.getByTestId('save-model-onnx')).toBeVisible()
  await page.waitForTimeout(300)
  await shoot('save-model')
  await page.getByTestId('save-model-tfjs').click()
  await expect.poll(() => readdir(models).catch(() => [])).toContain('model.json')
  const weightFiles = (await readdir(models)).filter((name) => name.endsWith('.bin'))
  const sizes = await Promise.all(weightFiles.map(async (name) => (await stat(path.join(models, name))).size))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(4 * 74_362)

  const python = path.join(folder, 'python')
  await answerOpenDialog(app, python)
  await page.getByTestId('save-model').click()
  await page.getByTestId('save-model-keras').click()
  await expect.poll(() => readdir(python).catch(() => [])).toContain('model.py')

  const onnx = path.join(folder, 'digits.onnx')
  await answerSaveDialog(app, onnx)
  await page.getByTestId('save-model').click()
  await page.getByTestId('save-model-onnx').click()
  await expect(page.getByText('it answers 16 test pictures as this network does')).toBeVisible({ timeout: 30_000 })
  expect((await stat(onnx)).size).toBeGreaterThan(4 * 74_362)
  await shoot('saved-onnx')

  await answerSaveDialog(app, file)
  await page.keyboard.press('Control+s')
  await expect(page.getByTestId('dirty')).toHaveCount(0)
  const saved = JSON.parse(await readFile(file, 'utf8')) as { nodes: LoomNode[] }
  expect(saved.nodes).toHaveLength(12)
  await close()

  const again = await launch({ args: [file] })
  const reopened = new Editor(again.page)
  await expect(again.page.getByTestId('status-parameters')).toContainText('74,362')
  await expect(reopened.nodes()).toHaveCount(12)
  await expect(reopened.edges()).toHaveCount(11)
  await again.page.getByTestId('tab-training').click()
  await expect(again.page.getByTestId('training-engine')).toHaveValue(/ONNX/i)
  await reopened.select('conv2d-7')
  await expect(again.page.getByTestId('param-filters')).toHaveValue('10')
  await expect(again.page.getByTestId('param-kernelSize-1')).toHaveValue('2')
  await again.shoot('reopened')
})
