import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'

/** Finds a network by its name and opens it; the drawing before it is given up. */
async function open(page: Page, query: string, id: string): Promise<void> {
  await page.getByTestId('templates').click()
  await page.getByTestId('template-search').fill(query)
  await page.getByTestId(`template-${id}`).click()
}

for (const lang of ['en', 'zh-CN'] as const) {
  test(`the zoo, ${lang}`, async ({ launch }) => {
    test.setTimeout(180_000)
    const size = lang === 'en' ? { width: 1440, height: 900 } : { width: 1024, height: 700 }
    const { app, page, shoot } = await launch({ lang, size })
    const editor = new Editor(page)
    // "Don't save" is what the native question answers.
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
    })

    await page.getByTestId('templates').click()
    await expect(page.getByTestId('template-study-mnist-cnn')).toBeVisible()
    await page.waitForTimeout(600)
    await shoot('zoo-gallery')

    await page.getByTestId('template-search').fill('inception 2014')
    await expect(page.getByTestId('template-googlenet')).toBeVisible()
    await expect(page.getByTestId('template-resnet-50')).toHaveCount(0)
    await page.getByTestId('template-about-googlenet').click()
    await expect(page.getByTestId('template-page')).toContainText('Going deeper with convolutions')
    await expect(page.getByTestId('template-page')).toContainText('13,378,280')
    await shoot('zoo-page')
    await page.getByTestId('template-open').click()
    await expect(page.getByTestId('status-parameters')).toHaveText('13,378,280')
    await expect(editor.nodes()).toHaveCount(19)
    await page.waitForTimeout(800)
    await shoot('zoo-googlenet')

    await open(page, 'DenseNet 121', 'densenet-121')
    await expect(page.getByTestId('status-parameters')).toHaveText('8,062,504')
    await page.waitForTimeout(800)
    await shoot('zoo-densenet')

    await open(page, 'resnet 20', 'resnet-20-32')
    await expect(page.getByTestId('status-parameters')).toHaveText('274,042')
    await page.waitForTimeout(800)
    await shoot('zoo-resnet')

    await open(page, 'u-net', 'u-net')
    await page.waitForTimeout(800)
    await shoot('zoo-u-net')
    await open(page, 'fcn-8s', 'fcn-8s')
    await page.waitForTimeout(800)
    await shoot('zoo-fcn')
    await open(page, 'resnet 20', 'resnet-20-32')

    // The network as a whole, all layers in a table, and one of them.
    await expect(page.getByTestId('network-facts')).toContainText('274,042')
    await page.getByTestId('tab-layers').click()
    await page.getByTestId('layers-sort-parameters').click()
    await expect(page.getByTestId('layers-row').first()).toContainText('36,864')
    await page.getByTestId('layers-row').first().getByRole('button').click()
    await expect(page.getByTestId('inspector-parameters')).toContainText('3·3·64·64')
    await expect(page.getByTestId('inspector-formula')).toContainText('(8 + 2·1 − 3)/1 + 1 = 8')
    await page.getByTestId('inspector-field').scrollIntoViewIfNeeded()
    await expect(page.getByTestId('inspector-field')).toContainText(/\d+×\d+/)
    await page.waitForTimeout(800)
    await shoot('zoo-layers')
  })
}

/** What a person can read without effort: the height of letters on the screen, in pixels. */
const leastNameHeight = 10

interface Seen {
  name: string
  /** On the screen, in pixels. */
  nameHeight: number
  box: { left: number; top: number; right: number; bottom: number }
}

/** The layers and collapsed blocks of which all is in sight, as they stand on the screen. */
async function look(page: Page): Promise<Seen[]> {
  const cards: Locator = page.locator('.react-flow__node-layer, .react-flow__node-block')
  const view = await page.getByTestId('canvas').boundingBox()
  if (!view) throw new Error('the canvas is not to be seen')
  const seen = await cards.evaluateAll((nodes) =>
    nodes.map((node) => {
      const name = node.querySelector('[class*="name"]')
      if (!(name instanceof HTMLElement)) throw new Error('a layer without a name')
      const scale = node.getBoundingClientRect().width / (node as HTMLElement).offsetWidth
      const { left, top, right, bottom } = node.getBoundingClientRect()
      return {
        name: name.textContent ?? '',
        nameHeight: Number.parseFloat(getComputedStyle(name).fontSize) * scale,
        box: { left, top, right, bottom },
      }
    }),
  )
  const isInView = ({ box }: Seen) =>
    box.left >= view.x && box.top >= view.y && box.right <= view.x + view.width && box.bottom <= view.y + view.height
  return seen.filter(isInView)
}

const isApart = (a: Seen['box'], b: Seen['box']) =>
  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top

const large = [
  ['googlenet', 19],
  ['densenet-121', 14],
  ['densenet-169', 14],
  ['densenet-201', 14],
  ['resnet-152', 9],
  ['vgg-e', 13],
  ['u-net', 13],
  ['fcn-8s', 13],
  ['alexnet-2012', 18],
] as const

for (const size of [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
]) {
  test(`large networks can be read as they open, ${size.width}`, async ({ launch }) => {
    test.setTimeout(180_000)
    const { app, page, shoot } = await launch({ size })
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
    })
    for (const [id, count] of large) {
      await open(page, id, id)
      await expect(page.getByTestId('template-search')).toBeHidden()
      await expect.poll(async () => (await look(page)).length, `${id} is seen as a whole`).toBe(count)
      const seen = await look(page)
      expect(Math.min(...seen.map(({ nameHeight }) => nameHeight)), id).toBeGreaterThanOrEqual(leastNameHeight)
      const overlapping = seen.flatMap((a, place) => seen.slice(place + 1).filter((b) => !isApart(a.box, b.box)))
      expect(
        overlapping.map(({ name }) => name),
        id,
      ).toEqual([])
      await page.waitForTimeout(400)
      await shoot(`zoo-large-${id}`)
    }
  })
}
