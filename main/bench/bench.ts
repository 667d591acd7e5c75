import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Command, InvalidArgumentError } from 'commander'
import { compareLosses, largestDifference } from './agreement.ts'
import { measureAugmenting, printAugmenting } from './augmenting.ts'
import { compileOnce, measureCompileTime } from './compile-time.ts'
import { measureGrowth } from './growth.ts'
import { races } from './networks.ts'
import { race, stepsPerTurn } from './race.ts'
import { measureRecord } from './record-time.ts'
import {
  printCompileTimes,
  printGrowth,
  printLosses,
  printRows,
  printWatching,
  type RatedRow,
  rateRows,
} from './report.ts'
import { explainAbsent, listOwnTasks, listPeerTasks, peerNames } from './tasks.ts'
import { measureWatching } from './watching.ts'
import { runWorker } from './worker.ts'

interface RaceOptions {
  batch?: number
  threads: number
  rounds: number
  network?: string
  json?: string
}

/** Between engines that round differently. */
const toleratedDifference = 0.01

async function raceCommand(options: RaceOptions): Promise<void> {
  const rows: RatedRow[] = []
  for (const { network, ...task } of chooseRaces(options)) {
    const tasks = [...(await listOwnTasks(network, task)), ...listPeerTasks(network, task)]
    rows.push(...rateRows(await race(tasks, options.rounds), peerNames))
  }
  process.stdout.write(printRows(rows, peerNames))
  for (const line of await explainAbsent()) process.stdout.write(`not here: ${line}\n`)
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ rows }, null, 2)}\n`)
}

async function agreementCommand(options: RaceOptions): Promise<void> {
  for (const { network, ...task } of chooseRaces({ batch: 16, ...options })) {
    const rows = await compareLosses(network, [...(await listOwnTasks(network, task)), ...listPeerTasks(network, task)])
    process.stdout.write(`${printLosses(rows)}\n`)
    if (largestDifference(rows) > toleratedDifference) {
      process.stdout.write(`The losses of ${network} differ: these are not the same network.\n`)
      process.exitCode = 1
    }
  }
}

function compileCommand(options: RaceOptions): void {
  const networks =
    options.network === undefined ? [...chooseRaces(options), { network: 'resnet-50', batch: 2 }] : chooseRaces(options)
  const { threads } = options
  const rows = networks.map(({ network, batch }) => measureCompileTime({ network, batch, threads }))
  process.stdout.write(printCompileTimes(rows))
}

async function growthCommand({ threads, network = 'study-cifar-cnn' }: RaceOptions): Promise<void> {
  for (const growth of await measureGrowth(threads, network)) process.stdout.write(`${printGrowth(growth)}\n`)
}

async function watchingCommand(options: RaceOptions): Promise<void> {
  const rows = []
  for (const task of chooseRaces(options)) rows.push(await measureWatching(task))
  process.stdout.write(printWatching(rows))
}

function chooseRaces({ network, batch, threads }: Pick<RaceOptions, 'network' | 'batch' | 'threads'>) {
  const known = races.filter((race) => network === undefined || race.network === network)
  const chosen = known.length > 0 || network === undefined ? known : [{ network, batch: 128 }]
  return chosen.map((race) => ({ network: race.network, batch: batch ?? race.batch, threads }))
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1.')
  return number
}

const program = new Command('npm run bench --')
  .description('Times one training step on every engine, beside PyTorch and Keras.')
  .option('--batch <n>', "pictures per step; each network's own when left out", wholeNumber)
  .option('--threads <n>', 'processor threads of every contestant', wholeNumber, availableParallelism())
  .option('--rounds <n>', `turns of ${stepsPerTurn} steps each`, wholeNumber, 10)
  .option('--network <id>', 'only this one')
  .option('--json <file>', 'writes the rows to a file')
  .action(raceCommand)
program
  .command('agreement')
  .description('Compares the first losses of all contestants: whether they train the same network.')
  .action((_options, command: Command) => agreementCommand(command.optsWithGlobals<RaceOptions>()))
program
  .command('compile')
  .description('Times the way from a drawing to the first step, on ONNX Runtime.')
  .action((_options, command: Command) => compileCommand(command.optsWithGlobals<RaceOptions>()))
program
  .command('growth')
  .description('How the time of a step grows with the batch and with the depth, on ONNX Runtime.')
  .action((_options, command: Command) => growthCommand(command.optsWithGlobals<RaceOptions>()))
program
  .command('watching')
  .description('What looking at feature maps costs the training, and waiting for batches, on ONNX Runtime.')
  .action((_options, command: Command) => watchingCommand(command.optsWithGlobals<RaceOptions>()))
program
  .command('augmenting')
  .description('What changing a batch of pictures takes, by each preset.')
  .action((_options, command: Command) => {
    const { batch = 128 } = command.optsWithGlobals<RaceOptions>()
    process.stdout.write(printAugmenting(measureAugmenting(batch)))
  })
program
  .command('records')
  .description('Times the list of a record of 1,000 runs, and the writing of an epoch.')
  .action(async () => {
    for (const [name, value] of Object.entries(await measureRecord(1000))) {
      process.stdout.write(`${name.padEnd(12)} ${Number.isInteger(value) ? value : value.toFixed(1)}\n`)
    }
  })
program.command('compile-once <task>', { hidden: true }).action(async (task: string) => {
  process.stdout.write(JSON.stringify(await compileOnce(JSON.parse(task))))
})
program.command('worker', { hidden: true }).action(runWorker)

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
