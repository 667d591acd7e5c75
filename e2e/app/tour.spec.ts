import path from 'node:path'
import { expect, root, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'
import { Training } from '../page-models/training.ts'

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
]

/** Every view, in both languages and at both sizes, for a person to look at; what is checked is that nothing sticks out. */
for (const lang of ['en', 'zh-CN'] as const) {
  for (const size of sizes) {
    test(`tour of the views, ${lang}, ${size.width}×${size.height}`, async ({ launch }) => {
      test.setTimeout(240_000)
      const example = path.join(root, 'assets', 'examples', 'study-mnist-cnn.loom')
      const { page, shoot } = await launch({ lang, size, args: [example] })
      const [editor, training] = [new Editor(page), new Training(page)]
      await expect(editor.nodes()).toHaveCount(13)
      await page.getByTestId('tab-data').click()
      await expect(page.getByTestId('data-summary')).toBeVisible()
      await shoot('tour-data')
      await page.getByTestId('tab-training').click()
      await shoot('tour-training')
      await training.start()
      await expect(page.getByTestId('run-epoch')).toContainText(/2\D+8/, { timeout: 120_000 })
      await page.getByTestId('tab-maps').click()
      await page.getByTestId('maps-image-index').fill('22')
      await editor.select('conv2d-1')
      for (const tab of ['curves', 'maps', 'kernels'] as const) {
        await training.show(tab)
        await page.waitForTimeout(1200)
        await shoot(`tour-${tab}`)
      }
      await page.getByTestId('stop').click()
      await training.waitForPhase('stopped', 60_000)
      for (const tab of ['confusion', 'gallery', 'problems'] as const) {
        await training.show(tab)
        await page.waitForTimeout(800)
        await shoot(`tour-${tab}`)
      }
      const overflow = await page.evaluate(() => [
        document.documentElement.scrollWidth - window.innerWidth,
        document.documentElement.scrollHeight - window.innerHeight,
      ])
      expect(overflow.every((pixels) => pixels <= 0)).toBe(true)
    })
  }
}
