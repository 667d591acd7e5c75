import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { DataChoice } from '#shared/document/schema.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { expect, test } from '../fixtures.ts'
import { Training } from '../page-models/training.ts'

/** A number from 0 to 1 that is the same each time. */
function scatter(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43758.5453
  return value - Math.floor(value)
}

/** As CIFAR-100's file has them. */
const hundredNames = `
apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly camel can castle
caterpillar cattle chair chimpanzee clock cloud cockroach couch crab crocodile cup dinosaur dolphin elephant flatfish
forest fox girl hamster house kangaroo keyboard lamp lawn_mower leopard lion lizard lobster man maple_tree motorcycle
mountain mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree plain plate poppy porcupine
possum rabbit raccoon ray road rocket rose sea seal shark shrew skunk skyscraper snail snake spider squirrel streetcar
sunflower sweet_pepper table tank telephone television tiger tractor train trout tulip turtle wardrobe whale
willow_tree wolf woman worm
`
  .trim()
  .split(/\s+/)

/** CIFAR-100's binary version: each class is a colour, and each picture is off it by some, so that neighbours are confused. */
async function writeHundred(directory: string): Promise<void> {
  const record = (index: number) => {
    const label = index % 100
    const hue = (label / 100 + 0.02 * (scatter(index) - 0.5)) * 2 * Math.PI
    const planes = [0, 2, 4].map((shift) => {
      const light = 128 + 110 * Math.cos(hue + (shift * Math.PI) / 3)
      return Buffer.alloc(1024, Math.round(Math.min(255, Math.max(0, light + 20 * (scatter(index + shift) - 0.5)))))
    })
    return Buffer.concat([Buffer.from([Math.floor(label / 5), label]), ...planes])
  }
  const records = (count: number, from: number) =>
    Buffer.concat(Array.from({ length: count }, (_, at) => record(from + at)))
  await mkdir(directory, { recursive: true })
  await writeFile(path.join(directory, 'train.bin'), records(3000, 0))
  await writeFile(path.join(directory, 'test.bin'), records(1500, 3000))
  await writeFile(path.join(directory, 'fine_label_names.txt'), hundredNames.join('\n'))
}

/** Three hundred classes without names, in grey pictures of 4 × 4 pixels. */
async function writeThreeHundred(file: string): Promise<void> {
  const row = (index: number) => {
    const label = index % 300
    const pixels = Array.from({ length: 16 }, (_, at) => {
      return Math.round(128 + 120 * Math.sin((label + 1) * (at + 1) * 0.37 + 0.3 * (scatter(index) - 0.5)))
    })
    return [label, ...pixels].join(',')
  }
  const titles = ['label', ...Array.from({ length: 16 }, (_, at) => `pixel${at}`)]
  await writeFile(file, `${[titles.join(','), ...Array.from({ length: 4500 }, (_, index) => row(index))].join('\n')}\n`)
}

async function writeProject(file: string, data: DataChoice, shape: [number, number, number], classCount: number) {
  const chain = drawChain(
    'Many classes',
    shape,
    [
      ['Flatten', {}],
      ['Dense', { units: 96, activation: 'relu' }],
      ['Dense', { units: classCount, activation: 'softmax' }],
    ],
    { epochs: 12, batchSize: 50, engine: 'onnx' },
  )
  await writeFile(file, JSON.stringify({ ...chain, data }))
}

async function train(page: Page): Promise<void> {
  await page.keyboard.press('Control+1')
  await page.getByTestId('tab-training').click()
  const training = new Training(page)
  await training.start()
  await training.waitForPhase('finished', 120_000)
}

