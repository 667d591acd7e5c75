import { parityCases } from '#main/engines/parity/cases.ts'
import {
  batchFor,
  type Candidate,
  type Disagreement,
  findDisagreement,
  optimizerOf,
  planCase,
  readGradients,
  traceBriefly,
  withSession,
} from '#main/engines/parity/harness.ts'
import { openTfjsSession } from '#main/engines/tfjs/tfjs-session.ts'
import type { Adapter } from '#main/engines/tfjs/window/protocol.ts'
import { createWebGpuCard } from '../webgpu-card.ts'

/** For a browser that has WebGPU: what the hidden window's worker computes with, held against tfjs in JavaScript. */
export interface ParityPage {
  names: readonly string[]
  look(): Promise<Adapter>
  /** Null where both agree. */
  compare(name: string, rtol: number): Promise<Disagreement | string | null>
}

const card = createWebGpuCard((reason) => console.error(reason))

function candidateOn(backend: string): Candidate {
  return {
    engine: { id: 'tfjs', probe: async () => [], open: (plan, device) => openTfjsSession(plan, device, backend) },
    device: { engine: 'tfjs', device: backend, name: backend },
  }
}

const page: ParityPage = {
  names: parityCases.map(({ name }) => name),
  look: () => card.look(),
  async compare(name, rtol) {
    const parityCase = parityCases.find((each) => each.name === name)
    if (!parityCase) return 'there is no such case'
    try {
      const plan = planCase(parityCase, optimizerOf({ kind: 'sgd', learningRate: 0.1 }))
      const batch = batchFor(plan, { count: 4, seed: 3 })
      const [reference, other] = [candidateOn('cpu'), candidateOn(card.backend)]
      const gradients = findDisagreement(
        await readGradients(reference, parityCase, batch),
        await readGradients(other, parityCase, batch),
        rtol,
      )
      if (gradients) return { ...gradients, name: `gradient of ${gradients.name}` }
      const trace = (candidate: Candidate) => withSession(candidate, plan, (session) => traceBriefly(session, plan))
      const traces = findDisagreement(await trace(reference), await trace(other), rtol)
      return traces ?? card.takeFault()?.message ?? null
    } catch (error) {
      return String(error)
    }
  },
}

Object.assign(globalThis, { parity: page })
