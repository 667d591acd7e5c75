import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'

/** What the canvases of the preview show, one after the other. */
function pixelsOf(page: Page): Promise<string[]> {
  return page
    .getByTestId('augment-preview')
    .locator('canvas')
    .evaluateAll((canvases) => canvases.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()))
}

async function openPage(page: Page): Promise<void> {
  await page.keyboard.press('Control+2')
  await expect(page.getByTestId('page-data')).toBeVisible()
}

const section = (page: Page) => page.getByTestId('page-data').getByTestId('augmentation')

async function choosePreset(page: Page, place: number): Promise<void> {
  await section(page).getByTestId('augment-preset').click()
  await page.getByRole('option').nth(place).click()
}

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`pictures are changed before one's eyes, ${lang}`, async ({ launch }) => {
    const { page, shoot } = await launch({ lang, size })
    await openPage(page)
    // Digits: a flip is warned of.
    await choosePreset(page, 1)
    await expect(section(page).getByTestId('augment-hint')).toHaveCount(1)
    await expect(page.getByTestId('augment-preview').locator('canvas')).toHaveCount(12)
    await section(page).scrollIntoViewIfNeeded()
    await shoot('augmentation-digits')

    await page.getByTestId('data-shapes').click()
    await expect(page.getByTestId('data-summary')).toContainText('28×28×3')
    await choosePreset(page, 3)
    await expect(section(page).getByTestId('augment-hint')).toHaveCount(0)
    await expect(section(page).getByTestId(/^augment-step-/)).toHaveCount(7)
    await expect.poll(async () => new Set(await pixelsOf(page)).size).toBe(12)
    const before = await pixelsOf(page)
    await page.getByTestId('augment-redraw').click()
    await expect.poll(() => pixelsOf(page)).not.toEqual(before)
    expect((await pixelsOf(page))[0]).toBe(before[0])

    // A step is opened, set and taken back with one undo.
    await page.getByTestId('augment-step-2').getByRole('button').first().click()
    await page.getByTestId('augment-2-degrees').fill('180')
    await expect(page.getByTestId('augment-step-2')).toContainText('±180°')
    await page.getByTestId('augment-2-degrees').blur()
    await page.getByTestId('augment-mixup').fill('0.4')
    await section(page).scrollIntoViewIfNeeded()
    await page.waitForTimeout(300)
    await shoot('augmentation-photos')
    await page.getByTestId('augment-mixup').blur()
    await page.getByTestId('undo').click()
    await page.getByTestId('undo').click()
    await expect(page.getByTestId('augment-step-2')).toContainText('±10°')

    await page.getByTestId('data-variant').locator('label').last().click()
    await expect(page.getByTestId('augment-preview').locator('canvas')).toHaveCount(24)
    await section(page).scrollIntoViewIfNeeded()
    await shoot('augmentation-masks')
    await page.getByTestId('augment-add').click()
    await page.waitForTimeout(200)
    await shoot('augmentation-menu')
    await page.getByTestId('augment-add-RandomErasing').click()
    await expect(page.getByTestId('augment-step-7')).toBeVisible()
  })
}
