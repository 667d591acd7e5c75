import type { TrainingSession } from '../engines/engine.ts'

/**
 * The same session for several users: a call waits until those before it are done, for engines take one at a time.
 * After `dispose` no call reaches the session any more; those that come late are rejected.
 */
export function serializeSession(session: TrainingSession): TrainingSession {
  let last: Promise<unknown> = Promise.resolve()
  let isDisposed = false
  const queue = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(() => (isDisposed ? Promise.reject(new Error('the session was closed')) : work()))
    last = result.catch(() => {})
    return result
  }
  return {
    device: session.device,
    trainStep: (batch) => queue(() => session.trainStep(batch)),
    setLearningRate: (rate) => queue(() => session.setLearningRate(rate)),
    evaluate: (batch) => queue(() => session.evaluate(batch)),
    activations: (batch, nodeIds) => queue(() => session.activations(batch, nodeIds)),
    readWeights: () => queue(() => session.readWeights()),
    writeWeights: (weights) => queue(() => session.writeWeights(weights)),
    readOptimizer: () => queue(() => session.readOptimizer()),
    writeOptimizer: (state) => queue(() => session.writeOptimizer(state)),
    dispose: () =>
      queue(() => {
        isDisposed = true
        return session.dispose()
      }),
  }
}
