import path from 'node:path'
import { expect, root, test } from '../fixtures.ts'
import { killCore } from '../kill-core.ts'
import { Editor } from '../page-models/editor.ts'
import { Training } from '../page-models/training.ts'

test('a killed trainer leaves the window alive, and training goes on from the last epoch', async ({ launch }) => {
  test.setTimeout(300_000)
  const { app, page, shoot } = await launch({ args: [path.join(root, 'assets', 'examples', 'study-mnist-fcn.loom')] })
  const [editor, training] = [new Editor(page), new Training(page)]
  await expect(editor.nodes()).toHaveCount(12)
  await training.start()
  await expect(page.getByTestId('run-epoch')).toContainText(/3\s*\/\s*8/, { timeout: 120_000 })
  await killCore(app)

  await expect(page.getByTestId('core-banner')).toBeVisible()
  await expect(editor.nodes()).toHaveCount(12)
  await shoot('trainer-killed')
  await page.getByTestId('continue-run').click()
  await training.waitForPhase('training', 60_000)
  await expect(page.getByTestId('run-epoch')).toContainText(/[3-8]\s*\/\s*8/)
  await training.waitForPhase('finished', 240_000)
  await training.show('confusion')
  expect(await training.testAccuracy()).toBeGreaterThanOrEqual(0.95)
})
