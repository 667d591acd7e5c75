import { z } from 'zod'

/** How the property panel asks for a value, and its limits (both ends included). */
export type Control =
  | { control: 'integer'; min: number; max: number }
  | { control: 'real'; min: number; max: number; step: number }
  | { control: 'pair'; min: number; max: number }
  | { control: 'size'; min: number; max: number }
  | { control: 'choice'; options: readonly string[] }
  | { control: 'switch' }
  /** Whole numbers in a row, as many as are written. */
  | { control: 'list'; min: number; max: number; shortest: number; longest: number }
  /** `[[top, bottom], [left, right]]`. */
  | { control: 'frame'; min: number; max: number }

/** One parameter of a layer or an optimiser: its zod schema (with Keras's default) and the control that edits it. */
export interface Parameter<T> {
  schema: z.ZodType<T>
  initial: T
  control: Control
}

export type ParameterTable = Record<string, Parameter<unknown>>
export type ValuesOf<Table extends ParameterTable> = {
  [Name in keyof Table]: Table[Name] extends Parameter<infer T> ? T : never
}

/** Past this a count is a slip of the hand; the memory estimate refuses long before, with numbers. */
const largestCount = 2 ** 31 - 1

export function integer(options: { initial: number; min?: number; max?: number }): Parameter<number> {
  const { initial, min = 1, max = largestCount } = options
  return {
    schema: z.int().min(min).max(max),
    initial,
    control: { control: 'integer', min, max },
  }
}

export function real(options: { initial: number; min: number; max: number; step: number }): Parameter<number> {
  const { initial, min, max, step } = options
  return {
    schema: z.number().min(min).max(max),
    initial,
    control: { control: 'real', min, max, step },
  }
}

/** `[height, width]`, as Keras's kernelSize, strides and poolSize. */
export function pair(options: { initial: [number, number]; min?: number }): Parameter<[number, number]> {
  const { initial, min = 1 } = options
  const side = z.int().min(min).max(largestCount)
  return {
    schema: z.tuple([side, side]),
    initial,
    control: { control: 'pair', min, max: largestCount },
  }
}

/** `[height, width, channels]` of a picture. */
export function size(options: { initial: [number, number, number] }): Parameter<[number, number, number]> {
  const side = z.int().min(1).max(largestCount)
  return {
    schema: z.tuple([side, side, side]),
    initial: options.initial,
    control: { control: 'size', min: 1, max: largestCount },
  }
}

export function choice<const Options extends readonly [string, ...string[]]>(
  options: Options,
  initial: Options[number],
): Parameter<Options[number]> {
  return {
    schema: z.enum(options),
    initial,
    control: { control: 'choice', options },
  }
}

export function flag(initial: boolean): Parameter<boolean> {
  return { schema: z.boolean(), initial, control: { control: 'switch' } }
}

/** A list of `shortest` to `longest` whole numbers, as Keras's targetShape. */
export function list(options: {
  initial: number[]
  min: number
  max?: number
  shortest: number
  longest: number
}): Parameter<number[]> {
  const { initial, min, max = largestCount, shortest, longest } = options
  return {
    schema: z.array(z.int().min(min).max(max)).min(shortest).max(longest),
    initial,
    control: { control: 'list', min, max, shortest, longest },
  }
}

export type Frame = [rows: [top: number, bottom: number], columns: [left: number, right: number]]

/** Pixels at the four sides of a picture, as Keras's cropping. */
export function frame(options: { initial: Frame }): Parameter<Frame> {
  const sides = z.tuple([z.int().min(0).max(largestCount), z.int().min(0).max(largestCount)])
  return {
    schema: z.tuple([sides, sides]),
    initial: options.initial,
    control: { control: 'frame', min: 0, max: largestCount },
  }
}

export function initialValues<Table extends ParameterTable>(table: Table): ValuesOf<Table> {
  return Object.fromEntries(
    Object.entries(table).map(([name, parameter]) => [name, parameter.initial]),
  ) as ValuesOf<Table>
}

export interface ParameterProblem {
  name: string
  /** `range`: a number outside the control's limits; `type`: anything else that does not fit. */
  reason: 'range' | 'type'
}

/** Checks stored values against a table. Missing values take the initial ones, unknown names are left out. */
export function readValues<Table extends ParameterTable>(
  table: Table,
  stored: Record<string, unknown>,
): { values: ValuesOf<Table>; problems: ParameterProblem[] } {
  const problems: ParameterProblem[] = []
  const entries = Object.entries(table).map(([name, parameter]) => {
    const given = stored[name]
    if (given === undefined) return [name, parameter.initial]
    const result = parameter.schema.safeParse(given)
    if (result.success) return [name, result.data]
    const isRange = result.error.issues.every(isOutOfRange)
    problems.push({ name, reason: isRange ? 'range' : 'type' })
    return [name, parameter.initial]
  })
  return { values: Object.fromEntries(entries) as ValuesOf<Table>, problems }
}

function isOutOfRange(issue: z.core.$ZodIssue): boolean {
  return (issue.code === 'too_small' || issue.code === 'too_big') && issue.origin !== 'array'
}
