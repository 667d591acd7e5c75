import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { answerOpenDialog } from '../dialogs.ts'
import { expect, test } from '../fixtures.ts'

/** A wide picture with a square, of its own for each class and number. */
async function draw(background: string, index: number): Promise<Buffer> {
  const square = { create: { width: 24, height: 24, channels: 3, background } } as const
  const ground = { create: { width: 96, height: 48, channels: 3, background: '#707070' } } as const
  return sharp(ground)
    .composite([{ input: square, left: 7 + 3 * (index % 20), top: (5 * index) % 24 }])
    .png()
    .toBuffer()
}

/** Two unequal classes in train and test, with a copy, a leak, a copy of another class and a damaged file. */
async function writeSet(folder: string): Promise<void> {
  const write = async (name: string, content: Buffer | string) => {
    const file = path.join(folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content)
  }
  for (let index = 0; index < 80; index += 1) await write(`train/red/${index}.png`, await draw('#c02020', index))
  for (let index = 0; index < 20; index += 1) await write(`train/blue/${index}.png`, await draw('#2040d0', index))
  for (let index = 0; index < 10; index += 1) {
    await write(`test/red/${index}.png`, await draw('#c03030', index))
    await write(`test/blue/${index}.png`, await draw('#3050d0', index))
  }
  await write('train/red/copy.png', await draw('#c02020', 3))
  await write('train/blue/wrong.png', await draw('#c02020', 5))
  await write('test/blue/leak.png', await draw('#2040d0', 7))
  await write('train/blue/torn.png', 'no picture')
}

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`the page of the data finds what is wrong with a set, and mends it, ${lang}`, async ({ launch, folder }) => {
    test.setTimeout(240_000)
    const source = path.join(folder, 'squares')
    await writeSet(source)
    const { app, page, shoot } = await launch({ lang, size })
    const data = page.getByTestId('page-data')
    await page.keyboard.press('Control+2')
    await expect(data.getByTestId('fact-mean')).not.toContainText('…', { timeout: 60_000 })
    await expect(data.getByTestId('finding-data.found.noCopies')).toBeVisible()
    await shoot('data-digits')

    await data.getByTestId('data-pictures').click()
    await answerOpenDialog(app, source)
    await data.getByTestId('pictures-folder').click()
    // 80 × red and 20 × blue with one more each; the damaged one is left out.
    await expect(data.getByTestId('fact-train')).toContainText('102', { timeout: 60_000 })
    await expect(data.getByTestId('fact-test')).toContainText('21')
    await expect(data.getByTestId('finding-data.found.leaks')).toContainText('1')
    await expect(data.getByTestId('finding-data.found.trainCopies')).toContainText('2')
    await expect(data.getByTestId('finding-data.found.conflicts')).toBeVisible()
    await expect(data.getByTestId('finding-data.found.imbalance')).toBeVisible()
    await data.getByTestId('data-skipped').locator('summary').click()
    await expect(data.getByTestId('data-skipped')).toContainText('train/blue/torn.png')
    await data.getByTestId('finding-data.found.leaks').getByRole('button').first().click()
    await expect(data.getByTestId('copy-groups')).toContainText('leak.png')
    await expect(data.getByTestId('copy-groups')).toContainText('7.png')
    await expect(data.getByTestId('source-sizes')).toContainText('48×96×4')
    await shoot('data-findings')

    // The grid: a class alone, a part alone, one picture large.
    await data.getByTestId('data-class-filter').click()
    await page.getByRole('option', { name: 'blue' }).click()
    await expect(data.getByTestId('data-preview').locator('li')).toHaveCount(21)
    await data.getByTestId('data-part').locator('label').last().click()
    await expect(data.getByTestId('data-preview').locator('li')).toHaveCount(11)
    await data.getByTestId('data-preview').locator('button').first().click()
    await expect(page.getByTestId('picture-file')).toContainText('test/blue/')
    await expect(page.getByTestId('picture-label')).toContainText('blue')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByTestId('picture-file')).toContainText('test/blue/1.png')
    await shoot('data-picture')
    await page.keyboard.press('Escape')
    await data.getByTestId('data-go-to').fill('11')
    await data.getByTestId('data-go-to').press('Enter')
    await expect(page.getByTestId('picture-file')).toContainText('leak.png')
    await page.keyboard.press('Escape')

    // The same picture under each fit; the choice is made by pressing one.
    await expect(data.getByTestId('fit-pictures').locator('canvas')).toHaveCount(4)
    await data.getByTestId('fit-pad').click()
    await expect(data.getByTestId('fit-pad')).toHaveAttribute('aria-checked', 'true')
    await expect(data.getByTestId('fact-train')).toContainText('102', { timeout: 60_000 })

    // 25 % of 102 and of each class: 20 of 81 red ones and 5 of 21 blue ones are the nearest.
    await data.getByTestId('data-validation-split').fill('0.25')
    await data.getByTestId('data-validation-split').press('Enter')
    await expect(data.getByTestId('split-validation')).toHaveAttribute('data-value', '26')
    await expect(data.getByTestId('split-train')).toHaveAttribute('data-value', '76')
    await data.getByTestId('data-part').locator('label').nth(1).click()
    await expect(data.getByTestId('data-preview').locator('li')).toHaveCount(5)
    await data.getByTestId('fit-pictures').scrollIntoViewIfNeeded()
    await shoot('data-prepared')

    // Class weights for the unequal classes; copies and the leak are left out of training.
    await data.getByTestId('remedy-classWeights').click()
    await expect(data.getByTestId('remedy-classWeights')).toHaveCount(0)
    await data.getByTestId('remedy-withoutCopies').first().click()
    await expect(data.getByTestId('fact-train')).toContainText('99', { timeout: 60_000 })
    await expect(data.getByTestId('finding-data.found.noCopies')).toBeVisible({ timeout: 30_000 })
    await expect(data.getByTestId('data-without-copies')).toBeChecked()
    await expect(data.getByTestId('data-note')).toContainText('3')
    await page.keyboard.press('Control+z')
    await expect(data.getByTestId('fact-train')).toContainText('102', { timeout: 60_000 })
  })
}

test('masks lie over their pictures, and the side panel stays short', async ({ launch }) => {
  const { page, shoot } = await launch({ size: { width: 1024, height: 700 } })
  await page.getByTestId('tab-data').click()
  await page.getByTestId('data-shapes').click()
  await page.getByTestId('data-variant').locator('label').last().click()
  await expect(page.getByTestId('data-summary')).toContainText('4')
  await shoot('data-side-panel')
  await page.getByTestId('data-open-page').click()
  const data = page.getByTestId('page-data')
  await expect(data.getByTestId('data-preview').locator('canvas')).toHaveCount(120)
  await shoot('data-masks')
  await data.getByTestId('data-picture-2').click()
  await expect(page.getByTestId('picture-dialog').locator('canvas')).toHaveCount(2)
  await shoot('data-mask-large')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Dark colours' }).click()
  await page.waitForTimeout(300)
  await shoot('data-dark')
})
