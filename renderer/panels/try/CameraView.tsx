import { Button } from '@mantine/core'
import { IconCamera, IconCameraOff } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { canvasFile } from './canvas-file.ts'
import classes from './Try.module.css'
import { useTryStore } from './try-store.ts'
import { middleSquare, useCamera } from './use-camera.ts'

/** Often enough to follow a hand. */
const lookMs = 250

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
      <Button
        variant="default"
        px={8}
        fullWidth
        leftSection={isOn ? <IconCameraOff size={15} /> : <IconCamera size={15} />}
        loading={camera.phase === 'starting'}
        onClick={isOn ? stop : start}
        data-testid="try-camera"
      >
        {t(isOn ? 'try.cameraStop' : 'try.cameraStart')}
      </Button>
    </div>
  )
}

/** Shows the network what the camera sees, its middle square. */
async function lookThrough(video: HTMLVideoElement): Promise<void> {
  const square = middleSquare(video)
  const file = square && (await canvasFile(square))
  if (file && video.isConnected) useTryStore.getState().show(file)
}
