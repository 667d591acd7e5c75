import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, root, test } from '../fixtures.ts'
import { drawOne } from '../page-models/draw-one.ts'
import { stroke } from '../page-models/pad.ts'
import { Training } from '../page-models/training.ts'

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`a trained network is weighed, and tried on one’s own pictures, ${lang}`, async ({ launch }) => {
    test.setTimeout(300_000)
    const { page, shoot } = await launch({ lang, size, args: ['--use-fake-device-for-media-stream'] })
    const training = new Training(page)
    await training.show('try')
    await expect(page.getByTestId('dock')).toContainText(lang === 'en' ? 'Train the network' : '先训练网络')
    await trainOnDigits(page, training)

    await training.show('metrics')
    const accuracy = await percentIn(page.getByTestId('metric-accuracy'))
    const topFive = await percentIn(page.getByTestId('metric-top-5'))
    expect(accuracy).toBeGreaterThan(60)
    expect(topFive).toBeGreaterThan(accuracy)
    await page.getByTestId('metrics-chart').locator('label').last().click()
    await expect(page.getByTestId('threshold-curves').locator('.main-svg').first()).toBeVisible()
    await shoot('metrics-curves')
    await training.show('gallery')
    await page.getByTestId('gallery-order').click()
    await page.getByRole('option').nth(2).click()
    // The surest of the wrong ones is in front.
    await expect(page.getByTestId('gallery').locator('button').first()).toHaveAttribute('data-right', 'false')
    await shoot('gallery-surely-wrong')

    const convolutions = page.locator('.react-flow__node [data-kind="Conv2D"]')
    const thumbnails = convolutions.first().locator('canvas')
    const atTestPicture = await training.picture(thumbnails)
    await training.show('try')
    await shoot('try-empty')
    await drawOne(page)
    await expect(page.getByTestId('try-answer').locator('li')).toHaveCount(10)
    await expect(page.getByTestId('try-answer')).toHaveAttribute('data-best', '1')
    await shoot('try-draw')

    // The first convolution is looked into; its maps follow the pen before it is lifted.
    const maps = page.getByTestId('try-maps')
    await expect.poll(() => training.colours(maps)).toBeGreaterThan(8)
    await expect.poll(() => training.picture(thumbnails)).not.toBe(atTestPicture)
    const atLine = await training.picture(maps)
    await stroke(page, [0.5, 0.15], [0.25, 0.4], async () => {
      await expect.poll(() => training.picture(maps)).not.toBe(atLine)
    })
    // Another layer is chosen on the canvas.
    await settle(() => training.picture(maps))
    const atFirst = await training.picture(maps)
    await convolutions.nth(1).click()
    await expect(page.getByTestId('maps-layer')).toHaveValue(/3 . Conv2D/)
    await expect.poll(() => training.picture(maps)).not.toBe(atFirst)
    await shoot('try-layers')
    await page.getByTestId('try-clear').click()
    await expect(page.getByTestId('try-answer')).toHaveCount(0)
    await expect.poll(() => training.picture(thumbnails)).toBe(atTestPicture)

    await page.getByTestId('try-way').locator('label').nth(1).click()
    await dropFile(page, page.getByTestId('try-drop'), path.join(root, 'assets', 'icon.png'))
    await expect(page.getByTestId('try-answer').locator('li')).toHaveCount(10)
    await expect(page.getByTestId('try-drop').locator('img')).toBeVisible()
    const before = await page.getByTestId('try-answer').textContent()
    await page.getByTestId('try-inverted').check()
    await expect.poll(() => page.getByTestId('try-answer').textContent()).not.toBe(before)
    await shoot('try-picture')

    await page.getByTestId('try-way').locator('label').nth(2).click()
    await page.getByTestId('try-camera').click()
    await expect(page.getByTestId('try').locator('video')).toBeVisible()
    await expect(page.getByTestId('try-answer').locator('li')).toHaveCount(10)
    await shoot('try-camera')
    await page.getByTestId('try-camera').click()
    await expect(page.getByTestId('try-camera-note')).toBeVisible()
  })
}

/** Two epochs of the course's network on few digits: enough to know a one. */
async function trainOnDigits(page: Page, training: Training): Promise<void> {
  await page.getByText(/MNIST/).first().click()
  await page.getByTestId('tab-training').click()
  await page.getByTestId('training-epochs').fill('2')
  await page.getByTestId('training-epochs').press('Enter')
  await training.start()
  await training.waitForPhase('finished', 240_000)
}

/** Until it is the same twice. */
async function settle<T>(read: () => Promise<T>): Promise<void> {
  let last: T | null = null
  await expect
    .poll(
      async () => {
        const before = last
        last = await read()
        return before === last
      },
      { intervals: [300] },
    )
    .toBe(true)
}

async function dropFile(page: Page, target: Locator, file: string): Promise<void> {
  const box = await target.boundingBox()
  if (!box) throw new Error('there is no place to drop on')
  const browser = await page.context().newCDPSession(page)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  const drag = { x: box.x + box.width / 2, y: box.y + box.height / 2, data }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await browser.send('Input.dispatchDragEvent', { type, ...drag })
  }
}

async function percentIn(place: Locator): Promise<number> {
  return Number.parseFloat((await place.textContent()) ?? '')
}
