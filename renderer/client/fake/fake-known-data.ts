import type { CoreCalls } from '#shared/contract/core.ts'
import type { Handlers } from '#shared/contract/define.ts'
import type { DownloadState, KnownSet } from '#shared/contract/known-data.ts'
import { emitCoreEvent } from '../core-client.ts'

const tickMs = 150

/** A data folder with MNIST in it; the others can be fetched, or seem so. */
export function fakeKnownData(): Pick<Handlers<CoreCalls>, 'findDataSets' | 'downloadData' | 'cancelDownload'> {
  const states = new Map<KnownSet, DownloadState>()
  const timers = new Map<KnownSet, ReturnType<typeof setInterval>>()
  const offers = (
    [
      ['mnist', 11_594_722, 'storage.googleapis.com'],
      ['fashion-mnist', 30_878_645, 'fashion-mnist.s3-website.eu-central-1.amazonaws.com'],
      ['cifar-10', 170_052_171, 'www.cs.toronto.edu'],
      ['cifar-100', 168_513_733, 'www.cs.toronto.edu'],
    ] as const
  ).map(([set, bytes, host]) => ({ set, bytes, host, addresses: [`https://${host}/`] }))

  function tell(state: DownloadState): void {
    states.set(state.set, state)
    emitCoreEvent('download', state)
    if (state.phase !== 'running') clearInterval(timers.get(state.set))
  }

  return {
    findDataSets: () => ({
      directory: '/home/you/layerloom/data',
      found: [
        {
          set: 'mnist',
          form: 'idx',
          path: '/home/you/layerloom/data/mnist',
          choice: { source: 'idx', directory: '/home/you/layerloom/data/mnist' },
          trainCount: 60_000,
          testCount: 10_000,
        },
      ],
      offers,
      downloads: [...states.values()],
    }),
    downloadData({ set }) {
      const bytes = offers.find((offer) => offer.set === set)?.bytes ?? 1
      let receivedBytes = 0
      timers.set(
        set,
        setInterval(() => {
          receivedBytes += bytes / 40
          tell(receivedBytes < bytes ? { set, phase: 'running', receivedBytes, bytes } : { set, phase: 'done' })
        }, tickMs),
      )
      tell({ set, phase: 'running', receivedBytes, bytes })
    },
    cancelDownload: ({ set }) => tell({ set, phase: 'cancelled' }),
  }
}
