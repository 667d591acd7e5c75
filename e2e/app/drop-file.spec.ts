import path from 'node:path'
import { expect, root, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'

test('a project dropped on the window opens', async ({ running: { page } }) => {
  const file = path.join(root, 'assets', 'examples', 'study-mnist-cnn.loom')
  const browser = await page.context().newCDPSession(page)
  const drag = { x: 600, y: 300, data: { items: [], files: [file], dragOperationsMask: 1 } }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await browser.send('Input.dispatchDragEvent', { type, ...drag })
  }
  await expect(new Editor(page).nodes()).toHaveCount(13)
  await expect(page.getByTestId('status-parameters')).toContainText('98,442')
})
