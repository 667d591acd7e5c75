import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { mostPictureBytes, type PicturePrediction } from '#shared/contract/predict.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { CoreParts } from '../core-service.ts'
import { reasonOf } from '../datasets/reason-of.ts'
import { withKeptRun } from './kept-run.ts'
import type { Terminal } from './terminal.ts'
import { percent, printTable } from './text-table.ts'

export interface PredictOptions {
  invert?: boolean
  centre?: boolean
  json?: boolean
}

const mostShown = 5

/**
 * Shows pictures to the network of a recorded run, one of the newest. Answers the exit code.
 * @throws LoomError records.*, run.*, data.skip.*, cli.unreadablePicture
 */
export async function predictCommand(
  run: string,
  files: readonly string[],
  options: PredictOptions,
  parts: CoreParts,
  terminal: Terminal,
): Promise<number> {
  return withKeptRun(run, { parts, terminal }, async (core, runId) => {
    const found: { file: string; prediction: PicturePrediction }[] = []
    for (const file of files) {
      const picture = {
        file: await readPicture(file),
        isInverted: options.invert === true,
        isCentred: options.centre === true,
        look: { nodeId: null, hasThumbnails: false },
      }
      found.push({ file, prediction: await core.predictPicture({ runId, ...picture }) })
    }
    if (options.json) {
      const described = found.map(({ file, prediction }) => describePrediction(file, prediction))
      terminal.out(`${JSON.stringify({ runId, pictures: described }, null, 2)}\n`)
    } else for (const { file, prediction } of found) terminal.out(printPrediction(file, prediction, terminal))
    return 0
  })
}

async function readPicture(file: string): Promise<Uint8Array> {
  try {
    const bytes = await readFile(file)
    if (bytes.length > mostPictureBytes) throw new Error(`${bytes.length} > ${mostPictureBytes} bytes`)
    return bytes
  } catch (error) {
    throw new LoomError('cli.unreadablePicture', { file, reason: reasonOf(error) }, { cause: error })
  }
}

/** Shares of the classes: their probabilities, or of the pixels that are taken for each. */
function sharesOf({ classes, probabilities, mask }: PicturePrediction): number[] {
  if (!mask) return probabilities
  return classes.map((_, label) => mask.filter((each) => each === label).length / mask.length)
}

function rank(prediction: PicturePrediction): { label: number; share: number }[] {
  const shares = sharesOf(prediction).map((share, label) => ({ label, share }))
  return shares.sort((a, b) => b.share - a.share || a.label - b.label)
}

/** An entry of `pictures` of `--json`. */
function describePrediction(file: string, prediction: PicturePrediction) {
  const { classes, probabilities, mask } = prediction
  const best = rank(prediction)[0]?.label ?? 0
  const shares = sharesOf(prediction)
  return {
    file,
    class: classes[best]?.en ?? String(best),
    ...(mask ? { pixelShares: shares, mask: [...mask] } : { probabilities }),
    classes: classes.map(({ en }) => en),
  }
}

function printPrediction(file: string, prediction: PicturePrediction, { locale, say }: Terminal): string {
  const rows = rank(prediction)
    .slice(0, mostShown)
    .map(({ label, share }) => [prediction.classes[label]?.[locale] ?? String(label), percent(share)])
  const heading = [say('cli.class'), say(prediction.mask ? 'cli.pixels' : 'cli.probability')]
  return `${path.basename(file)}\n${printTable([heading, ...rows], [1])}\n`
}
