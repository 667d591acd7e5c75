import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { pack } from 'tar-stream'
import { answerOpenDialog } from '../dialogs.ts'
import { expect, test } from '../fixtures.ts'

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`a CIFAR-10 archive is chosen and its pictures are seen, ${lang}`, async ({ launch, folder }) => {
    const archive = path.join(folder, 'cifar-10-binary.tar.gz')
    await writeFile(archive, gzipSync(await cifarTar()))
    const { app, page, shoot } = await launch({ lang, size })
    await openData(page)
    await page.getByTestId('data-cifar-10').click()
    await expect(page.getByTestId('data-download-cifar-10')).toContainText('www.cs.toronto.edu')
    // What is learned from stays until there is something else.
    await expect(page.getByTestId('data-summary')).toContainText('28×28×1')
    await shoot('known-data-missing')

    await answerOpenDialog(app, archive)
    await page.getByTestId('data-file-cifar-10').click()
    await expect(page.getByTestId('data-summary')).toContainText('32×32×3')
    await expect(page.getByTestId('data-preview').locator('canvas')).toHaveCount(20)
    await expect(page.getByTestId('data-note')).toContainText(
      /1 of 5 training files.*20 training|共 5 个训练文件.*20 张/,
    )
    // The first picture is red on the left and blue on the right.
    expect(await cornersOf(page)).toEqual([
      [250, 0, 0],
      [0, 0, 250],
    ])
    await shoot('known-data-chosen')
  })
}

test('data sets in the data folder are found, and chosen by a click', async ({ launch, folder }) => {
  const data = path.join(folder, 'classroom')
  await mkdir(path.join(data, 'photos'), { recursive: true })
  await writeFile(path.join(data, 'photos', 'cifar-10-binary.tar.gz'), gzipSync(await cifarTar()))
  const { page } = await launch({ env: { LAYERLOOM_DATA: data } })
  await openData(page)
  await page.getByTestId('data-cifar-10').click()
  await expect(page.getByTestId('data-preview').locator('canvas')).toHaveCount(20)
  await expect(page.getByTestId('data-download-cifar-10')).toHaveCount(0)
})

test('a download that cannot be says why, and how to do without it', async ({ launch, folder }) => {
  const data = path.join(folder, 'class data')
  // A proxy that is not there: nothing leaves this machine.
  const proxy = 'http://127.0.0.1:9'
  const { page, shoot } = await launch({
    env: { LAYERLOOM_DATA: data, HTTPS_PROXY: proxy, https_proxy: proxy, NO_PROXY: '', no_proxy: '' },
  })
  await openData(page)
  await page.getByTestId('data-mnist').click()
  await page.getByTestId('data-download-mnist').click()
  await expect(page.getByTestId('data-failed-mnist')).toContainText('class data', { timeout: 30_000 })
  await expect(page.getByTestId('data-download-mnist')).toBeEnabled()
  await shoot('known-data-failed')
})

test('a table of pixels is read once its columns are known', async ({ launch, folder }) => {
  const file = path.join(folder, 'shapes.csv')
  const rows = Array.from(
    { length: 20 },
    (_, index) => `${[index, 10, 20, 30, 40, 50].join(',')},${index % 2 ? 'cat' : 'dog'}`,
  )
  await writeFile(file, `a,b,c,d,e,f,kind\n${rows.join('\n')}\n`)
  const { app, page, shoot } = await launch()
  await openData(page)
  await answerOpenDialog(app, file)
  await page.getByTestId('data-file').click()
  await expect(page.getByTestId('data-error')).toContainText('line 2, column 7: “dog” is not a number')
  await page.getByTestId('data-csv-label').fill('kind')
  await expect(page.getByTestId('data-error')).toContainText('height, width and channels')
  await page.getByTestId('data-csv-size').getByText('Other size').click()
  await page.getByTestId('data-csv-height').fill('2')
  await page.getByTestId('data-csv-width').fill('3')
  await expect(page.getByTestId('data-summary')).toContainText('2×3×1')
  await shoot('known-data-csv')
})

async function openData(page: Page): Promise<void> {
  await page.keyboard.press('Control+2')
  await expect(page.getByTestId('data-summary')).toBeVisible()
}

/** The pixels in the left and the right upper corner of the first picture. */
function cornersOf(page: Page) {
  return page
    .getByTestId('data-preview')
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext('2d')
      const colourAt = (x: number) => [...(context?.getImageData(x, 0, 1, 1).data ?? [])].slice(0, 3)
      return [colourAt(0), colourAt(canvas.width - 1)]
    })
}

/** The binary version with one training file of 20 pictures: red on the left, blue on the right. */
async function cifarTar(): Promise<Buffer> {
  const half = (left: number, right: number) =>
    Buffer.from(Array.from({ length: 1024 }, (_, at) => (at % 32 < 16 ? left : right)))
  const records = (count: number) =>
    Buffer.concat(
      Array.from({ length: count }, (_, index) =>
        Buffer.concat([Buffer.of(index % 10), half(250, 0), Buffer.alloc(1024), half(0, 250)]),
      ),
    )
  const archive = pack()
  archive.entry({ name: 'cifar-10-batches-bin/data_batch_1.bin' }, records(20))
  archive.entry({ name: 'cifar-10-batches-bin/test_batch.bin' }, records(10))
  archive.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of archive) if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
