import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printDocument } from '#shared/document/parse.ts'
import { type CoreParts, coreParts } from '../core-service.ts'
import { digitsFolder } from '../datasets/testing/digits-folder.ts'
import { flat } from '../datasets/testing/picture-files.ts'
import { createLinearEngine, type LinearEngineOptions, linearDevice } from '../runs/testing/linear-engine.ts'
import { smallDocument } from '../runs/testing/run-fixture.ts'
import { runCli } from './run-cli.ts'
import { createFakeTerminal, type FakeTerminal } from './testing/fake-terminal.ts'

let folder: string
let file: string
let digits: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'layerloom-cli-'))
  file = path.join(folder, 'small.loom')
  await writeFile(file, printDocument(smallDocument()))
  digits = await digitsFolder()
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

function partsWith(options: LinearEngineOptions = {}): CoreParts {
  const engine = createLinearEngine(options)
  return {
    engines: [engine],
    chooseDevice: async () => ({ engine, device: linearDevice }),
    saveModel: async ({ path: place, metadata }) => ({
      files: [path.join(place, `${metadata.name}.json`)],
      check: null,
    }),
  }
}

interface Result {
  code: number
  terminal: FakeTerminal
}

async function run(args: string[], terminal = createFakeTerminal('en', digits), parts = partsWith()): Promise<Result> {
  return { code: await runCli(args, parts, terminal, '1.2.3'), terminal }
}

