import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { addBasicResidual } from '#shared/zoo/blocks/residual.ts'
import { startDrawing } from '#shared/zoo/draw.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { answerDownload } from '../dialogs.ts'
import { expect, root, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'

/** Two residual blocks between Input and a head. */
function drawing(): string {
  const net = startDrawing('Small ResNet')
  let last = net.add('Input', { shape: [28, 28, 1] }, null)
  last = net.add('Conv2D', { filters: 8, padding: 'same' }, last)
  last = addBasicResidual(net, last, { filters: 8, name: 'Residual', isCollapsed: false })
  last = net.add('GlobalAveragePooling2D', {}, last)
  last = net.add('Dense', { units: 10, activation: 'softmax' }, last)
  net.add('Output', {}, last)
  return JSON.stringify(net.finish())
}

test('blocks are made, collapsed, repeated and opened', async ({ folder, launch }) => {
  const file = path.join(folder, 'blocks.loom')
  await writeFile(file, drawing())
  const { page, shoot } = await launch({ args: [file] })
  const node = (id: string) => page.getByTestId(id)

  await expect(node('frame-block-1')).toBeVisible()
  await shoot('block-frame')
  await page.getByRole('button', { name: 'Collapse Residual' }).click()
  await expect(node('block-block-1').getByTestId('block-shapes')).toHaveText('28×28×8 → 28×28×8')
  await expect(node('node-add-1')).toBeHidden()
  await shoot('block-collapsed')

  await node('block-block-1').click()
  await page.getByLabel('How many times the block is there').fill('3')
  await page.getByRole('button', { name: 'Repeat ×3' }).click()
  await expect(page.getByTestId(/^block-block-\d$/)).toHaveCount(3)
  await shoot('block-repeated')
  await page.keyboard.press('Control+z')
  await expect(page.getByTestId(/^block-block-\d$/)).toHaveCount(1)

  await node('block-block-1').dblclick()
  await expect(node('node-add-1')).toBeVisible()
  await node('node-dense-1').click()
  await node('node-globalaveragepooling2d-1').click({ modifiers: ['Shift'] })
  await page.keyboard.press('Control+g')
  await expect(page.getByTestId('block-inspector')).toBeVisible()
  await page.getByLabel('Name of the block').fill('Head')
  await page.getByLabel('Name of the block').press('Enter')
  await expect(node('frame-block-2')).toContainText('Head')
  await page.getByTestId('colour-teal').click()
  await shoot('block-made')
})

for (const lang of ['en', 'zh-CN'] as const) {
  test(`layers are dragged into a block and out of it, along guides, ${lang}`, async ({ folder, launch }) => {
    const file = path.join(folder, 'drag.loom')
    await writeFile(file, drawing())
    const { page, shoot } = await launch({ args: [file], lang })
    const { mouse, keyboard } = page
    const editor = new Editor(page)
    const frame = page.getByTestId('frame-block-1')
    const count = (layers: number) => expect(frame).toContainText(lang === 'en' ? `${layers} layers` : `${layers} 层`)
    const hint = page.getByTestId('drag-hint')
    await expect(frame).toBeVisible()
    await count(7)

    const title = async (id: string) => {
      const box = await editor.node(id).boundingBox()
      return { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + 14 }
    }
    const hold = async (id: string, by: { x: number; y: number }) => {
      const from = await title(id)
      await mouse.move(from.x, from.y)
      await mouse.down()
      // React Flow takes hold of it where the pointer is at the first move.
      await mouse.move(from.x + 2, from.y)
      await mouse.move(from.x + by.x / 2, from.y + by.y / 2, { steps: 4 })
      await mouse.move(from.x + by.x, from.y + by.y, { steps: 4 })
    }
    const frameBox = await frame.boundingBox()
    const add = await title('add-1')

    await hold('add-1', { x: (frameBox?.width ?? 0) + 80, y: 0 })
    await expect(hint).toContainText('Residual')
    await shoot('block-drag-out')
    await mouse.up()
    await count(6)
    await keyboard.press('Control+z')
    await count(7)
    await expect.poll(async () => Math.round((await title('add-1')).x)).toBe(Math.round(add.x))

    await hold('add-1', { x: (frameBox?.width ?? 0) + 80, y: 0 })
    await keyboard.down('Alt')
    await mouse.up()
    await keyboard.up('Alt')
    await count(7)
    await keyboard.press('Control+z')

    const dense = await title('dense-1')
    await hold('dense-1', { x: add.x - dense.x + 2, y: add.y - dense.y - 40 })
    await expect(frame).toHaveAttribute('data-drop-target', 'true')
    await expect(page.getByTestId('guides')).toBeAttached()
    await shoot('block-drag-in')
    await mouse.up()
    await count(8)
    await expect(page.getByTestId('guides')).toHaveCount(0)
    await keyboard.press('Control+z')
    await count(7)

    await editor.dragLayer('Dropout', { x: (frameBox?.x ?? 0) - 200 + 30, y: (frameBox?.y ?? 0) + 40 })
    await count(8)
  })
}

/** Pairs of layers and collapsed blocks that lie over one another. */
function overlaps(page: Page): Promise<string[]> {
  return page.locator('.react-flow__node:not(.react-flow__node-frame)').evaluateAll((nodes) => {
    const boxes = nodes.map((node) => ({
      id: node.getAttribute('data-id') ?? '',
      box: node.getBoundingClientRect(),
    }))
    return boxes.flatMap(({ id, box: a }, at) =>
      boxes
        .slice(at + 1)
        .filter(({ box: b }) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top)
        .map((other) => `${id} ${other.id}`),
    )
  })
}

test('what is dropped or pasted onto layers comes to lie beside them', async ({ launch }) => {
  const { page, shoot } = await launch({ args: [path.join(root, 'assets', 'examples', 'study-mnist-cnn.loom')] })
  const editor = new Editor(page)
  await expect(editor.nodes()).toHaveCount(13)
  const canvas = await page.getByTestId('canvas').boundingBox()
  const over = await editor.node('conv2d-2').boundingBox()
  const there = {
    x: (over?.x ?? 0) - (canvas?.x ?? 0) + (over?.width ?? 0) / 2,
    y: (over?.y ?? 0) - (canvas?.y ?? 0) + (over?.height ?? 0) / 2,
  }
  await editor.dragLayer('block-VGG block', there)
  await expect(editor.nodes()).toHaveCount(14)
  const selected = page.locator('.react-flow__node.selected')
  await expect(editor.nodes()).toHaveCount(14)
  await expect(selected).not.toHaveCount(0)
  expect(await overlaps(page)).toEqual([])
  await page.waitForTimeout(500)
  await shoot('block-beside')
  await page.keyboard.press('Control+z')
  await expect(editor.nodes()).toHaveCount(13)

  await editor.select('conv2d-1')
  await page.keyboard.press('Control+c')
  await page.getByTestId('canvas').hover({ position: there })
  await page.keyboard.press('Control+v')
  await expect(editor.nodes()).toHaveCount(14)
  expect(await overlaps(page)).toEqual([])
})

test('a block of the palette joins a frame, and the last layer leaves its block', async ({ folder, launch }) => {
  const file = path.join(folder, 'join.loom')
  await writeFile(file, drawing())
  const { page, shoot } = await launch({ args: [file] })
  const editor = new Editor(page)
  const frame = page.getByTestId('frame-block-1')
  await expect(frame).toContainText('7 layers')
  const canvas = await page.getByTestId('canvas').boundingBox()
  const box = await frame.boundingBox()
  const inside = { x: (box?.x ?? 0) - (canvas?.x ?? 0) + 60, y: (box?.y ?? 0) - (canvas?.y ?? 0) + 60 }
  await editor.dragLayer('block-VGG block', inside)
  await expect(frame).toContainText('10 layers')
  await shoot('block-in-frame')
  await page.keyboard.press('Control+z')
  await expect(frame).toContainText('7 layers')

  await editor.select('dense-1')
  await page.keyboard.press('Control+g')
  const single = page.getByTestId('frame-block-2')
  await expect(single).toContainText('1 layer')
  await editor.moveLayer('dense-1', { x: 60, y: 60 })
  await expect(single).toHaveCount(0)
  await expect(editor.node('dense-1')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(single).toBeVisible()
})

test('ready-made blocks, a library of one’s own, and layout', async ({ folder, launch }) => {
  const file = path.join(folder, 'layout.loom')
  await writeFile(file, drawing())
  const userData = path.join(folder, 'library')
  const first = await launch({ args: [file], userData })
  const { page } = first
  const layers = () => page.locator('.react-flow__node')

  await page.getByTestId('node-conv2d-1').click()
  await page.getByTestId('palette-block-VGG block').dblclick()
  await expect(page.getByTestId('block-inspector')).toContainText('3 layers')
  await first.shoot('block-ready')
  await page.getByRole('button', { name: 'Save to my blocks' }).click()
  await expect(page.getByTestId('palette-block-VGG')).toBeVisible()
  await page.getByRole('button', { name: 'Rename or describe VGG' }).click()
  const words = page.getByTestId('block-words')
  await words.getByRole('textbox', { name: 'Name of the block' }).fill('Trunk')
  await words.getByRole('textbox', { name: 'What it is for' }).fill('Two convolutions and a pooling')
  await first.shoot('block-library')
  await words.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByTestId('palette-block-Trunk')).toBeVisible()
  await page.getByTestId('palette-block-Trunk').hover()
  await expect(page.getByText('Two convolutions and a pooling (3 layers)')).toBeVisible()

  await page.locator('.react-flow__pane').click({ position: { x: 5, y: 300 } })
  const before = await layers().first().boundingBox()
  await page.keyboard.press('Control+Shift+l')
  await expect(async () => expect(await layers().first().boundingBox()).not.toEqual(before)).toPass()
  await first.shoot('layout-right')
  await page.keyboard.press('Control+l')
  await page.waitForTimeout(500)
  await first.shoot('layout-down')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(page.getByTestId('undo')).not.toHaveAttribute('aria-disabled', 'true')
  await first.close()

  const second = await launch({ userData })
  await second.page.getByTestId('palette-block-Trunk').dblclick()
  await expect(second.page.locator('.react-flow__node')).toHaveCount(1)
  await expect(second.page.getByTestId(/^block-block-/)).toContainText('Trunk')
  await second.page.getByRole('button', { name: 'Remove Trunk from my blocks' }).click()
  await expect(second.page.getByTestId('palette-block-Trunk')).toHaveCount(0)
})

test('notes are written, coloured and undone; the drawing is exported', async ({ folder, launch }) => {
  const file = path.join(folder, 'notes.loom')
  await writeFile(file, drawing())
  const { app, page, shoot } = await launch({ args: [file], lang: 'zh-CN' })
  await expect(page.getByTestId('frame-block-1')).toBeVisible()
  await page.mouse.move(560, 420)
  await page.keyboard.press('n')
  const field = page.getByTestId('note-note-1').getByRole('textbox')
  await field.fill('第一行\nsecond line')
  await field.press('Escape')
  const note = page.getByTestId('note-note-1')
  await expect(note).toContainText('second line')
  await note.click()
  await page.getByTestId('colour-green').click()
  await shoot('note')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(note).toHaveCount(0)
  await page.keyboard.press('Control+y')
  await expect(note).toBeVisible()

  const choose = async (id: string, ending: string) => {
    const target = path.join(folder, `drawing.${ending}`)
    await answerDownload(app, target)
    await page.locator('.react-flow__pane').click({ button: 'right', position: { x: 5, y: 300 } })
    await page.getByTestId('menu-export').hover()
    await page.getByTestId(`menu-${id}`).click()
    await expect(async () => expect((await readFile(target)).length).toBeGreaterThan(100)).toPass()
    return readFile(target)
  }
  expect((await choose('exportSvg', 'svg')).toString()).toContain('second line</text>')
  const png = await choose('exportPng', 'png')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  await writeFile(path.join(root, 'test-results', 'screens', 'drawing-export.png'), png)
  const table = (await choose('exportCsv', 'csv')).toString()
  expect(table.trim().split('\n').length).toBeGreaterThan(10)
  expect(table).toContain('Residual')
  expect((await choose('exportMarkdown', 'md')).toString()).toContain('| Residual | ')
})

for (const [id, lang, size] of [
  ['googlenet', 'en', { width: 1440, height: 900 }],
  ['densenet-121', 'zh-CN', { width: 1440, height: 900 }],
  ['googlenet', 'zh-CN', { width: 1024, height: 700 }],
] as const) {
  test(`${id} can be read, ${lang}, ${size.width} pixels wide`, async ({ folder, launch }) => {
    const network = findZooNetwork(id)
    if (!network) throw new Error(`no ${id}`)
    const file = path.join(folder, `${id}.loom`)
    await writeFile(file, JSON.stringify(network.build()))
    const { page, shoot } = await launch({ args: [file], lang, size })
    await expect(page.getByTestId(/^block-block-/).first()).toBeVisible()
    await shoot(`zoo-${id}`)
    await page
      .getByTestId(/^block-block-/)
      .nth(2)
      .dblclick()
    await expect(page.getByTestId(/^frame-block-/)).toHaveCount(1)
    await shoot(`zoo-${id}-open`)
  })
}
