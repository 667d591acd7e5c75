import { expect, test } from '../fixtures.ts'
import { stroke } from '../page-models/pad.ts'
import { Training } from '../page-models/training.ts'

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`a network learns a class for each pixel, ${lang}`, async ({ launch }) => {
    test.setTimeout(240_000)
    const { page, shoot } = await launch({ lang, size })
    const training = new Training(page)
    await page.getByTestId('templates').click()
    await page.getByTestId('template-search').fill('FCN')
    await page.getByTestId('template-segmentation-small').click()
    await expect(page.locator('.react-flow__node')).toHaveCount(11)

    await page.getByTestId('tab-data').click()
    await page.getByTestId('data-train').fill('1000')
    await page.getByTestId('data-test').fill('60')
    await page.getByTestId('data-test').press('Enter')
    await expect(page.getByTestId('data-summary')).toContainText(/1,000/)
    // Each picture has its mask beside it.
    await page.getByTestId('data-open-page').click()
    await expect(page.getByTestId('data-preview').locator('canvas')).toHaveCount(120)
    await shoot('segmentation-data')
    await page.keyboard.press('Control+1')

    await page.getByTestId('tab-training').click()
    await page.getByTestId('training-epochs').fill('14')
    await page.getByTestId('training-epochs').press('Enter')
    await training.start()

    // What is drawn gets its mask, and its maps go on changing while the network learns.
    await training.show('try')
    await stroke(page, [0.3, 0.3], [0.7, 0.6])
    await expect(page.getByTestId('try-mask').locator('canvas')).toHaveCount(1, { timeout: 60_000 })
    const maps = page.getByTestId('try-maps')
    await expect.poll(() => training.colours(maps)).toBeGreaterThan(8)
    const early = await training.picture(maps)
    await expect.poll(() => training.picture(maps), { timeout: 30_000 }).not.toBe(early)
    expect(await training.phase.getAttribute('data-phase')).toBe('training')
    await shoot('segmentation-try')

    await training.show('maps')
    await expect(page.getByTestId('mask-verdict').locator('canvas')).toHaveCount(3, { timeout: 60_000 })
    await training.waitForPhase('finished', 180_000)
    await shoot('segmentation-maps')

    await training.show('confusion')
    const meanIou = await page.getByTestId('test-mean-iou').getAttribute('data-value')
    expect(Number(meanIou)).toBeGreaterThan(0.4)
    await shoot('segmentation-confusion')
    await page.getByTestId('confusion-view').locator('label').nth(1).click()
    await shoot('segmentation-table')

    await training.show('gallery')
    await expect(page.getByTestId('gallery').locator('li')).toHaveCount(60)
    await expect(page.getByTestId('gallery-0').locator('canvas')).toHaveCount(3)
    await shoot('segmentation-gallery')

    const shareOf = async (place: number) => {
      const told = await page.getByTestId('gallery').locator('li').nth(place).textContent()
      return Number.parseFloat(/(\d+(\.\d+)?)%/.exec(told ?? '')?.[1] ?? '')
    }
    await page.getByTestId('mask-view').locator('label').last().click()
    await page.getByTestId('gallery-order').click()
    await page.getByRole('option').nth(1).click()
    await expect(page.getByTestId('gallery').locator('li').first().locator('canvas')).toHaveCount(1)
    await expect.poll(async () => (await shareOf(0)) <= (await shareOf(59))).toBe(true)
    await shoot('segmentation-difference')
    await training.show('metrics')
    await expect(page.getByTestId('metric-mean-iou')).toContainText('%')
    await page.getByTestId('metrics-chart').locator('label').last().click()
    await expect(page.getByTestId('calibration')).toBeVisible()
    await shoot('segmentation-metrics')

    // A weaker one beside it: told apart picture by picture.
    await page.getByTestId('tab-training').click()
    await page.getByTestId('training-epochs').fill('1')
    await page.getByTestId('training-epochs').press('Enter')
    await training.start()
    await training.waitForPhase('finished', 120_000)
    await page.keyboard.press('Control+3')
    const rows = page.getByTestId('run-row')
    await expect(rows).toHaveCount(2)
    for (const index of [0, 1]) await rows.nth(index).getByTestId('run-mark').check()
    await page.getByTestId('runs-compare').click()
    const verdict = page.getByTestId('verdict')
    await expect(verdict).toContainText('Student')
    expect(Number(await verdict.getAttribute('data-p'))).toBeLessThan(0.05)
    await expect(page.getByTestId('disagreement').first().locator('canvas')).toHaveCount(2)
    await expect(page.getByTestId('disagreement').first()).toContainText(/A: \d+.*B: \d+/)
    await shoot('segmentation-compared')
    await page.getByTestId('disagreement').first().scrollIntoViewIfNeeded()
    await page.waitForTimeout(500)
    await shoot('segmentation-differ')
  })
}
