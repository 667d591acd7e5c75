import { z } from 'zod'
import { augmentationSchema } from './augmentation.ts'
import { optimizerSchema } from './optimizers.ts'
import { monitors, scheduleSchema } from './schedules.ts'

/** Raised whenever a `.loom` file of the old shape would no longer be read as it was meant; see migrate.ts. */
export const currentVersion = 1

const identifier = z.string().min(1).max(100)
const seed = z
  .int()
  .min(0)
  .max(2 ** 31 - 1)

const position = z.object({ x: z.number(), y: z.number() }).default({ x: 0, y: 0 })
export const nodeColours = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'grey'] as const

export const nodeSchema = z.object({
  id: identifier,
  /** A layer's Keras class name, or Input or Output. */
  kind: z.string().min(1).max(100),
  /** The name shown on the node; the kind when absent. */
  name: z.string().max(100).optional(),
  position,
  /** Chosen by hand; the kind's own colour when absent. */
  colour: z.enum(nodeColours).optional(),
  /** The innermost block that it stands in. */
  block: identifier.optional(),
  /** Parameters by Keras's names; those left out have Keras's defaults. */
  parameters: z.record(z.string(), z.json()).default({}),
})

export const edgeSchema = z.object({
  id: identifier,
  source: identifier,
  target: identifier,
})

/** Layers drawn as one, such as an Inception module. It changes nothing of what is computed. */
export const blockSchema = z.object({
  id: identifier,
  name: z.string().max(100).default(''),
  /** The block that it stands in. */
  parent: identifier.optional(),
  isCollapsed: z.boolean().default(false),
  /** Where it is drawn while it is collapsed. */
  position,
  colour: z.enum(nodeColours).optional(),
})

/** Text on the canvas. */
export const noteSchema = z.object({
  id: identifier,
  text: z.string().max(10_000).default(''),
  position,
  /** Pixels. */
  size: z
    .object({ width: z.number().min(40).max(4000), height: z.number().min(24).max(4000) })
    .default({ width: 220, height: 96 }),
  colour: z.enum(nodeColours).optional(),
})

const filePath = z.string().min(1).max(4096)
/** How a source without test pictures is split: each class in proportion, always the same pictures for the same seed. */
const testSplit = { testShare: z.number().min(0.01).max(0.9).default(0.2), seed: seed.default(1) }
/** Whether training pictures that are test pictures as well, or repeat an earlier one, are left out. */
const copies = { withoutCopies: z.boolean().optional() }
const side = z.int().min(1).max(4096)
/** How a picture of other proportions comes to the size: out of shape, cut, or with a border. */
export const pictureFits = ['stretch', 'crop', 'pad'] as const
export type PictureFit = (typeof pictureFits)[number]
const pictureSide = z.int().min(1).max(1024)

export const shapesVariants = ['colours', 'shapes', 'both', 'segmentation'] as const

export const dataChoiceSchema = z.discriminatedUnion('source', [
  /** 10,000 handwritten digits that come with the program. */
  z.object({ source: z.literal('digits'), ...copies }),
  /** A folder with the four IDX files of MNIST or Fashion-MNIST, plain or .gz. */
  z.object({
    source: z.literal('idx'),
    directory: filePath,
    ...copies,
  }),
  /** CIFAR-10 or CIFAR-100, binary or python version: the archive, or the folder that it unpacks to. */
  z.object({
    source: z.literal('cifar'),
    path: filePath,
    /** CIFAR-100 has 100 fine classes in 20 coarse ones. */
    labels: z.enum(['fine', 'coarse']).default('fine'),
    ...copies,
  }),
  /** NumPy arrays: a .npz with images and labels, or one of several .npy side by side. */
  z.object({ source: z.literal('npz'), path: filePath, ...testSplit, ...copies }),
  /** A table with a picture in each row. */
  z.object({
    source: z.literal('csv'),
    path: filePath,
    testPath: filePath.optional(),
    /** The title of the column with the labels, or its number from 1; empty: found by its title, else the first. */
    label: z.string().max(200).default(''),
    /** Of each picture; a square one, grey or in colour, where it is absent. */
    size: z.object({ height: side, width: side, channels: z.union([z.literal(1), z.literal(3)]) }).optional(),
    ...testSplit,
    ...copies,
  }),
  /** Coloured shapes drawn by the program: 6 colours, 5 shapes, 3 colours × 3 shapes, or scenes with a label for each pixel. */
  z.object({
    source: z.literal('shapes'),
    variant: z.enum(shapesVariants),
    train: z.int().min(1).max(200_000).default(5000),
    test: z.int().min(1).max(200_000).default(1000),
    seed: seed.default(1),
    ...copies,
  }),
  /** Pictures of one's own, brought to one size: in a folder, a .zip, .tar or .tar.gz, or named in a .csv. */
  z.object({
    source: z.literal('pictures'),
    path: filePath,
    /** For segmentation each picture has a mask, in which each colour is a class. */
    task: z.enum(['classification', 'segmentation']).default('classification'),
    height: pictureSide.default(64),
    width: pictureSide.default(64),
    /** Grey or colour. */
    channels: z.union([z.literal(1), z.literal(3)]).default(3),
    fit: z.enum(pictureFits).default('crop'),
    /** What is behind transparent pixels, and beside the pictures where they are padded. */
    background: z.enum(['black', 'white']).default('black'),
    /** The colour of the pixels of masks that count for nothing. */
    ignoreColour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/)
      .optional(),
    ...testSplit,
    ...copies,
  }),
])

