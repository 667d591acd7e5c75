import { IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../../client/core-client.ts'
import { reportFailure } from '../../../stores/report-failure.ts'
import classes from './OwnSet.module.css'

interface OwnPictureProps {
  place: { set: string; className: string; picture: string }
  onRemove: () => void
}

/** One picture of a set, with the button that removes it. */
export function OwnPicture({ place, onRemove }: OwnPictureProps) {
  const { t } = useTranslation('data')
  const address = usePictureAddress(place)
  const { picture } = place
  return (
    <li className={classes.picture}>
      {address ? <img src={address} alt={picture} draggable={false} /> : null}
      <button
        type="button"
        onClick={onRemove}
        aria-label={t('own.remove', { picture })}
        title={t('own.remove', { picture })}
      >
        <IconX size={12} />
      </button>
    </li>
  )
}

function usePictureAddress({ set, className, picture }: OwnPictureProps['place']): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let isGone = false
    core.readPicture({ set, className, picture }).then(
      ({ bytes }) => {
        if (isGone) return
        made = URL.createObjectURL(new Blob([Uint8Array.from(bytes)]))
        setAddress(made)
      },
      (thrown: unknown) => isGone || reportFailure(thrown),
    )
    return () => {
      isGone = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [set, className, picture])
  return address
}
