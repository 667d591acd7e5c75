import { type Schedule, scheduleSchema } from '#shared/document/schedules.ts'
import type { TrainingSettings } from '#shared/document/schema.ts'
import type { NumberLimits } from '../parse-number.ts'

const part: NumberLimits = { min: 1e-6, max: 1, isWhole: false }
const epochs: NumberLimits = { min: 0.01, max: 100_000, isWhole: false }
const rate: NumberLimits = { min: 0, max: 1000, isWhole: false }
const wait: NumberLimits = { min: 0, max: 10_000, isWhole: true }

/** The numbers that schedules have, in the order in which they are asked for; the limits are those of the document. */
export const scheduleLimits = {
  maxLearningRate: rate,
  pctStart: { min: 0.01, max: 0.99, isWhole: false },
  divFactor: { min: 1, max: 1e6, isWhole: false },
  finalDivFactor: { min: 1, max: 1e8, isWhole: false },
  stepEpochs: epochs,
  factor: part,
  decayEpochs: epochs,
  decayRate: part,
  alpha: { min: 0, max: 1, isWhole: false },
  patience: { ...wait, min: 1 },
  minDelta: rate,
  cooldown: wait,
  minLearningRate: rate,
} satisfies Record<string, NumberLimits>

export type ScheduleField = keyof typeof scheduleLimits

/** The numbers of this schedule. */
export function scheduleFields(schedule: Schedule): { name: ScheduleField; value: number }[] {
  const values = new Map<string, unknown>(Object.entries(schedule))
  return (Object.keys(scheduleLimits) as ScheduleField[]).flatMap((name) => {
    const value = values.get(name)
    return typeof value === 'number' ? [{ name, value }] : []
  })
}

export function setScheduleField(schedule: Schedule, name: ScheduleField, value: number): Schedule {
  return scheduleSchema.parse({ ...schedule, [name]: value })
}

/** Another schedule, fit for the run: a cycle up to ten times the rate, the falls at a half and three quarters. */
export function switchSchedule(kind: Schedule['kind'], { optimizer, epochs }: TrainingSettings): Schedule {
  const fit: Partial<Record<Schedule['kind'], object>> = {
    oneCycle: { maxLearningRate: Math.min(1000, Number((10 * optimizer.learningRate).toPrecision(6))) },
    step: { stepEpochs: Math.max(1, Math.round(epochs / 3)) },
    piecewise: { boundaries: [...new Set([0.5, 0.75].map((share) => Math.max(1, Math.round(share * epochs))))] },
  }
  return scheduleSchema.parse({ kind, ...fit[kind] })
}

/** `3, 6 8` as epochs in rising order; null for anything else. */
export function parseEpochList(text: string): number[] | null {
  const parts = text
    .normalize('NFKC')
    .split(/[\s,;、]+/)
    .filter((each) => each !== '')
  const values = parts.map(Number)
  const isFit = values.every((value) => value >= epochs.min && value <= epochs.max)
  if (parts.length === 0 || parts.length > 100 || !isFit) return null
  return [...new Set(values)].sort((a, b) => a - b)
}
