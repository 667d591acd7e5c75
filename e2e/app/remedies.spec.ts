import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { LoomDocument } from '#shared/document/schema.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { expect, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'
import { Training } from '../page-models/training.ts'

/** Two ways of other sizes into Add, a line that closes a circle, seven outputs for ten digits, and no Output. */
function drawing(): LoomDocument {
  const drawn = drawChain(
    'Broken',
    [28, 28, 1],
    [
      ['Conv2D', { filters: 8, padding: 'same' }],
      ['Conv2D', { filters: 16, strides: [2, 2], padding: 'same' }, [1]],
      ['Add', {}, [2, 1]],
      ['Flatten'],
      ['Dense', { units: 16 }],
      ['Dense', { units: 7, activation: 'softmax' }],
    ],
  )
  const nodes = drawn.nodes.filter(({ kind }) => kind !== 'Output')
  const edges = drawn.edges.filter(({ target }) => target !== 'output-1')
  return { ...drawn, nodes, edges: [...edges, { id: 'back', source: 'dense-1', target: 'flatten-1' }] }
}

for (const lang of ['en', 'zh-CN'] as const) {
  test(`each problem is shown at its place and cured by one click, ${lang}`, async ({ launch, folder }) => {
    const file = path.join(folder, 'broken.loom')
    await writeFile(file, JSON.stringify(drawing()))
    const { page, shoot } = await launch({ lang, args: [file] })
    const [editor, training] = [new Editor(page), new Training(page)]
    await expect(editor.nodes()).toHaveCount(7)
    await training.show('problems')
    await shoot('remedies')
    const problem = (text: RegExp) => page.getByTestId('problem').filter({ hasText: text })

    await problem(/circle|环路/)
      .getByRole('button')
      .first()
      .click()
    await expect(editor.node('flatten-1')).toHaveAttribute('data-selected', 'true')
    await problem(/circle|环路/)
      .getByRole('button')
      .last()
      .click()
    await expect(editor.edges()).toHaveCount(7)

    await problem(/14×14×16, 28×28×8/)
      .getByRole('button')
      .last()
      .click()
    await expect(editor.node('conv2d-3')).toBeVisible()
    await expect(problem(/14×14×16/)).toHaveCount(0)

    await problem(/no Output|没有 Output/)
      .getByRole('button')
      .last()
      .click()
    await expect(editor.node('output-1')).toBeVisible()
    await problem(/7/).getByRole('button').last().click()
    await expect(page.getByTestId('problem')).toHaveCount(0)
    await expect(page.getByTestId('train')).not.toHaveAttribute('data-blocked', 'true')

    for (const _ of Array(4)) await page.getByTestId('undo').click()
    await expect(page.getByTestId('problem').filter({ hasText: /circle|环路/ })).toHaveCount(1)
    await expect(editor.nodes()).toHaveCount(7)
  })
}
