import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { Training } from '../page-models/training.ts'

/** A stroke over the pad, in shares of its side. */
async function stroke(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const box = await page.getByTestId('own-set-pad').boundingBox()
  if (!box) throw new Error('there is no pad')
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const
  await page.mouse.move(...at(from))
  await page.mouse.down()
  await page.mouse.move(...at(to), { steps: 8 })
  await page.mouse.up()
}

function videoWidth(page: Page): Promise<number> {
  return page.getByTestId('own-set-video').evaluate((video: HTMLVideoElement) => video.videoWidth)
}

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`people draw a set of their own and train with it, ${lang}`, async ({ launch }) => {
    test.setTimeout(180_000)
    const { page, shoot } = await launch({ lang, size, args: ['--use-fake-device-for-media-stream'] })
    const training = new Training(page)
    await page.getByTestId('templates').click()
    await page.getByTestId('template-search').fill('study mnist')
    await page.getByTestId('template-study-mnist-cnn').click()
    await page.keyboard.press('Control+2')
    const data = page.getByTestId('page-data')
    await data.getByTestId('data-pictures').click()
    await data.getByTestId('own-set-open').click()

    // Three pictures of each of two classes: lines that stand and lines that lie.
    const columns = page.getByTestId(/^own-class-/)
    await expect(columns).toHaveCount(2)
    const add = (column: number) => columns.nth(column).getByTestId(/^own-add-/)
    await expect(add(0)).toBeDisabled()
    for (const shift of [0.3, 0.5, 0.7]) {
      await stroke(page, [shift, 0.15], [shift, 0.85])
      await add(0).click()
      await expect(add(0)).toBeDisabled()
      await stroke(page, [0.15, shift], [0.85, shift])
      await add(1).click()
      await expect(add(1)).toBeDisabled()
    }
    for (const column of [0, 1]) await expect(columns.nth(column).locator('img')).toHaveCount(3)

    // One too many is removed again; a class gets its name.
    await stroke(page, [0.2, 0.2], [0.8, 0.8])
    await shoot('own-set-drawing')
    await add(1).click()
    await expect(columns.nth(1).locator('img')).toHaveCount(4)
    await columns.nth(1).locator('img').first().hover()
    await columns.nth(1).locator('li button').first().click()
    await expect(columns.nth(1).locator('img')).toHaveCount(3)
    await columns.nth(0).getByRole('textbox').fill('upright')
    await columns.nth(0).getByRole('textbox').press('Enter')
    await expect(page.getByTestId('own-count-upright')).toHaveText('3')
    await shoot('own-set-made')

    // A picture from the camera (a made-up one) goes the same way.
    await page.getByTestId('own-set-way').locator('label').last().click()
    await expect(add(0)).toBeDisabled()
    await page.getByTestId('own-set-camera').click()
    await expect(page.getByTestId('own-set-video')).toBeVisible()
    await expect.poll(() => videoWidth(page)).toBeGreaterThan(0)
    await shoot('own-set-camera')
    await add(0).click()
    await expect(columns.nth(0).locator('img')).toHaveCount(4)
    await columns.nth(0).locator('img').first().hover()
    await columns.nth(0).locator('li button').first().click()
    await expect(columns.nth(0).locator('img')).toHaveCount(3)

    await page.getByTestId('own-set-use').click()
    await expect(data.getByTestId('data-summary')).toContainText('28×28×1', { timeout: 60_000 })
    await expect(data.getByTestId('fact-pictures')).toContainText('6')
    await expect(data.getByTestId('data-preview')).toContainText('upright')
    await shoot('own-set-used')
    await data.getByTestId('data-fit').click()
    await page.keyboard.press('Control+1')
    await page.getByTestId('tab-training').click()
    await page.getByTestId('training-epochs').fill('1')
    await page.getByTestId('training-epochs').press('Enter')
    // Five pictures are learned faster than the phase between can be seen.
    await page.getByTestId('train').click()
    await training.waitForPhase('finished', 120_000)
  })
}
