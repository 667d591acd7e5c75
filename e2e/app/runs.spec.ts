import path from 'node:path'
import type { Page } from '@playwright/test'
import { answerNotToSave } from '../dialogs.ts'
import { expect, root, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'
import { Training } from '../page-models/training.ts'

const example = (name: string) => path.join(root, 'assets', 'examples', `${name}.loom`)

/** Trains the drawing for one epoch. */
async function trainOnce(page: Page): Promise<void> {
  const training = new Training(page)
  await page.keyboard.press('Control+1')
  await page.getByTestId('tab-training').click()
  await page.getByLabel(/^(Epochs|训练轮数)$/).fill('1')
  await training.start()
  await training.waitForPhase('finished', 120_000)
}

/** The test of the run that is shown: figures, classes, curves, pictures. */
async function lookAtTest(page: Page, shoot: (name: string) => Promise<string>): Promise<void> {
  for (const name of ['results', 'curves', 'confusion']) await page.getByTestId(`run-section-${name}`).click()
  await expect(page.getByTestId('run-confusion')).toHaveCount(0)
  await expect(page.getByTestId('run-details').getByTestId('metric-top-2')).toContainText('%')
  for (const name of ['classes', 'calibration', 'thresholds']) await page.getByTestId(`run-section-${name}`).click()
  await page.getByTestId('class-scores-sort-f1').click()
  await expect(page.getByTestId('class-scores').locator('tbody tr')).toHaveCount(10)
  await page.getByTestId('run-section-test').scrollIntoViewIfNeeded()
  await page.waitForTimeout(600)
  await shoot('runs-details-test')
  await expect(page.getByTestId('calibration')).toBeVisible()
  await page.getByTestId('threshold-curves').scrollIntoViewIfNeeded()
  await page.waitForTimeout(600)
  await shoot('runs-details-curves')

  await page.getByTestId('run-pictures').click()
  const browser = page.getByTestId('run-picture-browser')
  await browser.getByTestId('gallery-filter').locator('label').nth(1).click()
  await browser.getByTestId('gallery-order').click()
  await page.getByRole('option').nth(2).click()
  const pictures = browser.getByTestId('gallery').locator('li button')
  await expect(pictures.first()).toHaveAttribute('data-right', 'false')
  const shareOf = async (place: 'first' | 'last') =>
    Number.parseFloat((await pictures[place]().locator('> span').last().textContent()) ?? '')
  const [first, last] = [await shareOf('first'), await shareOf('last')]
  expect(first).toBeGreaterThanOrEqual(last)
  await page.waitForTimeout(400)
  await shoot('runs-pictures')
  await page.keyboard.press('Escape')
  await expect(browser).toHaveCount(0)
}

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`two trainings are kept, compared and trained again, ${lang}, ${size.width}×${size.height}`, async ({
    launch,
    folder,
  }) => {
    test.setTimeout(300_000)
    const userData = path.join(folder, 'kept')
    const first = await launch({ lang, size, userData, args: [example('study-mnist-cnn')] })
    await expect(new Editor(first.page).nodes()).not.toHaveCount(0)
    await first.page.keyboard.press('Control+3')
    await expect(first.page.getByTestId('page-runs')).toContainText(lang === 'en' ? 'No training' : '还没有训练记录')
    await first.shoot('runs-empty')
    await trainOnce(first.page)
    await first.close()

    // The record outlives the program.
    const { app, page, shoot } = await launch({ lang, size, userData, args: [example('study-mnist-fcn')] })
    const editor = new Editor(page)
    await expect(editor.nodes()).not.toHaveCount(0)
    await trainOnce(page)
    await page.getByTestId('pages').locator('label').nth(2).click()
    const rows = page.getByTestId('run-row')
    await expect(rows).toHaveCount(2)
    await expect(rows.first()).toContainText('%')
    await page.waitForTimeout(400)
    await shoot('runs-list')

    await page.getByTestId('runs-search').fill('cnn')
    await expect(rows).toHaveCount(1)
    await rows.first().click()
    await expect(page.getByTestId('run-details')).toBeVisible()
    await page.getByTestId('run-tags').fill('baseline')
    await page.keyboard.press('Enter')
    await expect(rows.first()).toContainText('baseline')
    await page.getByTestId('runs-search').fill('')
    await expect(rows).toHaveCount(2)
    await page.waitForTimeout(1500)
    await shoot('runs-details')
    await lookAtTest(page, shoot)

    for (const index of [0, 1]) await rows.nth(index).getByTestId('run-mark').check()
    await page.getByTestId('runs-compare').click()
    await expect(page.getByTestId('study-table')).toBeVisible()
    await expect(page.getByTestId('study-testAccuracy').first()).toContainText('%')
    const verdict = page.getByTestId('verdict')
    await expect(verdict).toContainText('McNemar')
    expect(Number(await verdict.getAttribute('data-p'))).toBeGreaterThan(0)
    await expect(page.getByTestId('disagreement').first()).toBeVisible()
    await page.waitForTimeout(2500)
    await shoot('runs-compare')
    const scroller = page.getByTestId('runs-comparison').locator('> div')
    for (const place of [1, 2, 3]) {
      await scroller.evaluate((element, part) => element.scrollTo(0, (element.scrollHeight * part) / 4), place)
      await page.waitForTimeout(800)
      await shoot(`runs-compare-${place}`)
    }
    await page.getByTestId('study-copy').click()

    await page.getByTestId('runs-back').click()
    await rows.last().click()
    await answerNotToSave(app)
    await page.getByTestId('run-replay').click()
    // The drawing of the first run is back, and is trained.
    await expect(page.getByTestId('project-name')).toHaveText('MNIST CNN')
    await new Training(page).waitForPhase('training', 60_000)
    await page.keyboard.press('Control+3')
    await expect(rows).toHaveCount(3)
    await expect(rows.first().getByTestId('run-state')).toContainText(lang === 'en' ? 'running' : '进行中')
    await shoot('runs-live')
    await page.getByTestId('stop').click()
    await new Training(page).waitForPhase('stopped', 60_000)

    // Those that were compared are marked still.
    await page.getByTestId('runs-delete').click()
    await expect(rows).toHaveCount(1)
    await page.getByTestId('runs-undo').click()
    await expect(rows).toHaveCount(3)
  })
}
