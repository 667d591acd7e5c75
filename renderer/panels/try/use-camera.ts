import { useEffect, useRef, useState } from 'react'
import { shell } from '../../client/shell-client.ts'

export type CameraState = { phase: 'off' | 'starting' | 'none' | 'refused' } | { phase: 'on'; stream: MediaStream }

export interface Camera {
  camera: CameraState
  start: () => void
  stop: () => void
}

/** The camera, until it is switched off or whoever uses it goes. */
export function useCamera(): Camera {
  const [camera, setCamera] = useState<CameraState>({ phase: 'off' })
  const live = useRef<MediaStream | null>(null)
  const isGone = useRef(false)
  const stop = () => {
    for (const track of live.current?.getTracks() ?? []) track.stop()
    live.current = null
    void shell.setCamera({ isOn: false })
    if (!isGone.current) setCamera({ phase: 'off' })
  }
  const start = async () => {
    setCamera({ phase: 'starting' })
    try {
      await shell.setCamera({ isOn: true })
      const stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 640 } }, audio: false })
      live.current = stream
      if (isGone.current) stop()
      else setCamera({ phase: 'on', stream })
    } catch (thrown) {
      void shell.setCamera({ isOn: false })
      const isRefused = thrown instanceof DOMException && thrown.name === 'NotAllowedError'
      if (!isGone.current) setCamera({ phase: isRefused ? 'refused' : 'none' })
    }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, at the end
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      stop()
    }
  }, [])
  return { camera, start: () => void start(), stop }
}

/** What the camera sees, its middle square; null while it sees nothing yet. */
export function middleSquare(video: HTMLVideoElement): HTMLCanvasElement | null {
  const { videoWidth, videoHeight } = video
  const side = Math.min(videoWidth, videoHeight)
  if (side === 0) return null
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  canvas
    .getContext('2d')
    ?.drawImage(video, (videoWidth - side) / 2, (videoHeight - side) / 2, side, side, 0, 0, side, side)
  return canvas
}
