import type { ClassName } from '#shared/contract/data.ts'
import { type DataChoice, type ShapesVariant, shapesVariants } from '#shared/document/schema.ts'
import { allocateBytes, type Dataset, type Samples, samplesInMemory } from '../dataset.ts'
import { type Random, seededRandom } from '../random.ts'
import { anyGrey, type ColourName, shadeOf } from './colours.ts'
import { type Colour, drawSample, type ShapeKind, shapeKinds, side } from './draw-sample.ts'
import { drawScene, edgeLabel, sceneKinds } from './draw-scene.ts'

const colourNames: Record<ColourName, ClassName> = {
  red: { en: 'red', 'zh-CN': '红色' },
  green: { en: 'green', 'zh-CN': '绿色' },
  blue: { en: 'blue', 'zh-CN': '蓝色' },
  yellow: { en: 'yellow', 'zh-CN': '黄色' },
  magenta: { en: 'magenta', 'zh-CN': '品红' },
  cyan: { en: 'cyan', 'zh-CN': '青色' },
}

const shapeNames: Record<ShapeKind, ClassName> = {
  line: { en: 'line', 'zh-CN': '线段' },
  triangle: { en: 'triangle', 'zh-CN': '三角形' },
  diamond: { en: 'diamond', 'zh-CN': '菱形' },
  rectangle: { en: 'rectangle', 'zh-CN': '矩形' },
  circle: { en: 'circle', 'zh-CN': '圆形' },
}

const background: ClassName = { en: 'background', 'zh-CN': '背景' }

interface PictureClass {
  name: ClassName
  kind(random: Random): ShapeKind
  colour(random: Random): Colour
}

const colours: PictureClass[] = (['red', 'green', 'blue', 'yellow', 'magenta', 'cyan'] as const).map((colour) => ({
  name: colourNames[colour],
  kind: (random) => shapeKinds[Math.floor(random() * shapeKinds.length)] ?? 'circle',
  colour: (random) => shadeOf(colour, random),
}))

const shapes: PictureClass[] = shapeKinds.map((kind) => ({
  name: shapeNames[kind],
  kind: () => kind,
  colour: anyGrey,
}))

const both: PictureClass[] = (['red', 'green', 'blue'] as const).flatMap((colour) =>
  (['triangle', 'rectangle', 'circle'] as const).map((kind) => ({
    name: {
      en: `${colourNames[colour].en} ${shapeNames[kind].en}`,
      'zh-CN': `${colourNames[colour]['zh-CN']}${shapeNames[kind]['zh-CN']}`,
    },
    kind: () => kind,
    colour: (random) => shadeOf(colour, random),
  })),
)

const classesOf: Record<Exclude<ShapesVariant, 'segmentation'>, PictureClass[]> = { colours, shapes, both }

export type ShapesChoice = Extract<DataChoice, { source: 'shapes' }>

/**
 * Draws a set of "colours and shapes". Each picture follows from (variant, seed, split, index) alone, so that a larger set
 * begins with the smaller one; classes take turns. Scenes have a label for each pixel, and one for edges that count for nothing.
 */
export function generateShapes({ variant, train, test, seed }: Omit<ShapesChoice, 'source'>): Dataset {
  const variantNumber = shapesVariants.indexOf(variant)
  // What tells shapes apart is not their colour.
  const channels = variant === 'shapes' ? 1 : 3
  const inputShape = [side, side, channels]
  if (variant === 'segmentation') {
    const draw = (split: number, count: number) => drawScenes(count, [variantNumber, seed, split])
    const classes = [background, ...sceneKinds.map((kind) => shapeNames[kind])]
    return {
      task: 'segmentation',
      ignoreLabel: edgeLabel,
      inputShape,
      classes,
      train: draw(0, train),
      test: draw(1, test),
    }
  }
  const classes = classesOf[variant]
  const draw = (split: number, count: number) => drawSplit(classes, { count, channels }, [variantNumber, seed, split])
  return {
    task: 'classification',
    inputShape,
    classes: classes.map(({ name }) => name),
    train: draw(0, train),
    test: draw(1, test),
  }
}

function drawSplit(
  classes: readonly PictureClass[],
  { count, channels }: { count: number; channels: number },
  seed: readonly number[],
): Samples {
  const size = side * side * channels
  const pixels = allocateBytes(count * size)
  const labels = allocateBytes(count)
  for (let index = 0; index < count; index += 1) {
    const label = index % classes.length
    const drawn = classes[label]
    if (!drawn) continue
    const random = seededRandom(...seed, index)
    drawSample(drawn.kind(random), drawn.colour(random), random, pixels.subarray(index * size, (index + 1) * size))
    labels[index] = label
  }
  return samplesInMemory({ count, pixels, labels })
}

function drawScenes(count: number, seed: readonly number[]): Samples {
  const size = side * side
  const pixels = new Uint8Array(count * size * 3)
  const labels = new Uint8Array(count * size)
  for (let index = 0; index < count; index += 1) {
    const part = (array: Uint8Array, length: number) => array.subarray(index * length, (index + 1) * length)
    drawScene(seededRandom(...seed, index), part(pixels, 3 * size), part(labels, size))
  }
  return samplesInMemory({ count, pixels, labels })
}
