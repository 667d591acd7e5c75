import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, root, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'

const example = path.join(root, 'assets', 'examples', 'study-mnist-cnn.loom')

test('menus of layers, lines and the canvas, by mouse and keyboard', async ({ launch }) => {
  const { page, shoot } = await launch({ args: [example] })
  const editor = new Editor(page)
  const menu = page.getByTestId('context-menu')
  await expect(editor.nodes()).toHaveCount(13)

  await editor.node('conv2d-1').click({ button: 'right', position: { x: 60, y: 14 } })
  await expect(menu).toBeVisible()
  await shoot('menu-layers')
  await page.getByTestId('menu-duplicate').click()
  await expect(editor.nodes()).toHaveCount(14)
  await expect(menu).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(editor.nodes()).toHaveCount(13)

  await editor.select('conv2d-2')
  await page.keyboard.press('Shift+F10')
  await expect(menu).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
  await page.keyboard.press('ContextMenu')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
})

for (const lang of ['en', 'zh-CN'] as const) {
  test(`lines are refused while they are drawn, and the list of layers knows what fits, ${lang}`, async ({
    launch,
  }) => {
    const { page, shoot } = await launch({ lang, args: [example] })
    const editor = new Editor(page)
    await expect(editor.nodes()).toHaveCount(13)

    await editor.holdLine('conv2d-1', 'dense-2')
    await expect(page.getByTestId('drag-hint')).toHaveAttribute('data-tone', 'refused')
    await expect(page.getByTestId('drag-hint')).toContainText('28×28×16')
    await expect(editor.node('flatten-1')).toHaveAttribute('data-fit', 'fits')
    await expect(editor.node('input-1')).toHaveAttribute('data-fit', 'refused')
    await shoot('line-refused')
    await page.mouse.up()
    await shoot('line-cures')
    await page.getByTestId('refused-line').getByRole('button').first().click()
    await expect(editor.nodes()).toHaveCount(14)
    await page.keyboard.press('Control+z')
    await expect(editor.nodes()).toHaveCount(13)

    await editor.holdLine('dense-1', 'conv2d-2')
    await expect(page.getByTestId('drag-hint')).toContainText(/circle|环路/)
    await page.mouse.up()
    await expect(editor.edges()).toHaveCount(12)

    await editor.dragOut('conv2d-1', { x: 90, y: 300 })
    await expect(page.getByTestId('quick-add')).toBeVisible()
    await shoot('quick-add')
    await page.keyboard.type('bat')
    await page.keyboard.press('Enter')
    await expect(editor.node('batchnormalization-1')).toBeVisible()
    await expect(editor.edges()).toHaveCount(13)

    await page.keyboard.press('a')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('quick-add')).toHaveCount(0)
    await page.getByTestId('canvas').dblclick({ position: { x: 60, y: 60 } })
    await page.keyboard.type('dense')
    await page.keyboard.press('Enter')
    await expect(editor.node('dense-3')).toBeVisible()
    await expect(editor.edges()).toHaveCount(13)
  })
}

test('lists and menus stay within a small window, and go with a press elsewhere', async ({ launch }) => {
  const size = { width: 1024, height: 700 }
  const { page, shoot } = await launch({ size, args: [example] })
  const editor = new Editor(page)
  await expect(editor.nodes()).toHaveCount(13)
  const isWithin = async (id: string) => {
    const box = await page.getByTestId(id).boundingBox()
    return box !== null && box.y >= 0 && box.y + box.height <= size.height && box.x + box.width <= size.width
  }

  await editor.select('conv2d-2')
  await page.keyboard.press('a')
  await expect.poll(() => isWithin('quick-add')).toBe(true)
  await shoot('quick-add-small')
  await page.locator('.react-flow__pane').click({ position: { x: 8, y: 40 } })
  await expect(page.getByTestId('quick-add')).toHaveCount(0)

  await page.locator('.react-flow__pane').click({ button: 'right', position: { x: 30, y: 300 } })
  await expect.poll(() => isWithin('context-menu')).toBe(true)
  await page.getByTestId('menu-export').hover()
  await expect(page.getByTestId('menu-exportSvg')).toBeInViewport()
  await shoot('menu-small')
  expect((await page.getByTestId('toolbar').boundingBox())?.y).toBe(0)
})