/** Room for the dock, as people make it who look at results. */
async function growDock(page: Page, steps: number): Promise<void> {
  const line = page.getByTestId('dock').getByRole('separator')
  await line.focus()
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowUp')
}

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`a hundred classes are read, browsed and compared, ${lang}`, async ({ launch, folder }) => {
    test.setTimeout(300_000)
    const data = path.join(folder, 'cifar-100')
    await writeHundred(data)
    const file = path.join(folder, 'hundred.loom')
    await writeProject(file, { source: 'cifar', path: data, labels: 'fine' }, [32, 32, 3], 100)
    const { page, shoot } = await launch({ lang, size, args: [file] })
    await train(page)
    const training = new Training(page)

    await training.show('confusion')
    const matrix = page.getByTestId('confusion')
    await expect(matrix.locator('.heatmaplayer image')).toBeVisible()
    // No wall of numbers, neither drawn nor hidden.
    await expect(matrix.locator('.heatmap-label')).toHaveCount(0)
    await expect(page.locator('[data-testid^="confusion-0-"]')).toHaveCount(0)
    const box = await matrix.locator('.heatmaplayer image').boundingBox()
    if (!box) throw new Error('no matrix')
    await page.mouse.move(box.x + box.width * 0.305, box.y + box.height * 0.305)
    await expect(page.getByTestId('confusion-tip')).toContainText(
      lang === 'en' ? /^True .*, predicted / : /^真实 .*，预测/,
    )
    await page.waitForTimeout(300)
    await shoot('many-confusion')

    if (size.width < 1200) await page.getByTestId('confusion-view').locator('label').nth(1).click()
    const pairs = page.getByTestId('confused-pairs').locator('tbody tr')
    const countOf = async (place: number) => Number(await pairs.nth(place).locator('td').first().textContent())
    expect(await countOf(0)).toBeGreaterThan(1)
    expect(await countOf(0)).toBeGreaterThanOrEqual(await countOf(5))
    await shoot('many-pairs')
    const most = await countOf(0)
    await pairs.first().locator('button').click()
    await expect(page.getByTestId('gallery').locator('li')).toHaveCount(most)
    await shoot('many-pictures')

    // A class is found by typing.
    await page.getByTestId('gallery-actual').click()
    await page.getByTestId('gallery-actual').fill(lang === 'en' ? 'whale' : '鲸')
    await expect(page.getByRole('option')).toHaveCount(1)
    await shoot('many-class-choice')
    await page.getByRole('option').click()
    await expect(page.getByTestId('gallery-actual')).toHaveValue(lang === 'en' ? 'whale' : /鲸/)

    await training.show('metrics')
    if (size.width < 1200) await page.getByTestId('metrics-chart').locator('label').first().click()
    await page.getByTestId('class-scores-sort-f1').click()
    await expect(page.getByTestId('class-scores').locator('tbody tr')).toHaveCount(100)
    await shoot('many-metrics')

    // Once more from other numbers, and both compared.
    await page.getByTestId('tab-training').click()
    await page.getByTestId('training-epochs').fill('5')
    await train(page)
    await page.keyboard.press('Control+3')
    const rows = page.getByTestId('run-row')
    await expect(rows).toHaveCount(2)
    await rows.first().click()
    await expect(page.getByTestId('run-confusion').locator('.heatmaplayer image')).toBeVisible()
    await page.getByTestId('run-confusion').scrollIntoViewIfNeeded()
    await page.waitForTimeout(400)
    await shoot('many-details')
    for (const index of [0, 1]) await rows.nth(index).getByTestId('run-mark').check()
    await page.getByTestId('runs-compare').click()
    await expect(page.getByTestId('confusion-difference').locator('.heatmaplayer image')).toBeVisible()
    await expect(page.getByTestId('changed-pairs').locator('tbody tr').first()).toBeVisible()
    await page.getByTestId('changed-pairs').scrollIntoViewIfNeeded()
    await page.waitForTimeout(600)
    await shoot('many-comparison')
  })
}

test('three hundred classes can be looked at as well', async ({ launch, folder }) => {
  test.setTimeout(240_000)
  const table = path.join(folder, 'table.csv')
  await writeThreeHundred(table)
  const file = path.join(folder, 'three-hundred.loom')
  const size = { height: 4, width: 4, channels: 1 } as const
  await writeProject(
    file,
    { source: 'csv', path: table, label: 'label', size, testShare: 0.3, seed: 1 },
    [4, 4, 1],
    300,
  )
  const { page, shoot } = await launch({ args: [file] })
  await train(page)
  const training = new Training(page)
  await training.show('confusion')
  await growDock(page, 15)
  await expect(page.getByTestId('confusion').locator('.heatmaplayer image')).toBeVisible()
  await page.waitForTimeout(500)
  await shoot('three-hundred-confusion')
  await training.show('metrics')
  await page.waitForTimeout(500)
  await shoot('three-hundred-metrics')
})
