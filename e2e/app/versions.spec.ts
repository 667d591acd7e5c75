import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { answerSaveDialog } from '../dialogs.ts'
import { expect, test } from '../fixtures.ts'
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
