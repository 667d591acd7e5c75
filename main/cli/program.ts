import { Command, type CommanderError } from 'commander'
import { modelFormats } from '#shared/contract/models.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { locales } from '#shared/messages/message-table.ts'
import { mostTrials, objectives } from '#shared/sweep/sweep.ts'
import type { CoreParts } from '../core-service.ts'
import { compareCommand } from './compare-command.ts'
import { type DataOptions, dataCommand } from './data-command.ts'
import { type DemoOptions, demoCommand } from './demo-command.ts'
import { describeCommand } from './describe-command.ts'
import { type ExportOptions, exportCommand } from './export-command.ts'
import { enginesCommand, zooCommand } from './list-commands.ts'
import { oneOf, readers, wholeNumber } from './option-values.ts'
import { addPictureOptions } from './picture-options.ts'
import { type PredictOptions, predictCommand } from './predict-command.ts'
import { type ReportCommandOptions, reportCommand } from './report-command.ts'
import { type RunsOptions, runsCommand } from './runs-command.ts'
import { type SweepCommandOptions, sweepCommand } from './sweep-command.ts'
import { readTime, strategyNames } from './sweep-options.ts'
import type { Terminal } from './terminal.ts'
import { type TrainOptions, trainCommand } from './train-command.ts'

export interface Program {
  command: Command
  /** The exit code of the command that ran. */
  exitCode(): number
}

/** The commands and their options; they write to the terminal given and throw LoomErrors. */
export function buildProgram(parts: CoreParts, terminal: Terminal, version: string): Program {
  const { say } = terminal
  let exitCode = 0
  const keep = async (running: Promise<number>) => {
    exitCode = await running
  }
  const program = setUp(new Command('layerloom'), terminal)
    .description(say('cli.about'))
    .version(version, '-V, --version', say('cli.versionOption'))
    .helpCommand('help [command]', say('cli.helpCommand'))
  const add = (usage: string, description: string) => setUp(program.command(usage), terminal).description(description)
  const json = ['--json', say('cli.jsonOption')] as const

  const train = add('train [FILE|zoo:ID|run:ID]', say('cli.train'))
  addPictureOptions(addTrainingOptions(train, say), say)
    .option('--continue <RUN>', say('cli.continueOption'))
    .option('--save <PATH>', say('cli.saveOption'))
    .option('--no-record', say('cli.noRecordOption'))
    .option(...json)
    .action((source: string | undefined, options: TrainOptions) => {
      if (source === undefined && options.continue === undefined) {
        train.error("error: missing required argument 'FILE|zoo:ID|run:ID'", { code: 'commander.missingArgument' })
      }
      return keep(trainCommand(source, { ...options, version }, parts, terminal))
    })
  const sweep = add('sweep <FILE|zoo:ID|run:ID>', say('cli.sweep'))
  addPictureOptions(addTrainingOptions(addSweepOptions(sweep, say), say), say)
    .option('--no-record', say('cli.noRecordOption'))
    .option(...json)
    .action((source: string, options: SweepCommandOptions) =>
      keep(sweepCommand(source, { ...options, version }, parts, terminal)),
    )
  add('describe <FILE|zoo:ID|run:ID>', say('cli.describe'))
    .option(...json)
    .action((source: string, options: { json?: boolean }) => keep(describeCommand(source, options, terminal)))
  addPictureOptions(add('data <DATA>', say('cli.dataCommand')), say)
    .option('--analyse', say('cli.analyseOption'))
    .option(...json)
    .action((data: string, options: DataOptions) => keep(dataCommand(data, options, parts, terminal)))
  add('zoo', say('cli.zoo'))
    .option(...json)
    .action((options: { json?: boolean }) => keep(zooCommand(options, terminal)))
  add('engines', say('cli.engines'))
    .option(...json)
    .action((options: { json?: boolean }) => keep(enginesCommand(options, parts, terminal)))
  add('runs', say('cli.runs'))
    .option('--search <TEXT>', say('cli.searchOption'))
    .option('--tag <TAG>', say('cli.tagOption'))
    .option('--limit <N>', say('cli.limitOption'), wholeNumber('--limit', 1, 500))
    .option(...json)
    .action((options: RunsOptions) => keep(runsCommand(options, terminal)))
  add('compare <RUN...>', say('cli.compare'))
    .option(...json)
    .action((runs: string[], options: { json?: boolean }) => keep(compareCommand(runs, options, terminal)))
  add('report <RUN...>', say('cli.reportCommand'))
    .requiredOption('--out <FILE>', say('cli.reportOutOption'))
    .option('--lang <LANG>', say('cli.langOption'), oneOf('--lang', locales))
    .action((runs: string[], options: Omit<ReportCommandOptions, 'version'>) =>
      keep(reportCommand(runs, { ...options, version }, terminal)),
    )
  add('predict <RUN> <PICTURE...>', say('cli.predict'))
    .option('--invert', say('cli.invertOption'))
    .option('--centre', say('cli.centreOption'))
    .option(...json)
    .action((run: string, files: string[], options: PredictOptions) => {
      return keep(predictCommand(run, files, options, parts, terminal))
    })
  add('export <RUN> <PATH>', say('cli.export'))
    .option('--as <FORMAT>', say('cli.asOption', { formats: modelFormats.join(', ') }), oneOf('--as', modelFormats))
    .option(...json)
    .action((run: string, path: string, options: ExportOptions) => {
      return keep(exportCommand(run, path, options, { parts, terminal }))
    })
  add('demo', say('cli.demo'))
    .option('--epochs <N>', say('cli.epochsOption'), readers.epochs)
    .option('--threads <N>', say('cli.threadsOption'), readers.threads)
    .option('--out <FILE>', say('cli.outOption'))
    .action((options: Omit<DemoOptions, 'version'>) => keep(demoCommand({ ...options, version }, parts, terminal)))
  return { command: program, exitCode: () => exitCode }
}

