import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { writeStateDict } from './save-pytorch-model.ts'
import { writeModelCode } from './write-model-code.ts'
import { readNetwork } from './write-network.ts'

const classes = [{ en: 'cat', 'zh-CN': '猫' }]
const head: ChainStep[] = [['Flatten'], ['Dense', { units: 2, activation: 'softmax' }]]

function draw(steps: ChainStep[], rename: Record<string, string> = {}) {
  const text = Object.entries(rename).reduce(
    (all, [from, to]) => all.replaceAll(`"${from}"`, JSON.stringify(to)),
    JSON.stringify(drawChain('Drawn', [7, 5, 2], steps)),
  )
  return checkGraph(JSON.parse(text))
}

/** From the first thing of the network's own to `load_model`. */
function write(steps: ChainStep[], rename?: Record<string, string>): string {
  const code = writeModelCode(readNetwork(draw(steps, rename)), { name: 'Drawn', classes })
  return code.slice(code.indexOf('= 7, 5, 2') + 9, code.indexOf('def load_model')).trim()
}

describe('the code of a network for PyTorch', () => {
  it('reads as people write it', () => {
    const steps: ChainStep[] = [
      ['Conv2D', { filters: 4, padding: 'same', activation: 'relu' }],
      ['MaxPooling2D'],
      ['BatchNormalization', { scale: false }],
      ['Dropout', { rate: 0.25 }],
      ...head,
    ]
    expect(write(steps)).toMatchInlineSnapshot(`
      "class Network(nn.Module):
          """Takes pictures as floats from 0 to 1, [batch, channels, height, width]."""

          def __init__(self):
              super().__init__()
              self.conv2d_1 = nn.Conv2d(2, 4, 3, padding="same")
              self.maxpooling2d_1 = nn.MaxPool2d(2)
              self.batchnormalization_1 = nn.BatchNorm2d(4, eps=0.001, momentum=0.01)
              self.batchnormalization_1.weight = None
              self.dropout_1 = nn.Dropout(0.25)
              self.dense_1 = nn.Linear(24, 2)

          def forward(self, x):
              x = F.relu(self.conv2d_1(x))
              x = self.maxpooling2d_1(x)
              x = self.batchnormalization_1(x)
              x = self.dropout_1(x)
              x = x.movedim(1, -1).flatten(1)
              x = F.softmax(self.dense_1(x), dim=1)
              return x"
    `)
  })

  it('names what is read more than once, or later, and defines what PyTorch lacks', () => {
    const steps: ChainStep[] = [
      ['Conv2D', { filters: 4, padding: 'same' }],
      ['Activation', { activation: 'linear' }],
      ['BatchNormalization', { trainable: false }],
      ['SeparableConv2D', { filters: 4, padding: 'same', activation: 'hardSigmoid', pointwiseL2: 0.01 }, [2]],
      ['Add', {}, [3, 4]],
      ['AveragePooling2D', { padding: 'same' }],
      ['UpSampling2D', { interpolation: 'bilinear' }],
      ['Conv2D', { filters: 2, strides: [2, 2], padding: 'same', trainable: false }],
      ...head,
    ]
    expect(write(steps)).toMatchInlineSnapshot(`
      "class FrozenBatchNorm(nn.BatchNorm2d):
          """Goes by the statistics that it has, in training too."""

          def forward(self, x):
              return F.batch_norm(x, self.running_mean, self.running_var, self.weight, self.bias, eps=self.eps)


      def mean_inside(pool, x, added):
          """Means of the pixels inside the picture: those that are added at its sides do not count."""
          return pool(F.pad(x, added)) / pool(F.pad(torch.ones_like(x), added))


      def upsample_bilinear(x, size):
          """Pixel i lies at i / size among those before; PyTorch's own shifts them by half a pixel."""
          for axis, factor in zip((2, 3), size):
              after = torch.cat([x.narrow(axis, 1, x.shape[axis] - 1), x.narrow(axis, -1, 1)], axis)
              between = [torch.lerp(x, after, place / factor) for place in range(factor)]
              x = torch.stack(between, axis + 1).flatten(axis, axis + 1)
          return x


      class Network(nn.Module):
          """Takes pictures as floats from 0 to 1, [batch, channels, height, width]."""

          def __init__(self):
              super().__init__()
              self.conv2d_1 = nn.Conv2d(2, 4, 3, padding="same")
              self.batchnormalization_1 = FrozenBatchNorm(4, eps=0.001).requires_grad_(False)
              self.separableconv2d_1 = nn.Sequential(
                  nn.Conv2d(4, 4, 3, padding="same", groups=4, bias=False),
                  nn.Conv2d(4, 4, 1),
              )
              # In its training: loss += 0.01 * self.separableconv2d_1[1].weight.square().sum()
              self.averagepooling2d_1 = nn.AvgPool2d(2)
              self.conv2d_2 = nn.Conv2d(4, 2, 3, stride=2).requires_grad_(False)
              self.dense_1 = nn.Linear(24, 2)

          def forward(self, x):
              conv2d_1 = self.conv2d_1(x)
              batchnormalization_1 = self.batchnormalization_1(conv2d_1)
              x = (0.2 * self.separableconv2d_1(conv2d_1) + 0.5).clamp(0, 1)
              x = batchnormalization_1 + x
              x = mean_inside(self.averagepooling2d_1, x, (0, 1, 0, 1))
              x = upsample_bilinear(x, (2, 2))
              x = self.conv2d_2(F.pad(x, (0, 1, 0, 1)))
              x = x.movedim(1, -1).flatten(1)
              x = F.softmax(self.dense_1(x), dim=1)
              return x"
    `)
  })

  it('writes one branch after the other', () => {
    const one: ChainStep[1] = { filters: 3, kernelSize: [1, 1] }
    const code = write([
      ['Conv2D', one],
      ['Conv2D', one, [1]],
      ['Conv2D', one, [1]],
      ['BatchNormalization', {}, [2]],
      ['BatchNormalization', {}, [3]],
      ['Concatenate', {}, [4, 5]],
      ...head,
    ])
    expect(code).toContain(`
        conv2d_1 = self.conv2d_1(x)
        x = self.conv2d_2(conv2d_1)
        batchnormalization_1 = self.batchnormalization_1(x)
        x = self.conv2d_3(conv2d_1)
        x = self.batchnormalization_2(x)
        x = torch.cat([batchnormalization_1, x], dim=1)
`)
  })

  it('leaves auxiliary heads out', () => {
    const code = write([
      ['Conv2D', { filters: 4 }],
      ['Flatten'],
      ['Dense', { units: 7 }],
      ['Output', { auxiliary: true }],
      ['GlobalMaxPooling2D', {}, [1]],
      ['Dense', { units: 2 }],
    ])
    expect(code).not.toContain('nn.Linear(60, 7)')
    expect(code).toContain('x = x.amax((2, 3))')
  })

  it('gives no layer a name that modules of PyTorch have, and no variable that of an argument', () => {
    const steps: ChainStep[] = [['Conv2D', { filters: 3 }], ['Conv2D', { filters: 3 }], ['Add', {}, [1, 2]], ...head]
    steps[1] = ['Conv2D', { filters: 3, padding: 'same' }]
    const code = write(steps, { 'conv2d-1': 'train', 'conv2d-2': '_modules', 'dense-1': '卷积' })
    expect(code).toContain('self.train_ = nn.Conv2d(2, 3, 3)')
    expect(code).toContain('self.layer__modules = nn.Conv2d(3, 3, 3, padding="same")')
    expect(code).toContain('train_ = self.train_(x)\n        x = self.layer__modules(train_)\n        x = train_ + x')
    expect(code).toContain('self.layer___ = nn.Linear(45, 2)')
  })
})

