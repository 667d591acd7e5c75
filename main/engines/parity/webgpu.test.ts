import { beforeAll, describe, expect, it } from 'vitest'
import { optimizerKinds } from '#shared/document/optimizers.ts'
import { formatMessage } from '#shared/messages/message.ts'
import type { TrainingSession } from '../engine.ts'
import { onnxEngine } from '../onnx/onnx-engine.ts'
import { engines } from '../registry.ts'
import { type ParityCase, parityCases, smallNetworks } from './cases.ts'
import {
  batchFor,
  findCandidates,
  findDisagreement,
  optimizerOf,
  planCase,
  readGradients,
  traceBriefly,
  withSession,
} from './harness.ts'

const { reference } = await findCandidates(engines)
const report = (await onnxEngine.probe()).find((found) =>
  found.isUsable ? found.device.device === 'webgpu' : found.device === 'webgpu',
)
const device = report?.isUsable ? report.device : null
const reason = !report || report.isUsable ? '' : formatMessage(report.reason, 'en')

/** Cards round products differently from processors. */
const rtol = 1e-3

/** With LAYERLOOM_WHOLE_SUITE every case; else each fifth and those in which WebGPU's own faults have shown. */
const isWhole = process.env.LAYERLOOM_WHOLE_SUITE !== undefined
const isKnownTrap = ({ name }: ParityCase) => /many channels|groups|block/.test(name)
const cases = parityCases.filter((parityCase, index) => isWhole || index % 5 === 0 || isKnownTrap(parityCase))

describe.skipIf(!device)(
  `onnx/webgpu and the reference${device ? `, on ${device.name}` : ` (skipped: ${reason})`}`,
  () => {
    const candidate = { engine: onnxEngine, device: device ?? { engine: 'onnx', device: 'webgpu', name: '' } } as const

    it.each(cases.map((parityCase) => [parityCase.name, parityCase] as const))(
      'agree on %s',
      async (_name, parityCase) => {
        const plan = planCase(parityCase, optimizerOf({ kind: 'sgd', learningRate: 0.1 }))
        const batch = batchFor(plan, { count: 4, seed: 3 })
        const expected = await readGradients(reference, parityCase, batch)
        expect(findDisagreement(expected, await readGradients(candidate, parityCase, batch), rtol)).toBeNull()
        const traced = await withSession(reference, plan, (session) => traceBriefly(session, plan))
        const other = await withSession(candidate, plan, (session) => traceBriefly(session, plan))
        expect(findDisagreement(traced, other, rtol)).toBeNull()
      },
    )

    describe('keep the weights and the memory of the optimiser on the card', () => {
      const [network] = smallNetworks
      let batches: ReturnType<typeof batchFor>[] = []
      const planOf = (kind: string) => planCase(network as ParityCase, optimizerOf({ kind, learningRate: 0.01 }))
      beforeAll(() => {
        batches = [0, 1, 2, 3].map((seed) => batchFor(planOf('sgd'), { count: 4, seed }))
      })

      it.each(optimizerKinds)('%s', async (kind) => {
        const train = async (session: TrainingSession, from: number, to: number) => {
          for (const batch of batches.slice(from, to)) await session.trainStep(batch)
          return { weights: await session.readWeights(), optimizer: await session.readOptimizer() }
        }
        // Half the way on the reference, then handed over to the card.
        const { half, end } = await withSession(reference, planOf(kind), async (session) => ({
          half: await train(session, 0, 2),
          end: await train(session, 2, 4),
        }))
        await withSession(candidate, planOf(kind), async (session) => {
          await session.trainStep(batches[3] ?? batchFor(planOf(kind), { count: 4, seed: 3 }))
          await session.writeWeights(half.weights)
          await session.writeOptimizer(half.optimizer)
          const { weights, optimizer } = await train(session, 2, 4)
          expect(findDisagreement(end.weights, weights, rtol)).toBeNull()
          expect(optimizer.step).toBe(4)
          expect(findDisagreement(end.optimizer.slots, optimizer.slots, rtol)).toBeNull()
        })
      })
    })
  },
)
