import { z } from 'zod'

/** A setting of a step: its limits and its default, from which the schema and the window's fields are made. */
export type AugmentationField =
  | { form: 'number'; min: number; max: number; initial: number; isWhole: boolean; schema: z.ZodType<number> }
  | { form: 'range'; min: number; max: number; initial: [number, number]; schema: z.ZodType<[number, number]> }
  | { form: 'choice'; choices: readonly string[]; initial: string; schema: z.ZodType<string> }

function number(min: number, max: number, initial: number) {
  const schema = z.number().min(min).max(max).default(initial)
  return { form: 'number', min, max, initial, isWhole: false, schema } as const
}

function whole(min: number, max: number, initial: number) {
  const schema = z.int().min(min).max(max).default(initial)
  return { form: 'number', min, max, initial, isWhole: true, schema } as const
}

/** Draws lie between the two numbers, whichever is the larger. */
function range(min: number, max: number, initial: [number, number]) {
  const end = z.number().min(min).max(max)
  return { form: 'range', min, max, initial, schema: z.tuple([end, end]).default(initial) } as const
}

function choice<const Choices extends readonly [string, ...string[]]>(choices: Choices, initial: Choices[number]) {
  return { form: 'choice', choices, initial, schema: z.enum(choices).default(initial) } as const
}

/** The chance that a step acts on a picture. */
const probability = (initial: number) => number(0, 1, initial)

/**
 * All steps with their settings. Names are Keras's, or torchvision's where Keras has none. `factor` is the most by which
 * something changes, either way; a range holds the least and the most.
 */
export const augmentationFields = {
  RandomFlip: {
    mode: choice(['horizontal', 'vertical', 'horizontalAndVertical'], 'horizontal'),
    /** Of each direction by itself. */
    probability: probability(0.5),
  },
  /** Pads all sides by so many pixels and cuts a picture of the old size out of that. */
  RandomCrop: { padding: whole(0, 512, 4), probability: probability(1) },
  /** A part of the picture, by its share of the area and by its width over its height, made as large as the whole. */
  RandomResizedCrop: {
    scale: range(0.05, 1, [0.5, 1]),
    ratio: range(0.25, 4, [0.75, 1.33]),
    probability: probability(1),
  },
  /** Shares of height and width; moved by whole pixels. */
  RandomTranslation: {
    heightFactor: number(0, 1, 0.1),
    widthFactor: number(0, 1, 0.1),
    probability: probability(1),
  },
  RandomRotation: { degrees: number(0, 180, 15), probability: probability(1) },
  /** How many times as large. */
  RandomZoom: { scale: range(0.1, 4, [0.9, 1.1]), probability: probability(1) },
  RandomShear: { xFactor: number(0, 1, 0.2), yFactor: number(0, 1, 0), probability: probability(1) },
  /** Width against height; the area stays. */
  RandomStretch: { ratio: range(0.25, 4, [0.8, 1.25]), probability: probability(1) },
  /** Barrel and pincushion: by how much of its distance from the middle a corner moves. */
  RandomLensDistortion: { strength: number(0, 0.3, 0.15), probability: probability(1) },
  /** Share of the whole range from black to white. */
  RandomBrightness: { factor: number(0, 1, 0.2), probability: probability(1) },
  RandomContrast: { factor: number(0, 1, 0.2), probability: probability(1) },
  RandomSaturation: { factor: number(0, 1, 0.2), probability: probability(1) },
  RandomHue: { degrees: number(0, 180, 18), probability: probability(1) },
  /** Covers a rectangle, by its share of the area and by its width over its height: Cutout. */
  RandomErasing: {
    scale: range(0, 1, [0.02, 0.33]),
    ratio: range(0.1, 10, [0.3, 3.3]),
    fill: choice(['constant', 'noise'], 'constant'),
    value: whole(0, 255, 0),
    probability: probability(0.5),
  },
} as const satisfies Record<string, Record<string, AugmentationField>>

export type AugmentationKind = keyof typeof augmentationFields
type SchemasOf<Kind extends AugmentationKind> = {
  [Name in keyof (typeof augmentationFields)[Kind]]: (typeof augmentationFields)[Kind][Name] extends {
    schema: infer Schema
  }
    ? Schema
    : never
}

function stepOf<Kind extends AugmentationKind>(kind: Kind) {
  const schemas = Object.entries(augmentationFields[kind]).map(([name, { schema }]) => [name, schema])
  return z.object({ kind: z.literal(kind), ...(Object.fromEntries(schemas) as SchemasOf<Kind>) })
}

export const augmentationStepSchema = z.discriminatedUnion('kind', [
  stepOf('RandomFlip'),
  stepOf('RandomCrop'),
  stepOf('RandomResizedCrop'),
  stepOf('RandomTranslation'),
  stepOf('RandomRotation'),
  stepOf('RandomZoom'),
  stepOf('RandomShear'),
  stepOf('RandomStretch'),
  stepOf('RandomLensDistortion'),
  stepOf('RandomBrightness'),
  stepOf('RandomContrast'),
  stepOf('RandomSaturation'),
  stepOf('RandomHue'),
  stepOf('RandomErasing'),
])

/** Where a picture is moved away from its edge: one value, the picture mirrored at its edge, or the edge's pixels. */
export const fillModes = ['constant', 'reflect', 'nearest'] as const

export const mostSteps = 32
export const mostMixup = 10

/**
 * How training pictures are changed, anew in each epoch. What moves pixels acts first, then what changes colours, then what
 * erases; among their like, steps act in this order.
 */
export const augmentationSchema = z.object({
  steps: z.array(augmentationStepSchema).max(mostSteps).default([]),
  fillMode: z.enum(fillModes).default('constant'),
  /** For `constant`. */
  fillValue: z.int().min(0).max(255).default(0),
  /** α of MixUp's Beta(α, α), by which two pictures and their labels are mixed; 0 mixes none. */
  mixup: z.number().min(0).max(mostMixup).default(0),
})

export type Augmentation = z.infer<typeof augmentationSchema>
export type AugmentationStep = z.infer<typeof augmentationStepSchema>
export type FillMode = (typeof fillModes)[number]

export const augmentationKinds = Object.keys(augmentationFields) as AugmentationKind[]

export const geometricKinds = [
  'RandomFlip',
  'RandomCrop',
  'RandomResizedCrop',
  'RandomTranslation',
  'RandomRotation',
  'RandomZoom',
  'RandomShear',
  'RandomStretch',
  'RandomLensDistortion',
] as const satisfies AugmentationKind[]
export const colourKinds = [
  'RandomBrightness',
  'RandomContrast',
  'RandomSaturation',
  'RandomHue',
] as const satisfies AugmentationKind[]

/** A step with its defaults. */
export function defaultStep(kind: AugmentationKind): AugmentationStep {
  return augmentationStepSchema.parse({ kind })
}

export function isAugmenting({ steps, mixup }: Augmentation): boolean {
  return steps.length > 0 || mixup > 0
}
