import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { emptyDocument, type LoomDocument } from '#shared/document/schema.ts'
import { expect, root, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'
import { Training } from '../page-models/training.ts'

const example = path.join(root, 'assets', 'examples', 'study-mnist-fcn.loom')

/** Counts what goes wrong in the page itself. */
function listenForCrashes(page: Page): string[] {
  const crashes: string[] = []
  page.on('pageerror', (error) => crashes.push(error.message))
  page.on('crash', () => crashes.push('the page crashed'))
  return crashes
}

test('nothing that is typed into the inspector crashes it, and the place is told', async ({ launch }) => {
  const { page, shoot } = await launch({ args: [example] })
  const crashes = listenForCrashes(page)
  const editor = new Editor(page)
  await expect(page.getByTestId('status-parameters')).toContainText('74,362')
  const problem = page.getByTestId('node-error-conv2d-2')

  await editor.select('conv2d-2')
  await editor.type('strides-0', '-1')
  await expect(problem).toContainText(/strides.*-1/)
  await page.getByTestId('undo').click()
  await expect(problem).toHaveCount(0)

  await editor.select('conv2d-2')
  await editor.type('kernelSize-0', '29')
  await expect(problem).toContainText('29×29')
  await shoot('window-too-large')
  await page.getByTestId('undo').click()

  await editor.select('conv2d-2')
  await editor.type('filters', '1000000000')
  await expect(problem).toContainText(/[\d.]+ [GTP]iB/)
  await expect(page.getByTestId('train')).toHaveAttribute('data-blocked', 'true')
  await shoot('too-much-memory')

  for (const text of ['', 'many', '1e999', '２', '0x10', '-0', '3.7', '9'.repeat(40)]) {
    await editor.type('filters', text)
    await expect(page.getByTestId('canvas')).toBeVisible()
  }
  await editor.type('filters', '16')
  await expect(page.getByTestId('status-parameters')).toContainText('74,362')
  expect(crashes).toEqual([])
})

test('cycles, second ends and loose layers are told where they are', async ({ launch }) => {
  const { page } = await launch({ args: [example] })
  const crashes = listenForCrashes(page)
  const editor = new Editor(page)
  await expect(editor.edges()).toHaveCount(11)

  await editor.connect('conv2d-3', 'conv2d-1')
  await expect(editor.edges()).toHaveCount(11)

  await editor.dragLayer('Output', { x: 780, y: 420 })
  await expect(page.getByTestId('node-error-output-2')).toBeVisible()
  await expect(page.getByTestId('train')).toHaveAttribute('data-blocked', 'true')
  await page.getByTestId('node-error-output-2').getByRole('button', { name: 'Delete layer' }).click()
  await expect(editor.node('output-2')).toHaveCount(0)

  await editor.dragLayer('Dense', { x: 780, y: 420 })
  await expect(editor.node('dense-1')).toBeVisible()
  await expect(page.getByTestId('train')).not.toHaveAttribute('data-blocked', 'true')
  expect(crashes).toEqual([])
})

const broken: Record<string, Partial<LoomDocument>> = {
  cycle: {
    nodes: [node('a', 'Dense'), node('b', 'Dense')],
    edges: [edge('a', 'b'), edge('b', 'a')],
  },
  'unknown layer': { nodes: [node('a', 'Warp9')] },
  'strange parameters': {
    nodes: [
      {
        ...node('a', 'Conv2D'),
        parameters: { filters: -1, kernelSize: 'big', strides: [0, [1]], padding: null, useBias: {} },
      },
    ],
  },
  'missing data folder': { data: { source: 'idx', directory: '/no/such/folder' } },
  empty: {},
}

for (const [name, parts] of Object.entries(broken)) {
  test(`a file with ${name} opens and says what is wrong`, async ({ launch, folder }) => {
    const file = path.join(folder, 'broken.loom')
    await writeFile(file, JSON.stringify({ ...emptyDocument('Broken'), ...parts }))
    const { page } = await launch({ args: [file] })
    const crashes = listenForCrashes(page)
    await expect(new Editor(page).nodes()).toHaveCount(parts.nodes?.length ?? 0)
    await new Training(page).show('problems')
    await expect(page.getByTestId('problem').first()).toBeVisible()
    await page.getByTestId('tab-data').click()
    if (name === 'missing data folder') await expect(page.getByTestId('data-error')).toContainText('/no/such/folder')
    await page.getByTestId('train').click({ force: true })
    expect(crashes).toEqual([])
  })
}

function node(id: string, kind: string) {
  return { id, kind, position: { x: 0, y: id === 'a' ? 0 : 150 }, parameters: {} }
}

function edge(source: string, target: string) {
  return { id: `${source}-${target}`, source, target }
}
