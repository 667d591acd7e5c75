import type { Page } from '@playwright/test'

type Place = readonly [x: number, y: number]

/** A stroke over the pad on which one tries the network, in shares of its sides. */
export async function stroke(page: Page, from: Place, to: Place, beforeLifting?: () => Promise<void>): Promise<void> {
  const box = await page.getByTestId('try-pad').boundingBox()
  if (!box) throw new Error('there is no pad')
  const at = ([x, y]: Place) => [box.x + x * box.width, box.y + y * box.height] as const
  await page.mouse.move(...at(from))
  await page.mouse.down()
  await page.mouse.move(...at(to), { steps: 12 })
  await beforeLifting?.()
  await page.mouse.up()
}