function addTrainingOptions(command: Command, say: Terminal['say']): Command {
  return command
    .option('--data <DATA>', say('cli.dataOption'), readers.data)
    .option('--augment <NAME>', say('cli.augmentOption'), readers.augment)
    .option('--epochs <N>', say('cli.epochsOption'), readers.epochs)
    .option('--batch <N>', say('cli.batchOption'), readers.batch)
    .option('--loss <NAME>', say('cli.lossOption'), readers.loss)
    .option('--optimizer <NAME>', say('cli.optimizerOption'), readers.optimizer)
    .option('--lr <X>', say('cli.learningRateOption'), readers.lr)
    .option('--schedule <NAME>', say('cli.scheduleOption'), readers.schedule)
    .option('--max-lr <X>', say('cli.maxLrOption'), readers.maxLr)
    .option('--warmup <EPOCHS>', say('cli.warmupOption'), readers.warmup)
    .option('--patience <EPOCHS>', say('cli.patienceOption'), readers.patience)
    .option('--min-delta <X>', say('cli.minDeltaOption'), readers.minDelta)
    .option('--target <X>', say('cli.targetOption'), readers.target)
    .option('--monitor <NAME>', say('cli.monitorOption'), readers.monitor)
    .option('--keep <WHICH>', say('cli.keepOption'), readers.keep)
    .option('--seed <N>', say('cli.seedOption'), readers.seed)
    .option('--threads <N>', say('cli.threadsOption'), readers.threads)
    .option('--engine <NAME>', say('cli.engineOption'), readers.engine)
}

function addSweepOptions(command: Command, say: Terminal['say']): Command {
  const collect = (text: string, before: string[] = []) => [...before, text]
  return command
    .option('--vary <AXIS>', say('cli.varyOption'), collect)
    .option('--strategy <NAME>', say('cli.strategyOption'), oneOf('--strategy', strategyNames))
    .option('--trials <N>', say('cli.trialsOption'), wholeNumber('--trials', 1, mostTrials))
    .option('--eta <N>', say('cli.etaOption'), wholeNumber('--eta', 2, 10))
    .option('--min-epochs <N>', say('cli.minEpochsOption'), wholeNumber('--min-epochs', 1, 100_000))
    .option('--seeds <N>', say('cli.seedsOption'), wholeNumber('--seeds', 1, 50))
    .option('--budget <TIME>', say('cli.budgetOption'), readTime)
    .option('--objective <NAME>', say('cli.objectiveOption'), oneOf('--objective', objectives))
}

/** Commander throws instead of ending the process, and says what it has to say through the terminal. */
function setUp(command: Command, { say, out, err }: Terminal): Command {
  const titles: Record<string, string> = {
    'Usage:': say('cli.usage'),
    'Arguments:': say('cli.arguments'),
    'Options:': say('cli.options'),
    'Commands:': say('cli.commands'),
  }
  return command
    .exitOverride()
    .helpOption('-h, --help', say('cli.helpOption'))
    .configureHelp({ styleTitle: (title) => titles[title] ?? title })
    .configureOutput({ writeOut: out, writeErr: err, outputError: () => {} })
}

/** What is wrong with the command line, in our words; null for what is no mistake (help, version). */
export function explainUsage(error: CommanderError, args: readonly string[]): LoomError | null {
  const [quoted = ''] = /(?<=')[^']*(?=')/.exec(error.message) ?? []
  const near = /Did you mean (?:one of )?(.*?)\?/.exec(error.message)?.[1]
  const suggestion = near ? ` (${near}?)` : ''
  const command = args.find((each) => !each.startsWith('-')) ?? ''
  switch (error.code) {
    case 'commander.unknownOption':
      return new LoomError('cli.unknownOption', { option: quoted, suggestion, command })
    case 'commander.unknownCommand':
      return new LoomError('cli.unknownCommand', { command: quoted, suggestion })
    case 'commander.missingArgument':
      return new LoomError('cli.missingArgument', { command, argument: quoted })
    case 'commander.optionMissingArgument':
      return new LoomError('cli.missingValue', { option: quoted })
    case 'commander.missingMandatoryOptionValue':
      return new LoomError('cli.missingOption', { command, option: quoted })
    case 'commander.excessArguments':
      return new LoomError('cli.tooManyArguments', { command })
    default:
      return null
  }
}
