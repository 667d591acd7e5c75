import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, root, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'
import { Training } from '../page-models/training.ts'

const example = path.join(root, 'assets', 'examples', 'study-mnist-cnn.loom')

function turnTo(page: Page, name: string): Promise<void> {
  return page.getByTestId('pages').getByText(name, { exact: true }).click()
}

/** Pixels of the toolbar, or of one of its parts, that are cut off; a long name may be. */
function hiddenPixels(page: Page): Promise<number> {
  return page.getByTestId('toolbar').evaluate((bar) => {
    const parts = [...bar.children].filter((part) => !part.querySelector('[data-testid="project-name"]'))
    return Math.max(...[bar, ...parts].map((part) => part.scrollWidth - part.clientWidth))
  })
}

/** Of the project's name, in CSS pixels; a dozen letters take about 80. */
function nameWidth(page: Page): Promise<number> {
  return page.getByTestId('project-name').evaluate((name) => name.clientWidth)
}

test('three pages, by mouse and by key; the drawing stays as it was, and keys meant for it wait for its page', async ({
  launch,
}) => {
  const { page } = await launch({ args: [example] })
  const editor = new Editor(page)
  await expect(editor.nodes()).toHaveCount(13)
  await editor.select('conv2d-1')
  const before = await editor.node('conv2d-1').boundingBox()

  await turnTo(page, 'Data')
  await expect(page.getByTestId('page-data')).toBeVisible()
  await expect(page.getByTestId('canvas')).toBeHidden()
  await page.keyboard.press('Delete')
  await page.keyboard.press('Control+3')
  await expect(page.getByTestId('page-runs')).toBeVisible()
  await expect(page.getByTestId('train')).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByTestId('commands')).toContainText('Show the network')
  await expect(page.getByTestId('commands')).not.toContainText('Delete')
  await page.keyboard.press('Escape')

  await turnTo(page, 'Network')
  await expect(editor.nodes()).toHaveCount(13)
  expect(await editor.node('conv2d-1').boundingBox()).toEqual(before)
  await page.keyboard.press('Delete')
  await expect(editor.nodes()).toHaveCount(12)
})

test('the pages are there with little room for the drawing as well', async ({ launch }) => {
  const { page } = await launch({ args: [example] })
  await expect(new Editor(page).nodes()).toHaveCount(13)
  await page.getByTestId('dock').getByRole('separator').focus()
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Control+3')
  await expect(page.getByTestId('page-runs')).toBeVisible()
  // Chromium 114 crashed a moment later.
  await page.waitForTimeout(1000)
  await turnTo(page, 'Network')
  await expect(page.getByTestId('canvas')).toBeVisible()
})

for (const lang of ['en', 'zh-CN'] as const) {
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ]) {
    test(`the toolbar holds the pages and the training, ${lang}, ${size.width}×${size.height}`, async ({ launch }) => {
      test.setTimeout(120_000)
      const { page, shoot } = await launch({ lang, size, args: [example] })
      const training = new Training(page)
      await expect(new Editor(page).nodes()).toHaveCount(13)
      expect(await hiddenPixels(page)).toBe(0)
      await training.start()
      await expect(page.getByTestId('run-epoch')).toBeVisible({ timeout: 60_000 })
      await page.waitForTimeout(1500)
      expect(await hiddenPixels(page)).toBe(0)
      await shoot('pages-network')
      for (const name of ['data', 'runs'] as const) {
        await page.keyboard.press(name === 'data' ? 'Control+2' : 'Control+3')
        await expect(page.getByTestId('stop')).toBeVisible()
        expect(await hiddenPixels(page)).toBe(0)
        await page.waitForTimeout(600)
        await shoot(`pages-${name}`)
      }
      await page.keyboard.press('Control+1')
      await page.getByTestId('pause').click()
      await training.waitForPhase('paused', 60_000)
      expect(await hiddenPixels(page)).toBe(0)
      expect(await nameWidth(page)).toBeGreaterThan(72)
      await shoot('pages-paused')
      await page.getByTestId('stop').click()
      await training.waitForPhase('stopped', 60_000)
      expect(await hiddenPixels(page)).toBe(0)
    })
  }
}
