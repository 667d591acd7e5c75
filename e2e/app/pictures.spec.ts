import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { answerOpenDialog } from '../dialogs.ts'
import { expect, test } from '../fixtures.ts'
import { Training } from '../page-models/training.ts'

const colours = { red: '#c02020', green: '#20a020', blue: '#2040d0' }

/** Squares of three colours on grey, in a folder for each, and a file that is no picture. */
async function writePictures(folder: string): Promise<void> {
  for (const [name, background] of Object.entries(colours)) {
    await mkdir(path.join(folder, name), { recursive: true })
    for (let index = 0; index < 60; index += 1) {
      const square = { create: { width: 24, height: 24, channels: 3, background } } as const
      const place = { left: (7 * index) % 40, top: (5 * index) % 24 }
      const ground = { create: { width: 64, height: 48, channels: 3, background: '#707070' } } as const
      const picture = sharp(ground).composite([{ input: square, ...place }])
      const file = path.join(folder, name, `${index}.${index % 2 ? 'jpg' : 'png'}`)
      await writeFile(file, await (index % 2 ? picture.jpeg() : picture.png()).toBuffer())
    }
  }
  await writeFile(path.join(folder, 'red', 'torn.png'), 'no picture')
}

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`a network learns from pictures of one's own, ${lang}`, async ({ launch, folder }) => {
    test.setTimeout(240_000)
    const source = path.join(folder, 'squares')
    await writePictures(source)
    const { app, page, shoot, userData } = await launch({ lang, size })
    const training = new Training(page)
    await page.getByTestId('templates').click()
    await page.getByTestId('template-search').fill('study cifar')
    await page.getByTestId('template-study-cifar-fcn').click()

    await page.getByTestId('tab-data').click()
    await page.getByTestId('data-pictures').click()
    await shoot('pictures-asking')
    await answerOpenDialog(app, source)
    await page.getByTestId('pictures-folder').click()
    await expect(page.getByTestId('data-summary')).toContainText('64×64×3', { timeout: 60_000 })
    for (const name of ['height', 'width']) await page.getByTestId(`pictures-${name}`).fill('32')
    await page.getByTestId('pictures-width').press('Enter')
    await expect(page.getByTestId('data-summary')).toContainText('32×32×3', { timeout: 60_000 })
    await expect(page.getByTestId('data-summary')).toContainText('144')
    await expect(page.getByTestId('data-summary')).toContainText('36')
    await page.getByTestId('data-skipped').locator('summary').click()
    await expect(page.getByTestId('data-skipped')).toContainText('red/torn.png')
    await page.getByTestId('data-open-page').click()
    const preview = page.getByTestId('data-preview').locator('canvas')
    await expect(preview.first()).toBeVisible()
    expect(await training.colours(preview.first())).toBeGreaterThan(2)
    await shoot('pictures-data')
    expect((await readdir(path.join(userData, 'prepared'))).length).toBe(2)

    await page.getByTestId('page-data').getByTestId('data-fit').click()
    await page.keyboard.press('Control+1')
    await page.getByTestId('tab-training').click()
    await page.getByTestId('training-epochs').fill('1')
    await page.getByTestId('training-epochs').press('Enter')
    await training.start()
    await training.waitForPhase('finished', 120_000)
    await training.show('confusion')
    const counts = (await training.confusion(3)).flat()
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(36)
  })
}

test('pictures come from an archive, and what cannot be opened says why', async ({ launch, folder }) => {
  const { app, page, shoot } = await launch()
  await page.getByTestId('tab-data').click()
  await page.getByTestId('data-pictures').click()
  const file = path.join(folder, 'broken.zip')
  await writeFile(file, 'PK\u0003\u0004 and no more')
  await answerOpenDialog(app, file)
  await page.getByTestId('pictures-file').click()
  await expect(page.getByTestId('data-error')).toContainText('broken.zip is damaged')
  await shoot('pictures-broken')
})
