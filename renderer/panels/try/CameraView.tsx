import { Button } from '@mantine/core'
import { IconCamera, IconCameraOff } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shell } from '../../client/shell-client.ts'
import { canvasFile } from './canvas-file.ts'
import classes from './Try.module.css'
import { useTryStore } from './try-store.ts'

/** Often enough to follow a hand. */
const lookMs = 250

type CameraState = { phase: 'off' | 'starting' | 'none' | 'refused' } | { phase: 'on'; stream: MediaStream }

/** The camera, from the press on its button until it is switched off or left. */
export function CameraView() {
  const { t } = useTranslation('views')
  const { camera, start, stop } = useCamera()
  const video = useRef<HTMLVideoElement>(null)
  const stream = camera.phase === 'on' ? camera.stream : null
  useEffect(() => {
    const element = video.current
    if (!stream || !element) return
    element.srcObject = stream
    const timer = setInterval(() => void lookThrough(element), lookMs)
    return () => clearInterval(timer)
  }, [stream])
  const isOn = stream !== null
  return (
    <div className={classes.source}>
      {isOn ? (
        <video ref={video} className={classes.video} autoPlay muted playsInline aria-label={t('try.way.camera')} />
      ) : (
        <div className={classes.noVideo} data-testid="try-camera-note">
          <IconCamera size={28} stroke={1.4} />
          {t(`try.camera.${camera.phase}`)}
        </div>
      )}
      <div className={classes.tools}>
        <Button
          variant="default"
          leftSection={isOn ? <IconCameraOff size={15} /> : <IconCamera size={15} />}
          loading={camera.phase === 'starting'}
          onClick={isOn ? stop : start}
          data-testid="try-camera"
        >
          {t(isOn ? 'try.cameraStop' : 'try.cameraStart')}
        </Button>
      </div>
    </div>
  )
}

function useCamera() {
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

/** Shows the network what the camera sees, its middle square. */
async function lookThrough(video: HTMLVideoElement): Promise<void> {
  const { videoWidth, videoHeight } = video
  const side = Math.min(videoWidth, videoHeight)
  if (side === 0) return
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  canvas
    .getContext('2d')
    ?.drawImage(video, (videoWidth - side) / 2, (videoHeight - side) / 2, side, side, 0, 0, side, side)
  const file = await canvasFile(canvas)
  if (file && video.isConnected) useTryStore.getState().show(file)
}
