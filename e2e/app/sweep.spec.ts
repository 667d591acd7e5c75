import type { Locator, Page } from '@playwright/test'
import { answerNotToSave } from '../dialogs.ts'
import { expect, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'
import { writeColours } from '../small-drawing.ts'

/** Of a part of a chart, which makes its parts anew when it is drawn again. */
async function boxWhenDrawn(part: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  let found = null
  await expect(async () => {
    found = await part.boundingBox({ timeout: 2000 })
    expect(found).not.toBeNull()
  }).toPass({ timeout: 20_000 })
  return found ?? { x: 0, y: 0, width: 0, height: 0 }
}

/** The middle of a mark of the chart. */
async function pressPoint(page: Page, at: number): Promise<void> {
  const mark = page.getByTestId('trade-chart').locator('.scatterlayer .trace .points path').nth(at)
  const box = await boxWhenDrawn(mark)
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.waitForTimeout(200)
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
}

/** A cell of the map of two by two; rows from below. */
async function pressCell(page: Page, column: number, row: number): Promise<void> {
  const area = await boxWhenDrawn(page.getByTestId('value-chart').locator('.nsewdrag'))
  const [x, y] = [area.x + (area.width * (column + 0.5)) / 2, area.y + (area.height * (1.5 - row)) / 2]
  await page.mouse.move(x, y)
  await page.waitForTimeout(200)
  await page.mouse.click(x, y)
}

/** Takes all values out of a field and types others. */
async function typeValues(page: Page, place: string, text: string): Promise<void> {
  const field = page.getByTestId(`sweep-axis-${place}`)
  const values = page.locator('label, div').filter({ has: field }).last().getByTestId('sweep-value')
  while ((await values.count()) > 0) {
    await field.focus()
    await page.keyboard.press('Backspace')
    await field.fill('')
  }
  await field.fill(text)
}

/** Of trials, as they are told in each language. */
const trialTexts = {
  en: { filters8: 'Filters 8', first: 'Filters 2, Learning rate 0.0001', last: 'Filters 8, Learning rate 0.01' },
  'zh-CN': { filters8: '滤波器数 8', first: '滤波器数 2，学习率 0.0001', last: '滤波器数 8，学习率 0.01' },
}

for (const lang of ['en', 'zh-CN'] as const) {
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ]) {
    test(`two by two networks are trained, and a point opens its drawing, ${lang}, ${size.width}×${size.height}`, async ({
      launch,
      folder,
    }) => {
      test.setTimeout(240_000)
      const said = trialTexts[lang]
      const file = await writeColours(folder)
      const { app, page, shoot } = await launch({ lang, size, args: [file] })
      const editor = new Editor(page)
      await expect(editor.nodes()).not.toHaveCount(0)

      await page.keyboard.press('Control+3')
      await page.getByTestId('runs-tabs').locator('label').nth(1).click()
      await expect(page.getByTestId('page-runs')).toContainText(lang === 'en' ? 'Nothing is queued' : '队列为空')
      await shoot('queue-empty')
      await page.keyboard.press('Control+1')

      // From a layer's parameter, with the value that it has.
      await editor.select('conv2d-1')
      await page.getByTestId('vary-filters').click()
      const filters = page.getByTestId('sweep-axis-conv2d-1.filters')
      await expect(page.getByTestId('sweep-value')).toHaveText(['4'])
      await typeValues(page, 'conv2d-1.filters', '2, 0')
      await expect(page.getByTestId('sweep-dialog')).toContainText(lang === 'en' ? '“0” is not' : '“0”不是')
      await expect(page.getByTestId('sweep-start')).toBeDisabled()
      await filters.fill('8')
      await page.getByTestId('sweep-add').click()
      await page.getByRole('option', { name: lang === 'en' ? 'Learning rate' : '学习率', exact: true }).click()
      await typeValues(page, 'training.learningRate', '0.0001, 0.01')
      await expect(page.getByTestId('sweep-facts')).toHaveAttribute('data-trainings', '4')
      await expect(page.getByTestId('sweep-sentence')).toContainText('4')
      await page.waitForTimeout(400)
      await shoot('sweep-dialog')
      await page.getByTestId('sweep-start').click()

      await expect(page.getByTestId('queue-view')).toBeVisible()
      await expect(page.getByTestId('trial')).toHaveCount(4)
      await expect(page.getByTestId('status-queue')).toContainText('/4')
      await expect(page.getByTestId('trade-points')).toHaveAttribute('data-count', '2', { timeout: 90_000 })
      await shoot('queue-working')
      await expect(page.getByTestId('job-state')).toHaveAttribute('data-state', 'done', { timeout: 120_000 })
      await expect(page.getByTestId('trade-points')).toHaveAttribute('data-count', '4')
      await expect(page.getByTestId('status-queue')).toHaveCount(0)
      await page.waitForTimeout(1500)

      await pressPoint(page, 3)
      await expect(page.getByTestId('trial-chosen')).toContainText(said.filters8)
      await expect(page.locator('[data-testid=trial][aria-selected=true]')).toContainText('0.01')
      await page.waitForTimeout(600)
      await shoot('queue-done')
      await page.getByTestId('trials-sort-valAccuracy').click()
      await expect(page.getByTestId('trial').first()).toContainText('0.01')
      await page.getByTestId('trade-log').check({ force: true })
      await page.getByTestId('trade-cost').locator('label').nth(1).click()
      await page.waitForTimeout(1000)
      await shoot('queue-log')

      // The same networks by their values: a map of both, then each by itself.
      await page.getByTestId('chart-view').locator('label').nth(1).click()
      await expect(page.getByTestId('value-points')).toHaveAttribute('data-count', '4')
      await page.waitForTimeout(1000)
      await pressCell(page, 0, 0)
      await expect(page.getByTestId('trial-chosen')).toContainText(said.first)
      await pressCell(page, 1, 1)
      await expect(page.getByTestId('trial-chosen')).toContainText(said.last)
      await page.waitForTimeout(400)
      await shoot('queue-map')
      await page.getByTestId('value-measure').selectOption('parameters')
      await page.getByTestId('value-y').selectOption('')
      await page.waitForTimeout(600)
      await shoot('queue-values')

      await answerNotToSave(app)
      await page.getByTestId('trial-open').click()
      await expect(page.getByTestId('project-name')).toHaveText('Colours · filters 8, learningRate 0.01')
      await editor.select('conv2d-1')
      await expect(page.getByTestId('param-filters')).toHaveValue('8')

      // The record has them all, with the name of the sweep.
      await page.keyboard.press('Control+3')
      await page.getByTestId('runs-tabs').locator('label').nth(0).click()
      await expect(page.getByTestId('run-row')).toHaveCount(4)
      await expect(page.getByTestId('run-row').first()).toContainText('Colours')
    })
  }
}

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`what is varied is asked for as each parameter wants, ${lang}`, async ({ launch, folder }) => {
    const { page, shoot } = await launch({ lang, size, args: [await writeColours(folder)] })
    const editor = new Editor(page)
    await editor.select('conv2d-1')
    await page.getByTestId('vary-activation').click()
    const facts = page.getByTestId('sweep-facts')
    const dialog = page.getByTestId('sweep-dialog')
    const add = async (name: string) => {
      await page.getByTestId('sweep-add').click()
      await page.getByRole('option', { name, exact: true }).click()
    }
    // The box itself is hidden behind its name.
    const check = (place: string, option: string) =>
      dialog.getByTestId(`sweep-axis-${place}-${option}`).locator('xpath=following-sibling::label').click()
    await check('conv2d-1.activation', 'tanh')
    await expect(facts).toHaveAttribute('data-trainings', '2')

    await add(lang === 'en' ? 'Loss' : '损失函数')
    await expect(dialog).toContainText(lang === 'en' ? 'Categorical hinge' : '多类合页损失')
    await check('training.loss', 'meanSquaredError')
    await add(lang === 'en' ? 'Shuffling' : '打乱顺序')
    await expect(facts).toHaveAttribute('data-trainings', '8')

    // A range: whole numbers stay whole, and what is wrong is said at the field.
    await add(lang === 'en' ? 'Batch size' : '批大小')
    await dialog.getByTestId('sweep-axis-training.batchSize-form').locator('label').nth(1).click()
    const end = (name: string) => dialog.getByTestId(`sweep-axis-training.batchSize-${name}`)
    await end('from').fill('64')
    await end('to').fill('8')
    await expect(dialog).toContainText(lang === 'en' ? 'The end must be larger' : '终点必须大于起点')
    await end('from').fill('8')
    await end('to').fill('64')
    await end('count').fill('4')
    await end('scale').locator('label').nth(1).click()
    await expect(end('made')).toHaveText('8, 16, 32, 64')
    await page.getByTestId('sweep-repeats').fill('3')
    await expect(facts).toHaveAttribute('data-trainings', '96')
    await expect(page.getByTestId('sweep-sentence')).toContainText('32')
    await page.waitForTimeout(400)
    await shoot('sweep-fields')

    // What is drawn at random has no places.
    await page.getByTestId('sweep-strategy').locator('label').nth(1).click()
    await expect(end('count')).toHaveCount(0)
    await expect(end('made')).toContainText('8')
  })
}