describe('layerloom train', () => {
  it('--json prints one object and nothing else', async () => {
    const { code, terminal } = await run(['train', file, '--json', '--epochs', '2'])
    expect([code, terminal.errors()]).toEqual([0, ''])
    const result = JSON.parse(terminal.output())
    expect(result).toMatchObject({
      name: 'small',
      parameters: 4 * 27 + 4 + 676 * 6 + 6,
      engine: 'tfjs',
      device: 'cpu',
      wasStopped: false,
      seed: 1,
      saved: [],
    })
    expect(result.epochs.map((epoch: object) => Object.keys(epoch))).toEqual(
      Array(2).fill(['epoch', 'loss', 'accuracy', 'valLoss', 'valAccuracy', 'learningRate', 'seconds']),
    )
    expect(result.topK.map(({ k }: { k: number }) => k)).toEqual([2, 3, 5])
    expect(result.calibrationError).toBeGreaterThanOrEqual(0)
    expect(result.calibration).toHaveLength(15)
    expect(result.balancedAccuracy).toBeGreaterThan(0)
    expect(Object.keys(result.macro)).toEqual(['precision', 'recall', 'f1'])
    const supports = result.classScores.map(({ support }: { support: number }) => support)
    expect(supports).toEqual(result.confusion.map((row: number[]) => row.reduce((sum, count) => sum + count, 0)))
    expect(result.confusion.flat().reduce((sum: number, cell: number) => sum + cell, 0)).toBe(90)
    expect(result.testLoss).toBeCloseTo(
      Math.min(...result.epochs.map((epoch: { valLoss: number }) => epoch.valLoss)),
      6,
    )
    for (const name of ['testAccuracy', 'seconds', 'imagesPerSecond']) expect(result[name]).toBeGreaterThan(0)
  })

  it('prints the plan, a line for each epoch and two tables', async () => {
    const { code, terminal } = await run(['train', file])
    expect(code).toBe(0)
    const text = terminal.output()
    expect(text).toMatch(
      /^Training small \(4,174 parameters\): 3 epochs, batch 32, momentum 0\.01, softmax regression\./,
    )
    expect(text.match(/^epoch \d\/3 {2}loss/gm)?.length).toBe(3)
    expect(text).toMatch(/^magenta +15 +\d+/m)
    expect(text).toMatch(/Test accuracy \d+\.\d\d %, test loss/)
    expect(text).not.toMatch(/\{\{|undefined|NaN/)
  })

  it('takes the options over the file', async () => {
    const options = ['--data', 'shapes:colours', '--epochs', '1', '--batch', '500', '--seed', '9', '--threads', '2']
    const more = ['--optimizer', 'sgd', '--loss', 'huber', '--engine', 'tfjs', '--augment', 'cifar', '--json']
    const { code, terminal } = await run(['train', file, ...options, ...more])
    expect([code, terminal.errors()]).toEqual([0, ''])
    expect(JSON.parse(terminal.output())).toMatchObject({
      seed: 9,
      training: {
        epochs: 1,
        batchSize: 500,
        threads: 2,
        engine: 'tfjs',
        optimizer: { kind: 'sgd', learningRate: 0.01 },
        loss: 'huber',
      },
      augmentation: { steps: [{ kind: 'RandomCrop', padding: 4 }, { kind: 'RandomFlip' }] },
    })
    const rate = await run(['train', file, '--lr', '2e-3', '--epochs', '1', '--json'])
    expect(JSON.parse(rate.terminal.output()).training.optimizer).toMatchObject({
      kind: 'momentum',
      learningRate: 0.002,
    })
  })

  it('--save saves into a new folder, and refuses a used one before it trains', async () => {
    const saved = await run(['train', file, '--epochs', '1', '--save', path.join(folder, 'model'), '--json'])
    expect(JSON.parse(saved.terminal.output()).saved).toEqual([path.join(folder, 'model', 'small.json')])
    const refused = await run(['train', file, '--save', folder])
    expect([refused.code, refused.terminal.output()]).toEqual([1, ''])
    expect(refused.terminal.errors()).toMatch(/small\.loom/)
    expect((await run(['train', file, '--save', file])).code).toBe(1)
  })

  it('stops at Ctrl-C with the best weights, tests them, and answers 130', async () => {
    const terminal = createFakeTerminal('en')
    const parts = partsWith({
      stepMs: 1,
      onStep: (step) => {
        if (step === 15) terminal.interrupt()
        return undefined
      },
    })
    const { code } = await run(['train', file, '--epochs', '50', '--json'], terminal, parts)
    expect(code).toBe(130)
    expect(terminal.errors()).toMatch(/Stopping after this step/)
    expect(JSON.parse(terminal.output())).toMatchObject({ wasStopped: true, bestEpoch: 1, epochs: [{ epoch: 1 }] })
  })

  it('fails in one sentence when training runs away', async () => {
    const parts = partsWith({ onStep: (step) => (step === 3 ? Number.NaN : undefined) })
    const { code, terminal } = await run(['train', file, '--json'], createFakeTerminal(), parts)
    expect([code, terminal.output()]).toEqual([1, ''])
    expect(terminal.errors()).toMatch(/^Training has run away: .*Lower the learning rate.*\n$/)
  })
})

describe('layerloom describe', () => {
  it('lists layers in order with the total', async () => {
    const { code, terminal } = await run(['describe', 'zoo:study-mnist-fcn', '--json'])
    expect(code).toBe(0)
    const { layers, totalParameters, diagnostics } = JSON.parse(terminal.output())
    expect(totalParameters).toBe(74_362)
    expect(diagnostics).toEqual([])
    expect(layers[2]).toEqual({
      id: 'conv2d-2',
      kind: 'Conv2D',
      name: 'Conv2D',
      outputShape: [13, 13, 16],
      parameters: 2320,
    })
    const text = (await run(['describe', 'zoo:study-mnist-fcn'])).terminal.output()
    expect(text).toMatch(/^conv2d-2 +Conv2D +13×13×16 +2,320$/m)
    expect(text).toMatch(/total: 74,362 parameters, 74,362 of them trainable/)
  })

  it('describes a broken drawing too', async () => {
    const document = smallDocument()
    const broken = path.join(folder, 'broken.loom')
    await writeFile(broken, printDocument({ ...document, edges: document.edges.slice(1) }))
    const { code, terminal } = await run(['describe', broken, '--json'])
    expect(code).toBe(0)
    const found = JSON.parse(terminal.output())
    expect(found.isTrainable).toBe(false)
    expect(found.layers.map(({ outputShape }: { outputShape: number[] | null }) => outputShape)).toEqual([
      [28, 28, 3],
      null,
      null,
      null,
      null,
    ])
    expect(found.diagnostics[0]).toMatchObject({ severity: 'error', code: 'graph.missingInput', nodeId: 'conv2d-1' })
    expect((await run(['describe', broken])).terminal.output()).toMatch(/^error \[conv2d-1\]: Nothing is connected/m)
  })
})

describe('layerloom zoo and engines', () => {
  it('list what there is', async () => {
    const zoo = JSON.parse((await run(['zoo', '--json'])).terminal.output())
    expect(zoo.networks.map(({ id }: { id: string }) => id)).toContain('study-cifar-fcn')
    expect(zoo.networks).toContainEqual(
      expect.objectContaining({ id: 'resnet-50', family: 'resnet', year: 2015, parameters: 25_610_152, layers: 176 }),
    )
    const listed = (await run(['zoo'])).terminal.output()
    expect(listed).toMatch(/^LeNet, 1998\n {2}zoo:lenet5 .*28×28×1 +61,706$/m)
    expect(listed).toMatch(/zoo:study-cifar-cnn .*553,514/)
    const real = await run(['engines', '--json'], createFakeTerminal(), coreParts)
    const { devices } = JSON.parse(real.terminal.output())
    expect(devices).toContainEqual(expect.objectContaining({ engine: 'tfjs', device: 'cpu', isReference: true }))
    for (const { isUsable, reason } of devices) expect(isUsable).toBe(reason === null)
  })
})

describe('layerloom demo', () => {
  it('trains on the digits and writes a report that needs nothing else', async () => {
    const report = path.join(folder, 'new', 'report.html')
    const terminal = createFakeTerminal('zh-CN', digits)
    const { code } = await run(['demo', '--epochs', '1', '--out', report], terminal)
    expect([code, terminal.errors()]).toEqual([0, ''])
    expect(terminal.output()).toContain(`报告：${report}`)
    const html = await readFile(report, 'utf8')
    expect(html.match(/<svg class="(chart|matrix|drawing)"/g)?.length).toBe(4)
    expect(html.match(/data:image\/png;base64,/g)?.length).toBe(48)
    expect(html).not.toMatch(/(src|href)="(?!data:)|<script|\{\{|NaN|undefined/)
    const matrix = html.slice(html.indexOf('class="matrix"'))
    const cells = [...matrix.matchAll(/class="cell"[^>]*>(\d+)</g)].map(([, count]) => Number(count))
    expect(cells.reduce((sum, count) => sum + count, 0)).toBe(2000)
  }, 60_000)

  it('says before it trains that the report cannot be written', async () => {
    const { code, terminal } = await run(['demo', '--out', path.join(file, 'report.html')])
    expect([code, terminal.output()]).toEqual([1, ''])
    expect(terminal.errors()).toMatch(/cannot be written/)
  })
})

describe('mistakes', () => {
  it.each<[args: string[], sentence: RegExp]>([
    [['trian'], /no command "trian" \(train\?\)/],
    [['train'], /"train" needs FILE\|zoo:ID\|run:ID/],
    [['train', 'a.loom', 'b.loom'], /too many arguments/],
    [['train', 'a.loom', '--epochz', '3'], /no option --epochz \(--epochs\?\)/],
    [['train', 'a.loom', '--lr'], /--lr <X> needs a value/],
    [['train', 'a.loom'], /a\.loom cannot be read: no such file/],
    [['train', '.'], /cannot be read/],
    [
      ['train', 'zoo:nothing'],
      /no network "nothing" in the zoo\. The nearest are \S+, \S+, \S+; "layerloom zoo" lists all \d+/,
    ],
    [['describe', 'zoo:'], /no network ""/],
    [['train', 'zoo:study-mnist-fcn', '--epochs', '0'], /--epochs must be a whole number from 1/],
    [['train', 'zoo:study-mnist-fcn', '--epochs', '1e3'], /not "1e3"/],
    [['train', 'zoo:study-mnist-fcn', '--epochs', '2.5'], /not "2\.5"/],
    [['train', 'zoo:study-mnist-fcn', '--batch', '65537'], /--batch must be a whole number from 1 to 65536/],
    [['train', 'zoo:study-mnist-fcn', '--batch', '-1'], /not "-1"/],
    [['train', 'zoo:study-mnist-fcn', '--seed', '2147483648'], /--seed must be/],
    [['train', 'zoo:study-mnist-fcn', '--augment', 'magic'], /--augment.*none, cifar, digits, photos/],
    [['train', 'zoo:study-mnist-fcn', '--threads', '300'], /--threads must be/],
    [['train', 'zoo:study-mnist-fcn', '--schedule', 'oneCycle'], /--schedule .*one-cycle/],
    [['train', 'zoo:study-mnist-fcn', '--schedule', 'cosine', '--max-lr', '1'], /--max-lr cannot be used with/],
    [['train', 'zoo:study-mnist-fcn', '--lr', '0'], /--lr must be a number above 0/],
    [['train', 'zoo:study-mnist-fcn', '--lr', 'fast'], /not "fast"/],
    [['train', 'zoo:study-mnist-fcn', '--lr', 'Infinity'], /not "Infinity"/],
    [['train', 'zoo:study-mnist-fcn', '--optimizer', 'lion'], /one of sgd, momentum/],
    [
      ['train', 'zoo:study-mnist-fcn', '--loss', 'hinge'],
      /one of categoricalCrossentropy, sparseCategoricalCrossentropy, binary/,
    ],
    [['train', 'zoo:study-mnist-fcn', '--loss', 'binaryCrossentropy'], /end the network with sigmoid/],
    [['train', 'zoo:study-mnist-fcn', '--engine', 'torch'], /one of auto, onnx, tfjs/],
    [['train', 'zoo:study-mnist-fcn', '--data', 'mnist'], /one of digits, idx:DIR/],
    [['train', 'zoo:study-mnist-fcn', '--data', 'idx:'], /one of digits, idx:DIR/],
    [['train', 'zoo:study-mnist-fcn', '--data', 'idx:/no/where'], /\/no\/where cannot be opened/],
    [['train', 'zoo:study-cifar-fcn'], /Input is 32×32×3, but the pictures of the data set are 28×28×1/],
    [['demo', '--epochs', '-2'], /--epochs must be/],
  ])('%j: one sentence on stderr, nothing on stdout', async (args, sentence) => {
    const { code, terminal } = await run(args)
    expect(code).toBeGreaterThan(0)
    expect(terminal.output()).toBe('')
    expect(terminal.errors()).toMatch(sentence)
    expect(terminal.errors()).toMatch(/^[^\n]+\n$/)
    expect(terminal.errors()).not.toMatch(/\{\{|undefined/)
  })

  it('are told in Chinese where the terminal speaks it', async () => {
    const terminal = createFakeTerminal('zh-CN')
    expect((await run(['train', 'zoo:study-mnist-fcn', '--epochs', 'x'], terminal)).code).toBe(1)
    expect(terminal.errors()).toBe('--epochs 必须是 1 到 100000 之间的整数，而不是 “x”。\n')
  })

  it('in files name the place', async () => {
    await mkdir(path.join(folder, 'bad'))
    const bad = path.join(folder, 'bad', 'bad.loom')
    await writeFile(bad, '{"format":"layerloom","version":1,"training":{"epochs":"many"}}')
    expect((await run(['describe', bad])).terminal.errors()).toMatch(/damaged at training\.epochs/)
    await writeFile(bad, '{"format":"layerloom","version":9}')
    expect((await run(['train', bad])).terminal.errors()).toMatch(/newer LayerLoom/)
  })

  it('of a missing build are told', async () => {
    const { code, terminal } = await run(['demo'], createFakeTerminal('en', '/no/digits'))
    expect([code, terminal.output()]).toEqual([1, ''])
    expect(terminal.errors()).toMatch(/digits .* missing \(\/no\/digits\)/)
  })
})

describe('help', () => {
  it.each([
    [['--help'], /Commands:/],
    [['help', 'train'], /--optimizer <NAME>/],
    [['help', 'train'], /kullbackLeiblerDivergence/],
    [['train', '--help'], /Ctrl-C/],
    [['describe', '--help'], /exit code\s+0/],
    [['zoo', '--help'], /--json/],
    [['engines', '--help'], /--json/],
    [['demo', '--help'], /--out <FILE>/],
    [['report', '--help'], /--lang <LANG>/],
  ])('%j', async (args, part) => {
    const { code, terminal } = await run(args)
    expect(code).toBe(0)
    expect(terminal.output()).toMatch(part)
    expect(terminal.errors()).toBe('')
  })

  it('speaks Chinese, and tells the version', async () => {
    const terminal = createFakeTerminal('zh-CN')
    await run(['train', '--help'], terminal)
    expect(terminal.output()).toMatch(/^用法：/)
    expect(terminal.output()).not.toMatch(/Options:|Usage:|Arguments:/)
    expect((await run(['--version'])).terminal.output()).toBe('1.2.3\n')
  })
})

describe('the record of runs', () => {
  async function trainTwice() {
    const record = path.join(folder, `record-${Math.random()}`, 'runs.sqlite')
    const terminal = () => createFakeTerminal('en', digits, record)
    await run(['train', file, '--epochs', '2'], terminal())
    await run(['train', file, '--epochs', '1', '--batch', '100'], terminal())
    await run(['train', file, '--epochs', '1', '--no-record'], terminal())
    return terminal
  }

  it('shows pictures to what was trained, and says when that cannot be', async () => {
    const terminal = await trainTwice()
    const listed = JSON.parse((await run(['runs', '--json'], terminal())).terminal.output())
    const runId: string = listed.runs[0].runId
    const picture = path.join(folder, 'grey.png')
    await writeFile(picture, await flat('#404040', [28, 28]))
    const { code, terminal: shown } = await run(['predict', runId.slice(-6), picture, picture], terminal())
    expect([code, shown.errors()]).toEqual([0, ''])
    expect(shown.output().match(/grey\.png/g)).toHaveLength(2)
    const { pictures } = JSON.parse((await run(['predict', runId, picture, '--json'], terminal())).terminal.output())
    expect(pictures[0].probabilities).toHaveLength(6)
    expect(pictures[0].classes).toContain(pictures[0].class)
    const turned = await run(['predict', runId, picture, '--invert', '--json'], terminal())
    expect(JSON.parse(turned.terminal.output()).pictures[0].probabilities).not.toEqual(pictures[0].probabilities)
    expect((await run(['predict', runId, 'nowhere.png'], terminal())).terminal.errors()).toMatch(
      /nowhere\.png cannot be/,
    )
    expect((await run(['predict', 'zzz', picture], terminal())).code).toBe(1)
  })

  it('lists what was trained, and compares it in a table and a sentence', async () => {
    const terminal = await trainTwice()
    const listed = await run(['runs', '--json'], terminal())
    expect([listed.code, listed.terminal.errors()]).toEqual([0, ''])
    const { runs, total } = JSON.parse(listed.terminal.output())
    expect(total).toBe(2)
    expect(runs.map(({ epochs, state }: { epochs: number; state: string }) => [epochs, state])).toEqual([
      [1, 'finished'],
      [2, 'finished'],
    ])
    const ids = runs.map(({ runId }: { runId: string }) => runId)
    const table = (await run(['runs', '--search', 'softmax small'], terminal())).terminal.output()
    for (const runId of ids) expect(table).toContain(runId)

    const [code, compared] = await run(['compare', ids[1], ids[0].slice(-6)], terminal()).then((result) => [
      result.code,
      result.terminal.output(),
    ])
    expect(code).toBe(0)
    for (const words of ['A: small', 'test accuracy', 'FLOPs per picture', 'McNemar, p ='])
      expect(compared).toContain(words)
    const json = JSON.parse((await run(['compare', ...ids, '--json'], terminal())).terminal.output())
    expect(json.verdicts).toMatchObject([{ test: 'mcnemar', sentence: expect.stringContaining('percentage points') }])
    expect(json.runs[0].versions.program).toBe('1.2.3')

    const report = path.join(folder, 'reports', 'both.html')
    const written = await run(['report', ids[0].slice(-6), ids[1], '--out', report, '--lang', 'zh-CN'], terminal())
    expect([written.code, written.terminal.output()]).toEqual([0, `Report: ${report}\n`])
    const html = await readFile(report, 'utf8')
    for (const words of ['2 次训练的比较', 'McNemar', 'LayerLoom 1.2.3', ...ids]) expect(html).toContain(words)
    const refused = await run(['report', ids[0], '--out', path.join(folder, 'one.pdf')], terminal())
    expect([refused.code, refused.terminal.errors()]).toEqual([1, expect.stringContaining('.html')])
  })

  it('goes on with a run for more epochs, as if they had been asked for at once', async () => {
    const terminal = () => createFakeTerminal('en', digits, path.join(folder, `more-${Math.random()}`, 'runs.sqlite'))
    const whole = await run(['train', file, '--epochs', '3', '--json'], terminal())
    const record = path.join(folder, 'continued', 'runs.sqlite')
    const own = () => createFakeTerminal('en', digits, record)
    const first = await run(['train', file, '--epochs', '1'], own())
    const runId = /--continue (\S+)/.exec(first.terminal.output())?.[1] ?? ''
    const more = await run(['train', '--continue', runId.slice(-6), '--epochs', '2', '--json'], own())
    expect([more.code, more.terminal.errors()]).toEqual([0, ''])
    const [a, b] = [whole, more].map(({ terminal: { output } }) => JSON.parse(output()))
    const figures = ({ epochs }: { epochs: { seconds: number }[] }) => epochs.map(({ seconds: _, ...epoch }) => epoch)
    expect(figures(b)).toEqual(figures(a))
    expect(b.testLoss).toBe(a.testLoss)
    expect(b.runId).toBe(runId)
    const { runs } = JSON.parse((await run(['runs', '--json'], own())).terminal.output())
    expect(runs).toMatchObject([{ runId, epochs: 3, state: 'finished' }])

    const refused = await run(['train', '--continue', runId, '--lr', '1'], own())
    expect([refused.code, refused.terminal.errors()]).toEqual([1, expect.stringContaining('--lr cannot be used')])
    expect((await run(['train', '--continue', 'nothing'], own())).terminal.errors()).toContain('nothing')
  })

  it('trains a recorded run again from what it was made of, with the same figures', async () => {
    const record = path.join(folder, 'replayed', 'runs.sqlite')
    const own = () => createFakeTerminal('en', digits, record)
    const json = async (args: string[]) => JSON.parse((await run([...args, '--json'], own())).terminal.output())
    const first = await json(['train', file, '--epochs', '2', '--lr', '0.05', '--seed', '7'])
    const again = await json(['train', `run:${first.runId.slice(-6)}`])
    const figures = ({ training, seed, confusion, testLoss }: typeof first) => ({ training, seed, confusion, testLoss })
    expect(figures(again)).toEqual(figures(first))
    expect(again.runId).not.toBe(first.runId)
    // Options count over the record as they do over a file.
    expect((await json(['train', `run:${first.runId}`, '--epochs', '1', '--seed', '8'])).seed).toBe(8)
    expect((await json(['describe', `run:${first.runId}`])).totalParameters).toBe(first.parameters)
    const unknown = await run(['train', 'run:nothing'], own())
    expect([unknown.code, unknown.terminal.errors()]).toEqual([1, expect.stringContaining('nothing')])
  })

  it('says what is missing', async () => {
    const none = createFakeTerminal('en', digits)
    expect((await run(['runs'], none)).terminal.output()).toContain('No run is recorded')
    expect((await run(['compare', 'x'])).terminal.errors()).toContain('at least two')
    expect((await run(['compare', 'x', 'y'])).terminal.errors()).toContain('no run x')
    expect((await run(['report', 'x', '--out', path.join(folder, 'x.html')])).terminal.errors()).toContain('no run x')
    expect((await run(['report', 'x'])).terminal.errors()).toContain('--out')
  })
})