test('layers dropped on lines are put there; layers travel as text', async ({ launch }) => {
  const { app, page } = await launch({ args: [example] })
  const editor = new Editor(page)
  await expect(editor.nodes()).toHaveCount(13)

  await editor.dragLayer('Dropout', await editor.middleOfLine('conv2d-2', 'maxpooling2d-2'))
  await expect(editor.edges()).toHaveCount(13)
  await page.keyboard.press('Control+z')
  await expect(editor.edges()).toHaveCount(12)

  await editor.dragLayer('BatchNormalization', { x: 100, y: 60 })
  await expect(editor.edges()).toHaveCount(12)
  await editor.moveLayer('batchnormalization-1', await editor.middleOfLine('conv2d-2', 'maxpooling2d-2'))
  await expect(editor.edges()).toHaveCount(13)
  await page.keyboard.press('Control+z')
  await expect(editor.edges()).toHaveCount(12)
  await expect(editor.nodes()).toHaveCount(14)
  await page.keyboard.press('Control+z')

  await editor.select('conv2d-2')
  await page.keyboard.press('Control+c')
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toContain('"format": "layerloom"')
  await page.getByTestId('canvas').hover({ position: { x: 100, y: 300 } })
  await page.keyboard.press('Control+v')
  await expect(editor.node('conv2d-4')).toBeVisible()
  await app.evaluate(({ clipboard }) => clipboard.writeText('Dear reader'))
  await page.keyboard.press('Control+v')
  await expect(page.getByTestId('notice')).toBeVisible()
  await expect(editor.nodes()).toHaveCount(14)
})

for (const lang of ['en', 'zh-CN'] as const) {
  test(`everything is found, arranged and walked through by keyboard, ${lang}`, async ({ launch }) => {
    const { page, shoot } = await launch({ lang, args: [example] })
    const editor = new Editor(page)
    const speech = page.getByTestId('canvas-speech')
    const { keyboard } = page
    await expect(editor.nodes()).toHaveCount(13)

    await keyboard.press('Control+f')
    await keyboard.type('maxpooling2d-3')
    await shoot('find-layer')
    await keyboard.press('Enter')
    await expect(editor.node('maxpooling2d-3')).toHaveAttribute('data-selected', 'true')
    await expect(speech).toContainText('3×3×64')
    await keyboard.press('Alt+ArrowUp')
    await expect(speech).toContainText('conv2d-3')
    await expect(speech).toContainText(/18,496/)
    await keyboard.press('Tab')
    await expect(speech).toContainText('maxpooling2d-3')
    await keyboard.press('Enter')
    await expect(page.getByTestId('param-poolSize-0')).toBeFocused()

    await keyboard.press('Control+k')
    await keyboard.type(lang === 'en' ? 'zoom' : '缩放')
    await shoot('commands')
    await keyboard.press('Escape')

    await editor.node('conv2d-1').click({ position: { x: 60, y: 14 } })
    const before = await editor.node('conv2d-1').boundingBox()
    await keyboard.press('ArrowRight')
    await keyboard.press('Shift+ArrowRight')
    await expect
      .poll(async () => ((await editor.node('conv2d-1').boundingBox())?.x ?? 0) - (before?.x ?? 0))
      .toBeGreaterThan(60)
    await page.keyboard.down('Shift')
    await editor.node('input-1').click({ position: { x: 60, y: 14 } })
    await page.keyboard.up('Shift')
    await editor.node('input-1').click({ button: 'right', position: { x: 60, y: 14 } })
    await page.getByTestId('menu-align').hover()
    await shoot('menu-align')
    await page.getByTestId('menu-align-right').click()
    const right = async (id: string) => {
      const box = await editor.node(id).boundingBox()
      return Math.round((box?.x ?? 0) + (box?.width ?? 0))
    }
    await expect.poll(async () => (await right('input-1')) - (await right('conv2d-1'))).toBe(0)
    await keyboard.press('Control+z')
    await keyboard.press('Control+z')
    expect(Math.round((await editor.node('conv2d-1').boundingBox())?.x ?? 0)).toBe(Math.round(before?.x ?? 0))

    await keyboard.press('?')
    await expect(page.getByRole('dialog')).toContainText('F10')
    await shoot('shortcuts')
    await keyboard.press('Escape')
    await editor.node('conv2d-2').click({ position: { x: 60, y: 14 } })
    await keyboard.press('l')
    await keyboard.press('Delete')
    await expect(editor.edges()).toHaveCount(11)
  })
}

