import type { Monitor } from '../document/schedules.ts'
import type { TrainingSettings } from '../document/schema.ts'
import type { Message } from '../messages/message.ts'
import { type EpochScores, isBetter, isHighGood } from './monitor.ts'

type EndingSettings = Pick<TrainingSettings, 'earlyStopping' | 'stopAt'>

/** As sentences name them, in both languages. */
const monitorWords: Record<Monitor, { what: string; whatZh: string }> = {
  valLoss: { what: 'validation loss', whatZh: '验证损失' },
  valAccuracy: { what: 'validation accuracy', whatZh: '验证准确率' },
  loss: { what: 'training loss', whatZh: '训练损失' },
  accuracy: { what: 'training accuracy', whatZh: '训练准确率' },
}

/**
 * Why a run ends after these epochs, though not all were asked for; null where it goes on. What was before epoch `from`
 * (complete when the person asked for more) has no say: the patience begins anew, and a target that was met is met.
 */
export function reasonToEnd(settings: EndingSettings, epochs: readonly EpochScores[], from = 0): Message | null {
  return targetMet(settings, epochs, from) ?? patienceSpent(settings, epochs, from)
}

function targetMet({ stopAt }: EndingSettings, epochs: readonly EpochScores[], from: number): Message | null {
  const last = epochs.at(-1)
  if (!stopAt || !last || last.epoch <= from) return null
  const { monitor, value } = stopAt
  const isMet = (scores: EpochScores) => (isHighGood(monitor) ? scores[monitor] >= value : scores[monitor] <= value)
  if (!isMet(last) || epochs.some((scores) => scores.epoch <= from && isMet(scores))) return null
  const values = { ...monitorWords[monitor], target: value, reached: round(last[monitor]), epoch: last.epoch }
  return { code: 'run.targetMet', values }
}

/** Keras's EarlyStopping. */
function patienceSpent(
  { earlyStopping }: EndingSettings,
  epochs: readonly EpochScores[],
  from: number,
): Message | null {
  if (!earlyStopping) return null
  const { monitor, patience, minDelta } = earlyStopping
  let best: number | null = null
  let bestEpoch = 0
  let wait = 0
  for (const scores of epochs) {
    if (scores.epoch === from + 1) wait = 0
    if (isBetter(monitor, scores[monitor], best, minDelta)) {
      best = scores[monitor]
      bestEpoch = scores.epoch
      wait = 0
    } else wait += 1
  }
  const isNew = (epochs.at(-1)?.epoch ?? 0) > from
  if (!isNew || wait < patience) return null
  return { code: 'run.noGain', values: { ...monitorWords[monitor], patience, bestEpoch } }
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
