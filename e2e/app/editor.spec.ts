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
