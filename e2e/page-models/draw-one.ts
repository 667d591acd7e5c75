import type { Page } from '@playwright/test'

/** Draws a line from top to bottom on the pad for digits. */
export async function drawOne(page: Page): Promise<void> {
  const box = await page.getByTestId('try-pad').boundingBox()
  if (!box) throw new Error('there is no pad')
  const x = box.x + box.width / 2
  await page.mouse.move(x, box.y + 0.15 * box.height)
  await page.mouse.down()
  await page.mouse.move(x, box.y + 0.85 * box.height, { steps: 12 })
  await page.mouse.up()
}
