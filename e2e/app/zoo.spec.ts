import type { Page } from '@playwright/test'
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
