import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, root, test } from '../fixtures.ts'
import { Training } from '../page-models/training.ts'

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`the rate is drawn before training, which ends early and goes on when asked, ${lang}`, async ({
    launch,
    folder,
  }) => {
    test.setTimeout(240_000)
    const example = JSON.parse(await readFile(path.join(root, 'assets', 'examples', 'colours-and-shapes.loom'), 'utf8'))
    const file = path.join(folder, 'course.loom')
    const training = { ...example.training, engine: 'onnx', epochs: 9, batchSize: 64 }
    const data = { ...example.data, train: 400, test: 80 }
    await writeFile(file, JSON.stringify({ ...example, data, training }))
    const { page, shoot } = await launch({ lang, size, args: [file] })
    const view = new Training(page)

    await page.getByTestId('tab-training').click()
    await page.getByTestId('training-schedule').click()
    await page.getByRole('option').nth(4).click()
    await page.getByTestId('training-warmup').fill('1')
    await page.getByTestId('training-early-stopping').check({ force: true })
    await page.getByTestId('early-patience').fill('2')
    await page.getByTestId('early-min-delta').fill('1000')
    await page.getByTestId('schedule-curve').scrollIntoViewIfNeeded()
    await expect(page.getByTestId('schedule-curve').locator('path').first()).toBeVisible()
    await shoot('course-rate')
    await page.getByTestId('early-min-delta').scrollIntoViewIfNeeded()
    await shoot('course-ending')

    await page.getByTestId('find-rate').click()
    await expect(page.getByTestId('rate-sweep')).toBeVisible({ timeout: 60_000 })
    await page.getByTestId('rate-sweep').scrollIntoViewIfNeeded()
    await shoot('course-sweep')

    await page.getByTestId('train').click()
    await view.waitForPhase('finished', 120_000)
    await expect(page.getByTestId('epoch-figures')).toContainText('3')
    await expect(page.getByTestId('run-reason')).toContainText(lang === 'en' ? 'Stopped early' : '提前停止')
    await shoot('course-ended')

    await page.getByTestId('train-more-epochs').fill('1')
    await page.getByTestId('train-more').click()
    await expect(page.getByTestId('run-epoch')).toContainText('4', { timeout: 30_000 })
    await view.waitForPhase('finished', 60_000)
    await expect(page.getByTestId('run-epoch')).toContainText(/4.*4/)
    await view.show('confusion')
    await shoot('course-more')
  })
}