test('a chain heals, a frame selects many, the overview moves the view and F shows all', async ({ launch }) => {
  const { page } = await launch({ args: [example] })
  const editor = new Editor(page)
  const { keyboard, mouse } = page
  const selected = page.locator('[data-testid^="node-"][data-selected="true"]')
  await expect(editor.nodes()).toHaveCount(13)

  await editor.select('conv2d-2')
  await keyboard.press('Delete')
  await expect(editor.nodes()).toHaveCount(12)
  await expect(editor.edges()).toHaveCount(11)
  await keyboard.press('Control+z')
  await expect(editor.edges()).toHaveCount(12)
  await keyboard.press('Control+Shift+z')
  await expect(editor.edges()).toHaveCount(11)
  await keyboard.press('Control+z')

  const canvas = await page.getByTestId('canvas').boundingBox()
  const [left, top] = [canvas?.x ?? 0, canvas?.y ?? 0]
  const first = await editor.node('conv2d-1').boundingBox()
  await keyboard.down('Shift')
  await mouse.move(left + 12, top + 12)
  await mouse.down()
  await mouse.move((first?.x ?? 0) + 40, (first?.y ?? 0) + 20, { steps: 5 })
  await mouse.up()
  await keyboard.up('Shift')
  await expect(selected).toHaveCount(2)
  await keyboard.press('Control+d')
  await expect(editor.nodes()).toHaveCount(15)
  await keyboard.press('Control+z')
  await expect(editor.nodes()).toHaveCount(13)

  const overview = page.locator('.react-flow__minimap')
  const view = () => page.locator('.react-flow__viewport').getAttribute('style')
  await expect(overview).toHaveCount(0)
  await mouse.move(left + (canvas?.width ?? 0) / 2, top + (canvas?.height ?? 0) / 2)
  await mouse.wheel(0, -400)
  await expect(overview).toBeVisible()
  const zoomed = await view()
  const map = await overview.boundingBox()
  await mouse.move((map?.x ?? 0) + 60, (map?.y ?? 0) + 50)
  await mouse.down()
  await mouse.move((map?.x ?? 0) + 85, (map?.y ?? 0) + 70, { steps: 4 })
  await mouse.up()
  await expect.poll(view).not.toBe(zoomed)
  await keyboard.press('f')
  await expect(overview).toHaveCount(0)
})

test('layers go into the window of another program as text, and a drawing outlives a kill', async ({
  launch,
  folder,
}) => {
  const userData = path.join(folder, 'killed')
  const [from, to] = [await launch({ args: [example] }), await launch({ userData })]
  const [source, target] = [new Editor(from.page), new Editor(to.page)]
  await expect(source.nodes()).toHaveCount(13)
  await source.select('conv2d-2')
  await source.node('maxpooling2d-2').click({ modifiers: ['Shift'], position: { x: 20, y: 14 } })
  await from.page.keyboard.press('Control+c')
  await expect.poll(() => to.app.evaluate(({ clipboard }) => clipboard.readText())).toContain('"Conv2D"')
  await to.page.getByTestId('canvas').hover({ position: { x: 300, y: 120 } })
  await to.page.keyboard.press('Control+v')
  await expect(target.nodes()).toHaveCount(2)
  await expect(target.edges()).toHaveCount(1)

  await target.dragLayer('Dense', { x: 620, y: 320 })
  await target.select('dense-1')
  await target.type('units', 77)
  const copy = path.join(userData, 'autosave.json')
  await expect.poll(() => readFile(copy, 'utf8').catch(() => '')).toMatch(/"units":\s*77/)
  const child = to.app.process()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
  const again = await launch({ userData })
  const recovered = new Editor(again.page)
  await expect(recovered.nodes()).toHaveCount(3)
  await expect(again.page.getByTestId('dirty')).toBeVisible()
  await recovered.select('dense-1')
  await expect(again.page.getByTestId('param-units')).toHaveValue('77')
})
