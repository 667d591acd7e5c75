import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { engines } from '#main/engines/registry.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { Contestant } from './contestant.ts'
import type { BenchRow, PeerLayer, Task } from './protocol.ts'
import { median, printTable, rateRows } from './report.ts'
import { runWorker } from './worker.ts'

const studyNetworks = ['study-mnist-cnn', 'study-mnist-fcn', 'study-cifar-cnn', 'study-cifar-fcn']
const stepsPerTurn = 5
const warmUpSteps = 5
const pytorchDevices = ['cpu', 'cpu channels_last']

interface Options {
  batch: number
  threads: number
  rounds: number
  network?: string
  json?: string
}

async function bench(options: Options): Promise<void> {
  const python = process.env.LAYERLOOM_PYTHON
  const rows: BenchRow[] = []
  for (const network of options.network === undefined ? studyNetworks : [options.network]) {
    const tasks = await listTasks(network, options, python !== undefined)
    rows.push(...(await race(tasks, options.rounds, python ?? '')))
  }
  process.stdout.write(printTable(rows))
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ rows }, null, 2)}\n`)
}

/** Every usable device, but for the reference in plain JavaScript: one of its steps takes minutes at this batch. */
async function listTasks(network: string, { batch, threads }: Options, hasPython: boolean): Promise<Task[]> {
  const document = findZooNetwork(network)?.build()
  if (!document) throw new Error(`there is no network "${network}" in the zoo`)
  const graph = checkGraph(document)
  const reports = (await Promise.all(engines.map((engine) => engine.probe()))).flat()
  const ours = reports.flatMap((report) => (report.isUsable && !report.isReference ? [report.device] : []))
  const layers = graph.nodes.map(({ layer, values, input }): PeerLayer => ({ kind: layer.kind, values, input }))
  const peer = { engine: 'pytorch', layers, inputShape: graph.nodes[0]?.output ?? [] }
  return [
    ...ours.map(({ engine, device }) => ({ network, batch, threads, engine, device })),
    ...(hasPython ? pytorchDevices.map((device) => ({ network, batch, threads, device, ...peer })) : []),
  ]
}

async function race(tasks: Task[], rounds: number, python: string): Promise<BenchRow[]> {
  const contestants: Contestant[] = []
  for (const task of tasks) {
    process.stderr.write(`${task.network}: starting ${task.engine} ${task.device}\n`)
    contestants.push(await Contestant.start(task, commandOf(task, python), warmUpSteps))
  }
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) await contestant.takeSteps(stepsPerTurn)
  }
  const rows: BenchRow[] = []
  for (const contestant of contestants) {
    const peakMemoryMiB = await contestant.finish()
    const { network, batch, engine, device, threads } = contestant.task
    const msPerStep = median(contestant.times)
    const imagesPerSecond = (batch / msPerStep) * 1000
    rows.push({
      network,
      batch,
      engine,
      device,
      threads,
      msPerStep,
      imagesPerSecond,
      peakMemoryMiB,
      ratioToPyTorch: null,
    })
  }
  return rateRows(rows)
}

function commandOf(task: Task, python: string): string[] {
  if (task.engine === 'pytorch') return [python, path.join('main', 'bench', 'pytorch_worker.py')]
  return [process.execPath, process.argv[1] ?? '', 'worker']
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1.')
  return number
}

const program = new Command('npm run bench --')
  .description('Times one training step of the study networks on every engine, beside PyTorch.')
  .option('--batch <n>', 'pictures per step', wholeNumber, 128)
  .option('--threads <n>', 'processor threads of every contestant', wholeNumber, availableParallelism())
  .option('--rounds <n>', `turns of ${stepsPerTurn} steps each`, wholeNumber, 10)
  .option('--network <id>', 'only this one')
  .option('--json <file>', 'writes the rows to a file')
  .action(bench)
program.command('worker <task>', { hidden: true }).action((task: string) => runWorker(JSON.parse(task) as Task))

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
