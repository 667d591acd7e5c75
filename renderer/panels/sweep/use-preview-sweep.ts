import { useEffect, useState } from 'react'
import type { SweepPreview } from '#shared/contract/sweeps.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { Message } from '#shared/messages/message.ts'
import type { Sweep } from '#shared/sweep/sweep.ts'
import { toCallError } from '../../client/call-failure.ts'
import { core } from '../../client/core-client.ts'

export interface PreviewState {
  preview: SweepPreview | null
  error: Message | null
}

const pauseMs = 250

/** What the sweep comes to, a moment after it was last changed. */
export function usePreviewSweep(document: LoomDocument, sweep: Sweep | null): PreviewState {
  const [state, setState] = useState<PreviewState>({ preview: null, error: null })
  const key = sweep && JSON.stringify(sweep)
  useEffect(() => {
    if (key === null) return setState({ preview: null, error: null })
    let isOld = false
    const ask = async () => {
      try {
        const preview = await core.previewSweep({ document, sweep: JSON.parse(key) as Sweep })
        if (!isOld) setState({ preview, error: null })
      } catch (thrown) {
        if (!isOld) setState({ preview: null, error: toCallError(thrown) })
      }
    }
    const timer = setTimeout(() => void ask(), pauseMs)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [document, key])
  return state
}
