import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { answerOpenDialog, answerSaveDialog } from '../dialogs.ts'
import { expect, root, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'

/** The dialog has come fully into view. */
function settled(page: Page) {
  return page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
}

for (const lang of ['en', 'zh-CN'] as const) {
  test(`versions are kept and brought back, recent files are shown (${lang})`, async ({ launch, folder }) => {
    const { app, page, shoot, userData } = await launch({ lang })
    const editor = new Editor(page)
    await page.getByTestId('templates').click()
    await page.getByTestId('template-study-mnist-cnn').click()
    await expect(editor.nodes()).toHaveCount(13)
    const file = path.join(folder, 'study.loom')
    await answerSaveDialog(app, file)
    await page.getByTestId('save').click()
    await expect(page.getByTestId('dirty')).toHaveCount(0)

    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await expect(editor.nodes()).toHaveCount(0)
    await page.getByTestId('project-menu').click()
    await page.getByTestId('project-menu-versions').click()
    await expect(page.getByTestId('version')).toHaveCount(1)
    await expect(page.getByTestId('version')).toHaveAttribute('data-cause', 'save')
    await expect(page.getByTestId('version')).toContainText('98,442')
    await settled(page)
    await shoot('versions')
    await page.getByTestId('version-restore').click()
    await expect(editor.nodes()).toHaveCount(13)
    await page.getByTestId('undo').click()
    await expect(editor.nodes()).toHaveCount(0)
    expect(await readdir(path.join(userData, 'versions'))).toHaveLength(1)

    await page.getByTestId('redo').click()
    await expect(editor.nodes()).toHaveCount(13)
    await editor.select('conv2d-1')
    await editor.type('filters', 32)
    await page.getByTestId('project-menu').click()
    await page.getByTestId('project-menu-compare').click()
    const changed = page.locator('[data-testid="compared-layer"][data-change="changed"]')
    await expect(changed).toHaveCount(1)
    await expect(changed).toContainText('16 → 32')
    await expect(page.getByTestId('convert-before')).toHaveAttribute('data-value', '98442')
    await settled(page)
    await shoot('compare')
    await changed.getByRole('button').click()
    await expect(page.getByTestId('compare')).toHaveCount(0)
    await expect(
      editor.node('conv2d-1').locator('xpath=ancestor-or-self::*[contains(@class,"selected")]'),
    ).not.toHaveCount(0)
    await page.keyboard.press('Control+Shift+O')
    await expect(page.getByTestId('recent-file')).toHaveCount(1)
    await expect(page.getByTestId('recent-file')).toContainText('study')
    await settled(page)
    await shoot('recent')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('recent-list')).toHaveCount(0)
    await rm(file)
    await page.keyboard.press('Control+Shift+O')
    await page.getByTestId('recent-forget').click()
    await expect(page.getByTestId('recent-file')).toHaveCount(0)
  })
}

for (const [lang, size] of [
  ['en', { width: 1024, height: 700 }],
  ['zh-CN', { width: 1440, height: 900 }],
] as const) {
  test(`the drawing is compared with a file and with a ready-made network (${lang})`, async ({ launch }) => {
    const examples = path.join(root, 'assets', 'examples')
    const { app, page, shoot } = await launch({ lang, size, args: [path.join(examples, 'study-mnist-cnn.loom')] })
    await expect(new Editor(page).nodes()).toHaveCount(13)
    const total = (side: 'before' | 'after') => page.getByTestId(`convert-${side}`)
    await page.getByTestId('project-menu').click()
    await page.getByTestId('project-menu-compare').click()
    await answerOpenDialog(app, path.join(examples, 'study-mnist-fcn.loom'))
    await page.getByTestId('compare-file').click()
    await expect(total('before')).toHaveAttribute('data-value', '74362')
    await expect(total('after')).toHaveAttribute('data-value', '98442')
    await expect(page.locator('[data-testid="compared-layer"][data-change="added"]')).not.toHaveCount(0)
    await settled(page)
    await shoot('compare-file')

    await page.getByTestId('compare-with').click()
    await page.getByTestId('compare-with').fill('LeNet')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(total('before')).toHaveAttribute('data-value', '61706')
    await settled(page)
    await shoot('compare-network')

    // Networks that have little in common stand side by side.
    await page.getByTestId('compare-with').click()
    await page.getByTestId('compare-with').fill('GoogLeNet')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('compare-pictures')).toHaveAttribute('data-side-by-side', 'true')
    await settled(page)
    await shoot('compare-unlike')

    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Shift+O')
    await expect(page.getByTestId('recent-list')).toBeVisible()
    await expect(page.getByTestId('compare')).toHaveCount(0)
  })
}