test('networks of one parameter show the spread of their seeds, those drawn from ranges lie between them', async ({
  launch,
  folder,
}) => {
  test.setTimeout(240_000)
  const size = { width: 1024, height: 700 }
  const { page, shoot } = await launch({ size, args: [await writeColours(folder)] })
  await expect(new Editor(page).nodes()).not.toHaveCount(0)
  await page.keyboard.press('Control+3')
  await page.getByTestId('runs-tabs').locator('label').nth(1).click()
  const add = async (name: string) => {
    await page.getByTestId('sweep-add').click()
    await page.getByRole('option', { name, exact: true }).click()
  }
  await page.getByTestId('sweep-open').click()
  await add('Learning rate')
  await page.getByTestId('sweep-axis-training.learningRate').fill('0.001, 0.1')
  await page.getByTestId('sweep-repeats').fill('2')
  await expect(page.getByTestId('sweep-facts')).toHaveAttribute('data-trainings', '6')
  await page.getByTestId('sweep-start').click()

  await page.getByTestId('sweep-open').click()
  await page.getByTestId('sweep-axis-training.learningRate-form').locator('label').nth(1).click()
  await add('Batch size')
  await page.getByTestId('sweep-axis-training.batchSize-form').locator('label').nth(1).click()
  await page.getByTestId('sweep-strategy').locator('label').nth(1).click()
  await page.getByTestId('sweep-trials').fill('5')
  await page.getByTestId('sweep-repeats').fill('1')
  await expect(page.getByTestId('sweep-facts')).toHaveAttribute('data-trainings', '5')
  await page.getByTestId('sweep-start').click()

  const jobs = page.getByTestId('queue-job')
  await expect(page.locator('[data-testid=queue-job][data-state=done]')).toHaveCount(2, { timeout: 180_000 })
  await jobs.nth(0).locator('button').first().click()
  await page.getByTestId('chart-view').locator('label').nth(1).click()
  await expect(page.getByTestId('value-points')).toHaveAttribute('data-count', '3')
  await page.waitForTimeout(800)
  await expect(page.getByTestId('value-chart').locator('.errorbar')).toHaveCount(3)
  await shoot('queue-seeds')

  await jobs.nth(1).locator('button').first().click()
  await page.getByTestId('chart-view').locator('label').nth(1).click()
  await expect(page.getByTestId('value-points')).toHaveAttribute('data-count', '5')
  await page.waitForTimeout(800)
  const spot = await boxWhenDrawn(page.getByTestId('value-chart').locator('.points path').first())
  await page.mouse.move(spot.x + spot.width / 2, spot.y + spot.height / 2)
  await page.waitForTimeout(200)
  await page.mouse.click(spot.x + spot.width / 2, spot.y + spot.height / 2)
  await expect(page.getByTestId('trial-chosen')).toContainText('Batch size')
  await page.waitForTimeout(400)
  await shoot('queue-spots')
})
