import { z } from 'zod'
import { documentSchema, type LoomDocument } from '../document/schema.ts'
import type { Message } from '../messages/message.ts'
import type { Rung } from '../sweep/halving.ts'
import { type Axis, type AxisValue, type Objective, type Strategy, sweepSchema } from '../sweep/sweep.ts'
import { call } from './define.ts'

/**
 * `held`: at the end of a rung of successive halving, until it is decided who goes on; `dropped`: not among them. `skipped`:
 * never begun, for the budget ran out or it was cancelled; `stopped`: ended by the person or the budget.
 */
export const trialStates = [
  'impossible',
  'waiting',
  'training',
  'held',
  'done',
  'dropped',
  'stopped',
  'failed',
  'skipped',
] as const
export type TrialState = (typeof trialStates)[number]

/** One training of a job, and what it came to so far. */
export interface TrialRow {
  /** From 0. */
  index: number
  /** Alike for trials that differ in their seeds alone. */
  combination: number
  seed: number
  /** In the order of the axes. */
  values: AxisValue[]
  state: TrialState
  /** Of its record; null before it began. */
  runId: string | null
  /** Why it is impossible or failed. */
  error: Message | null
  parameters: number
  /** Of one picture forward. */
  flops: number
  /** Complete ones, and as many as it may come to. */
  epoch: number
  epochs: number
  /** Of the epoch whose weights are kept, or the last one of a trial that goes on. */
  valAccuracy: number | null
  valLoss: number | null
  testAccuracy: number | null
  /** Of training. */
  seconds: number
}

/** `spent`: ended by its budget. */
export const jobStates = ['waiting', 'working', 'done', 'cancelled', 'spent'] as const
export type JobState = (typeof jobStates)[number]

/** A sweep in the queue; one without axes is a single drawing that waits for its training. */
export interface QueueJob {
  jobId: string
  name: string
  /** Milliseconds since 1970. */
  addedAt: number
  state: JobState
  axes: Axis[]
  strategy: Strategy
  objective: Objective
  repeats: number
  budgetSeconds: number | null
  spentSeconds: number
  /** One, where nothing is halved. */
  rungs: Rung[]
  /** The one that is trained, from 0. */
  rung: number
  trials: TrialRow[]
}

export interface QueueState {
  /** In the order of their training; those that are over stay until they are removed. */
  jobs: QueueJob[]
  isPaused: boolean
  /** What is being trained now. */
  current: { jobId: string; index: number } | null
}

export interface TrialPreview {
  combination: number
  values: AxisValue[]
  obstacle: Message | null
  parameters: number
  flops: number
}

/** What a sweep will ask for, before anything starts. */
export interface SweepPreview {
  /** One for each combination. */
  combinations: TrialPreview[]
  /** That can be trained, with all seeds. */
  trainings: number
  /** Of all of them together. */
  epochs: number
  rungs: Rung[]
  /** Reckoned from the last recorded run with these data; null without one. */
  seconds: number | null
  /** The test pictures serve for validation, so that the best test accuracy is chosen, not measured. */
  choosesByTest: boolean
}

const jobId = z.string().min(1).max(100)
const sweepRequest = { document: documentSchema, sweep: sweepSchema }

/** What the window asks of the queue. Errors: sweep.*, data.*. */
export const sweepCalls = {
  previewSweep: call<SweepPreview>()(z.object(sweepRequest)),
  /** Adds a job to the queue, at its end or before all that waits. Training begins as soon as nothing else is trained. */
  startSweep: call<{ jobId: string }>()(z.object({ ...sweepRequest, isFirst: z.boolean().default(false) })),
  queueState: call<QueueState>()(z.object({})),
  /** Holds the training that goes on, and begins no other. */
  pauseQueue: call<void>()(z.object({})),
  resumeQueue: call<void>()(z.object({})),
  /** Moves a job that waits to a place in the queue, counted from 0 over all jobs. */
  moveJob: call<void>()(z.object({ jobId, to: z.int().min(0) })),
  /** Stops what is being trained of it, whose weights are kept, and trains nothing more of it. */
  cancelJob: call<void>()(z.object({ jobId })),
  /** Cancels all that is not over. */
  cancelQueue: call<void>()(z.object({})),
  /** Takes a job off the list that is not being trained; its runs stay on record. */
  removeJob: call<void>()(z.object({ jobId })),
  /** The drawing of one trial. */
  trialDrawing: call<LoomDocument>()(z.object({ jobId, index: z.int().min(0) })),
}
