import { rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { augmentationSchema } from '#shared/document/augmentation.ts'
import { generateShapes } from '../datasets/shapes/generate-shapes.ts'
import type { Batch } from '../engines/engine.ts'
import { createLinearEngine } from './testing/linear-engine.ts'
import { createRunFixture, smallDocument } from './testing/run-fixture.ts'

/** What a run shows its engine: each picture as text. */
interface Shown {
  trained: string[]
  mixed: number
  looked: string[]
}

const describePictures = ({ count, pixels }: Batch) => {
  const size = pixels.length / count
  return Array.from({ length: count }, (_, place) => pixels.subarray(place * size, (place + 1) * size).join())
}

async function watchRun(augmentation: object): Promise<Shown & { inSet: Set<string> }> {
  const shown: Shown = { trained: [], mixed: 0, looked: [] }
  const engine = createLinearEngine({
    onOpen(session) {
      const { trainStep, evaluate } = session
      session.trainStep = (batch) => {
        shown.trained.push(...describePictures(batch))
        shown.mixed += batch.mixed ? batch.count : 0
        return trainStep(batch)
      }
      session.evaluate = (batch) => {
        shown.looked.push(...describePictures(batch))
        return evaluate(batch)
      }
    },
  })
  const run = await createRunFixture(engine)
  const document = {
    ...smallDocument({ epochs: 2, validationSplit: 0.2 }),
    augmentation: augmentationSchema.parse(augmentation),
  }
  await run.service.startRun({ document, resumeFrom: null })
  await run.service.ended()
  const snapshot = await run.service.currentRun({})
  expect(snapshot?.state.phase).toBe('finished')
  // The record of the run has it all.
  expect(snapshot?.document.augmentation).toEqual(document.augmentation)
  await run.service.dispose()
  await rm(run.directory, { recursive: true })
  if (document.data.source !== 'shapes') throw new Error('no shapes')
  const { train, test } = generateShapes(document.data)
  const inSet = [train, test].flatMap(({ count, pixels, labels }) => {
    if (pixels.kind !== 'memory') throw new Error('not in memory')
    return describePictures({ count, pixels: pixels.bytes, labels })
  })
  return { ...shown, inSet: new Set(inSet) }
}

const strong = {
  steps: [
    { kind: 'RandomRotation', degrees: 90 },
    { kind: 'RandomBrightness', factor: 0.5 },
  ],
}

describe('a run with augmentation', () => {
  it('changes the pictures that it learns from, anew in each epoch, and no others', async () => {
    const { trained, looked, inSet, mixed } = await watchRun(strong)
    expect(trained.filter((picture) => inSet.has(picture)).length).toBeLessThan(trained.length / 20)
    expect(new Set(trained).size).toBe(trained.length)
    expect(looked.length).toBeGreaterThan(0)
    expect(looked.every((picture) => inSet.has(picture))).toBe(true)
    expect(mixed).toBe(0)
  })

  it('learns from mixed pictures with both labels', async () => {
    const { trained, mixed, looked, inSet } = await watchRun({ mixup: 1 })
    expect(mixed).toBe(trained.length)
    expect(looked.every((picture) => inSet.has(picture))).toBe(true)
  })

  it('learns from pictures as they are where there is none', async () => {
    const { trained, inSet } = await watchRun({})
    expect(trained.every((picture) => inSet.has(picture))).toBe(true)
  })
})