describe('the weights of a network for PyTorch', () => {
  it("have the names and layouts of PyTorch's state dict", () => {
    const graph = draw([
      ['Conv2D', { filters: 4, padding: 'same' }],
      ['BatchNormalization'],
      ['DepthwiseConv2D', { kernelSize: [3, 2], depthMultiplier: 2 }],
      ['SeparableConv2D', { filters: 3, kernelSize: [1, 2], useBias: false }],
      ['PReLU', { sharedAxes: [1, 2] }],
      ['Conv2DTranspose', { filters: 5 }],
      ['PReLU', { sharedAxes: [1] }],
      ...head,
    ])
    const weights = graph.nodes.flatMap(({ node, weights: specs }) =>
      specs.map(({ name, shape }) => ({
        name: `${node.id}/${name}`,
        shape: [...shape],
        values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, place) => place),
      })),
    )
    const dict = writeStateDict(readNetwork(graph), { graph, weights })
    expect(Object.fromEntries([...dict].map(([name, { shape }]) => [name, shape]))).toEqual({
      'conv2d_1.weight': [4, 2, 3, 3],
      'conv2d_1.bias': [4],
      'batchnormalization_1.weight': [4],
      'batchnormalization_1.bias': [4],
      'batchnormalization_1.running_mean': [4],
      'batchnormalization_1.running_var': [4],
      'depthwiseconv2d_1.weight': [8, 1, 3, 2],
      'depthwiseconv2d_1.bias': [8],
      'separableconv2d_1.0.weight': [8, 1, 1, 2],
      'separableconv2d_1.1.weight': [3, 8, 1, 1],
      'prelu_1.weight': [3],
      'conv2dtranspose_1.weight': [3, 5, 3, 3],
      'conv2dtranspose_1.bias': [5],
      'prelu_2.weight': [5, 1, 5],
      'dense_1.weight': [2, 175],
      'dense_1.bias': [2],
    })
    // The weight of output 1 and input 2 was the fifth number of [in, out].
    expect(dict.get('dense_1.weight')?.values[175 + 2]).toBe(5)
    // The second filter of the first channel comes before the first of the second.
    expect([...(dict.get('depthwiseconv2d_1.weight')?.values.slice(6, 12) ?? [])]).toEqual([1, 9, 17, 25, 33, 41])
  })
})
