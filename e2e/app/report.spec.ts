import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { answerSaveDialog } from '../dialogs.ts'
import { expect, root, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'
import { Training } from '../page-models/training.ts'

const example = path.join(root, 'assets', 'examples', 'study-mnist-fcn.loom')

async function trainOnce(page: Page, epochs: number): Promise<void> {
  const training = new Training(page)
  await page.keyboard.press('Control+1')
  await page.getByTestId('tab-training').click()
  await page.getByTestId('training-epochs').fill(String(epochs))
  await training.start()
  await training.waitForPhase('finished', 120_000)
}

/** Opens the file by itself, as a browser does; answers what it asked for besides itself, and what it shows. */
function openAlone(app: ElectronApplication, file: string) {
  return app.evaluate(async ({ BrowserWindow, session }, opened) => {
    const own = session.fromPartition('report-alone')
    const asked: string[] = []
    own.webRequest.onBeforeRequest(({ url, resourceType }, decide) => {
      if (resourceType !== 'mainFrame') asked.push(url)
      decide({ cancel: false })
    })
    const window = new BrowserWindow({ show: false, width: 1200, height: 900, webPreferences: { session: own } })
    await window.loadFile(opened)
    const read = (script: string) => window.webContents.executeJavaScript(script) as Promise<string>
    const title = await read('document.querySelector("h1").textContent')
    const overflow = await read('String(document.documentElement.scrollWidth - document.documentElement.clientWidth)')
    const scripts = await read('String(document.scripts.length)')
    window.destroy()
    return { asked, title, overflow, scripts }
  }, file)
}

for (const lang of ['en', 'zh-CN'] as const) {
  test(`reports of a run and of a comparison are saved as a page and as PDF, ${lang}`, async ({ launch, folder }) => {
    test.setTimeout(300_000)
    const { app, page, shoot } = await launch({ lang, args: [example] })
    await expect(new Editor(page).nodes()).not.toHaveCount(0)
    await trainOnce(page, 1)
    await trainOnce(page, 2)
    await page.keyboard.press('Control+3')
    const rows = page.getByTestId('run-row')
    await expect(rows).toHaveCount(2)

    const html = path.join(folder, 'one.html')
    await rows.first().click()
    await answerSaveDialog(app, html)
    await page.getByTestId('save-report').click()
    await expect(page.getByTestId('notice').last()).toContainText(html)
    await shoot('report-saved')
    expect(await openAlone(app, html)).toEqual({ asked: [], title: 'MNIST FCN', overflow: '0', scripts: '0' })

    for (const index of [0, 1]) await rows.nth(index).getByTestId('run-mark').check()
    await page.getByTestId('runs-compare').click()
    const pdf = path.join(folder, 'two.pdf')
    await answerSaveDialog(app, pdf)
    await page.getByTestId('save-report').click()
    await expect(page.getByTestId('notice').last()).toContainText(pdf)
    const printed = (await readFile(pdf)).toString('latin1')
    expect(printed.slice(0, 4)).toBe('%PDF')
    expect(printed.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1)

    // A place that cannot be written to is told, with the remedy.
    await answerSaveDialog(app, path.join(folder, 'no such folder', 'x.html'))
    await page.getByTestId('save-report').click()
    await expect(page.getByTestId('notice').last()).toContainText('x.html')
  })
}
