import { describe, expect, it } from 'vitest'
import { defaultSchedule, scheduleKinds } from '#shared/document/schedules.ts'
import { trainingSchema } from '#shared/document/schema.ts'
import { planRates } from '#shared/training/learning-rate.ts'
import { curvePath, sampleRates } from './schedule-curve.ts'
import { parseEpochList, scheduleFields, scheduleLimits, setScheduleField, switchSchedule } from './schedule-fields.ts'

const training = trainingSchema.parse({ epochs: 12, optimizer: { kind: 'sgd', learningRate: 0.02 } })

describe('the fields of a schedule', () => {
  it('are its numbers, and their limits are those of the document', () => {
    expect(scheduleFields(defaultSchedule('exponential')).map(({ name }) => name)).toEqual(['decayEpochs', 'decayRate'])
    for (const kind of scheduleKinds) {
      for (const { name } of scheduleFields(defaultSchedule(kind))) {
        const { min, max } = scheduleLimits[name]
        for (const edge of [min, max]) expect(() => setScheduleField(defaultSchedule(kind), name, edge)).not.toThrow()
        expect(() => setScheduleField(defaultSchedule(kind), name, max * 1.01 + 1)).toThrow()
        expect(() => setScheduleField(defaultSchedule(kind), name, min - 1)).toThrow()
      }
    }
  })

  it('begin with what fits the run', () => {
    expect(switchSchedule('oneCycle', training)).toMatchObject({ maxLearningRate: 0.2 })
    expect(switchSchedule('piecewise', training)).toMatchObject({ boundaries: [6, 9] })
    expect(switchSchedule('piecewise', { ...training, epochs: 1 })).toMatchObject({ boundaries: [1] })
  })

  it.each([
    ['3, 6 ,8', [3, 6, 8]],
    ['８、２.5', [2.5, 8]],
    ['4 4', [4]],
    ['', null],
    ['3, x', null],
    ['0', null],
  ])('reads the epochs %j', (text, epochs) => {
    expect(parseEpochList(text)).toEqual(epochs)
  })
})

describe('the curve of a schedule', () => {
  it('goes from the first step to the end of the run, whatever its length', () => {
    for (const stepsPerEpoch of [1, 7, 4000]) {
      const points = sampleRates(planRates({ ...training, schedule: defaultSchedule('cosine') }, stepsPerEpoch))
      expect(points[0]).toEqual({ epoch: 0, rate: 0.02 })
      expect(points.at(-1)?.epoch).toBe(12)
      expect(points.length).toBeLessThanOrEqual(241)
    }
  })

  it('is a path within its picture', () => {
    const points = [
      { epoch: 0, rate: 0.1 },
      { epoch: 2, rate: 0 },
    ]
    expect(curvePath(points, { width: 100, height: 50, top: 0.1, epochs: 2 })).toBe('M0.00 0.00L100.00 50.00')
  })
})
