import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { killCore } from '../kill-core.ts'
import { Editor } from '../page-models/editor.ts'
import { writeColours } from '../small-drawing.ts'

const epochs = 14

/** Queues three learning rates, and waits until the second is some epochs into its training. */
async function trainToTheSecond(page: Page): Promise<void> {
  await expect(new Editor(page).nodes()).not.toHaveCount(0)
  await page.keyboard.press('Control+3')
  await page.getByTestId('runs-tabs').locator('label').nth(1).click()
  await page.getByTestId('sweep-open').click()
  await page.getByTestId('sweep-add').click()
  await page.getByRole('option', { name: 'Learning rate', exact: true }).click()
  await page.getByTestId('sweep-axis-training.learningRate').fill('0.003, 0.001')
  await expect(page.getByTestId('sweep-facts')).toHaveAttribute('data-trainings', '3')
  await page.getByTestId('sweep-start').click()
  await expect(trial(page, 0)).toHaveAttribute('data-state', 'done', { timeout: 90_000 })
  await expect(trial(page, 1)).toContainText(new RegExp(`[3-9]/${epochs}`), { timeout: 60_000 })
}

const trial = (page: Page, index: number) => page.getByTestId('trial').nth(index)

/** All three are done with all of their epochs, and the record has each of them once. */
async function expectWhole(page: Page): Promise<void> {
  await expect(page.getByTestId('job-state')).toHaveAttribute('data-state', 'done', { timeout: 120_000 })
  for (const index of [0, 1, 2]) {
    await expect(trial(page, index)).toHaveAttribute('data-state', 'done')
    await expect(trial(page, index)).toContainText(`${epochs}/${epochs}`)
  }
  await page.getByTestId('runs-tabs').locator('label').nth(0).click()
  await expect(page.getByTestId('run-row')).toHaveCount(3)
  await expect(page.locator('[data-testid=run-state][data-state=finished]')).toHaveCount(3)
}

test('a queue goes on by itself when its process is killed in a trial', async ({ launch, folder }) => {
  test.setTimeout(300_000)
  const { app, page, shoot } = await launch({ args: [await writeColours(folder, epochs)] })
  await trainToTheSecond(page)
  await killCore(app)
  await expect(page.getByTestId('core-banner')).toContainText('The queue goes on by itself.')
  await expect(page.getByTestId('continue-run')).toHaveCount(0)
  await expect(trial(page, 1)).toHaveAttribute('data-state', 'training')
  await expect(page.getByTestId('run-phase')).toHaveText('Training', { timeout: 60_000 })
  await shoot('queue-killed')
  await expectWhole(page)
})

test('a queue goes on when the program is opened after it was killed in a trial', async ({ launch, folder }) => {
  test.setTimeout(300_000)
  const file = await writeColours(folder, epochs)
  const first = await launch({ args: [file] })
  await trainToTheSecond(first.page)
  const ended = new Promise((resolve) => first.app.process().once('exit', resolve))
  first.app.process().kill('SIGKILL')
  await ended

  const { page, shoot } = await launch({ args: [file], userData: first.userData })
  await expect(page.getByTestId('status-queue')).toContainText('1/3', { timeout: 60_000 })
  await shoot('queue-reopened')
  await page.getByTestId('status-queue').click()
  await expect(trial(page, 0)).toHaveAttribute('data-state', 'done')
  await expectWhole(page)
})