export const lossNames = [
  'categoricalCrossentropy',
  'sparseCategoricalCrossentropy',
  'binaryCrossentropy',
  'kullbackLeiblerDivergence',
  'categoricalHinge',
  'meanSquaredError',
  'meanAbsoluteError',
  'huber',
] as const
/** How much the pictures of each class count: alike, or in inverse proportion to how many training pictures it has. */
export const classWeightChoices = ['none', 'balanced'] as const
export const engineChoices = ['auto', 'onnx', 'tfjs'] as const

export const keptWeightChoices = [...monitors, 'last'] as const

export const trainingSchema = z.object({
  engine: z.enum(engineChoices).default('auto'),
  /** Processor threads of the engine; 0 leaves it to the engine. */
  threads: z.int().min(0).max(256).default(0),
  epochs: z.int().min(1).max(100_000).default(8),
  batchSize: z.int().min(1).max(65_536).default(32),
  loss: z.enum(lossNames).default('categoricalCrossentropy'),
  /** Share of each label that is spread over all classes; for the cross-entropies only. */
  labelSmoothing: z.number().min(0).max(0.5).default(0),
  classWeights: z.enum(classWeightChoices).default('none'),
  optimizer: optimizerSchema.prefault({ kind: 'adam' }),
  /** How the learning rate goes along the run. */
  schedule: scheduleSchema.prefault({ kind: 'constant' }),
  /** Epochs, or parts of one, in which the rate goes up in a straight line to the schedule's first. */
  warmupEpochs: z.number().min(0).max(1000).default(0),
  /** Ends the run when `monitor` was no better by `minDelta` for `patience` epochs (Keras's EarlyStopping). */
  earlyStopping: z
    .object({
      monitor: z.enum(monitors).default('valLoss'),
      patience: z.int().min(1).max(100_000).default(5),
      minDelta: z.number().min(0).max(1000).default(0),
    })
    .nullable()
    .default(null),
  /** Ends the run after the first epoch in which `monitor` is at least this good. */
  stopAt: z
    .object({ monitor: z.enum(monitors).default('valAccuracy'), value: z.number().min(0).max(1e6).default(0.98) })
    .nullable()
    .default(null),
  /** Whose weights are tested and kept: those of the epoch that is best by this, or the last one's. */
  keptWeights: z.enum(keptWeightChoices).default('valLoss'),
  /** Greatest norm of all gradients together (Keras's globalClipnorm); 0 does not clip. */
  clipNorm: z.number().min(0).max(1e6).default(0),
  /** Greatest absolute value in a gradient (Keras's clipvalue); 0 does not clip. */
  clipValue: z.number().min(0).max(1e6).default(0),
  isShuffled: z.boolean().default(true),
  /** Share of the training pictures kept for validation; at 0 the test pictures serve, as in the course's study. */
  validationSplit: z.number().min(0).max(0.5).default(0),
})

/** A hash, as the core names sets of weights. */
export const weightsIdPattern = /^[0-9a-f]{32}$/

export const documentSchema = z.object({
  format: z.literal('layerloom'),
  version: z.literal(currentVersion),
  name: z.string().max(200).default(''),
  /** What it is for, in the words of who drew it. */
  description: z.string().max(2000).optional(),
  /** Fixes initial weights, the order of the pictures, how they are changed, and dropout. */
  seed: seed.default(1),
  nodes: z.array(nodeSchema).max(20_000).default([]),
  edges: z.array(edgeSchema).max(100_000).default([]),
  blocks: z.array(blockSchema).max(20_000).default([]),
  notes: z.array(noteSchema).max(10_000).default([]),
  data: dataChoiceSchema.default({ source: 'digits' }),
  training: trainingSchema.prefault({}),
  /** For training pictures alone; validation and test see them as they are. */
  augmentation: augmentationSchema.prefault({}),
  /** The trained weights that the next training starts from, by name and shape; what is not among them starts fresh. */
  initialWeights: z.string().regex(weightsIdPattern).optional(),
})

export type LoomDocument = z.infer<typeof documentSchema>
export type LoomNode = z.infer<typeof nodeSchema>
export type LoomEdge = z.infer<typeof edgeSchema>
export type LoomBlock = z.infer<typeof blockSchema>
export type LoomNote = z.infer<typeof noteSchema>
export type NodeColour = (typeof nodeColours)[number]
export type DataChoice = z.infer<typeof dataChoiceSchema>
export type ShapesVariant = (typeof shapesVariants)[number]
export type TrainingSettings = z.infer<typeof trainingSchema>
export type LossName = (typeof lossNames)[number]
export type ClassWeightChoice = (typeof classWeightChoices)[number]
export type KeptWeights = (typeof keptWeightChoices)[number]
export type EngineChoice = (typeof engineChoices)[number]

export function emptyDocument(name = ''): LoomDocument {
  return documentSchema.parse({
    format: 'layerloom',
    version: currentVersion,
    name,
  })
}
