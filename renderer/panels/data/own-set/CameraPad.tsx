import { Button } from '@mantine/core'
import { IconCamera, IconCameraOff } from '@tabler/icons-react'
import { type RefObject, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Camera } from '../../try/use-camera.ts'
import classes from './OwnSet.module.css'

interface CameraPadProps {
  camera: Camera
  video: RefObject<HTMLVideoElement | null>
}

/** What the camera sees; its middle square becomes the picture. */
export function CameraPad({ camera: { camera, start, stop }, video }: CameraPadProps) {
  const { t } = useTranslation('views')
  const stream = camera.phase === 'on' ? camera.stream : null
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
  }, [stream, video])
  return (
    <>
      {stream ? (
        <video
          ref={video}
          className={classes.video}
          autoPlay
          muted
          playsInline
          aria-label={t('try.way.camera')}
          data-testid="own-set-video"
        />
      ) : (
        <div className={classes.noVideo}>
          <IconCamera size={28} stroke={1.4} />
          {camera.phase === 'on' ? null : t(`try.camera.${camera.phase}`)}
        </div>
      )}
      <Button
        variant="default"
        leftSection={stream ? <IconCameraOff size={15} /> : <IconCamera size={15} />}
        loading={camera.phase === 'starting'}
        onClick={stream ? stop : start}
        data-testid="own-set-camera"
      >
        {t(stream ? 'try.cameraStop' : 'try.cameraStart')}
      </Button>
    </>
  )
}
