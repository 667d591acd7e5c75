import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { layers } from '#shared/layers/registry.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { expect, test } from '../fixtures.ts'

/** Every kind of layer once: pictures, joined, then as a sequence and as rows, joined again. */
const steps: ChainStep[] = [
  ['Conv2D', { filters: 8, kernelSize: [5, 5], strides: [2, 2], padding: 'same', useBias: false }],
  ['BatchNormalization'],
  ['Activation'],
  ['DepthwiseConv2D', { padding: 'same', depthwiseL2: 0.001 }],
  ['LeakyReLU'],
  ['SeparableConv2D', { filters: 8, padding: 'same' }],
  ['PReLU', { sharedAxes: [1, 2] }],
  ['SpatialDropout2D'],
  ['ELU'],
  ...['Add', 'Subtract', 'Multiply', 'Average', 'Maximum'].map((kind, at): ChainStep => [kind, {}, [8, 9 + at]]),
  ['LocalResponseNormalization'],
  ['MaxPooling2D', { poolSize: [3, 3] }],
  ['LayerNormalization'],
  ['UpSampling2D'],
  [
    'ZeroPadding2D',
    {
      padding: [
        [1, 2],
        [0, 3],
      ],
    },
  ],
  [
    'Cropping2D',
    {
      cropping: [
        [1, 0],
        [2, 1],
      ],
    },
  ],
  ['Conv2DTranspose', { filters: 4, kernelSize: [4, 4], strides: [2, 2], padding: 'same' }],
  ['AveragePooling2D'],
  ['GaussianNoise'],
  ['Permute', { dims: [2, 1, 3] }],
  ['GlobalMaxPooling2D'],
  ['GlobalAveragePooling2D', {}, [24]],
  ['Reshape', { targetShape: [-1, 4] }, [24]],
  ['Conv1D', { filters: 6, dilationRate: 2 }],
  ['MaxPooling1D'],
  ['AveragePooling1D', { padding: 'same' }],
  ['GlobalMaxPooling1D'],
  ['GlobalAveragePooling1D', {}, [30]],
  ['Concatenate', {}, [25, 26, 31, 32]],
  ['Flatten', {}, [24]],
  ['Concatenate', {}, [33, 34]],
  ['Dropout'],
  ['Dense', { units: 10, activation: 'softmax' }],
]

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`the inspector tells of every kind of layer, ${lang}`, async ({ launch, folder }) => {
    test.setTimeout(120_000)
    const document = drawChain('all', [28, 28, 1], steps)
    const file = path.join(folder, 'all.loom')
    await writeFile(file, JSON.stringify(document))
    expect(new Set(document.nodes.map(({ kind }) => kind))).toEqual(new Set(layers.map(({ kind }) => kind)))
    const { page, shoot } = await launch({ lang, size, args: [file] })
    const inspector = page.getByTestId('inspector')
    await page.getByTestId('tab-layers').click()
    await expect(page.getByTestId('layers-row')).toHaveCount(document.nodes.length)

    for (const [place, { node }] of checkGraph(document).nodes.entries()) {
      const { id, kind } = node
      await page.getByTestId('layers-row').nth(place).getByRole('button').click()
      await expect(inspector).toContainText(id)
      const layer = layers.find((each) => each.kind === kind)
      // Its help, and that of each parameter, is there in words: a text that is missing shows its name.
      await expect(page.getByTestId('inspector-note')).toHaveText(/^(?!.*\.note)\S.{8}/)
      const helps = page.getByTestId('parameter-help')
      await expect(helps).toHaveCount(Object.keys(layer?.parameters ?? {}).length)
      for (const help of await helps.allTextContents()) expect(help.length, kind).toBeGreaterThan(3)
      await expect(page.getByTestId('inspector-shapes')).toBeVisible()
      await expect(page.getByTestId('inspector-field')).toContainText(/\d+×\d+/)
      await expect(page.getByTestId('inspector-flops')).toHaveText(/\d/)
      await expect(page.getByTestId('inspector-activations')).toHaveText(/[KM]iB|B/)
      const hasWeights = await page.getByTestId('inspector-parameters').count()
      await expect(page.getByTestId('inspector-training')).toHaveCount(hasWeights)
      if (['Conv2DTranspose', 'MaxPooling2D', 'BatchNormalization', 'Concatenate'].includes(kind)) {
        await shoot(`inspector-${kind}`)
        await page.getByTestId('inspector-activations').scrollIntoViewIfNeeded()
        await shoot(`inspector-${kind}-costs`)
      }
    }
    await page.getByTestId('layers-row').nth(1).getByRole('button').click()
    await expect(page.getByTestId('inspector-formula')).toContainText('(28 + 1 + 2 − 5)/2 + 1 = 14')
    // 5·5·1·8 numbers of 4 bytes, their gradients, and two of Adam's for each.
    await expect(page.getByTestId('inspector-training')).toContainText('3.13 KiB')
  })
}
