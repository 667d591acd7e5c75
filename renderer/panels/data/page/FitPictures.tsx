import { UnstyledButton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataSummary, FitPreview } from '#shared/contract/data.ts'
import { type DataChoice, type PictureFit, pictureFits } from '#shared/document/schema.ts'
import { Pager } from '../../../charts/Pager.tsx'
import { PictureCanvas } from '../../../charts/PictureCanvas.tsx'
import { core } from '../../../client/core-client.ts'
import { reportFailure } from '../../../stores/report-failure.ts'
import { useDataEdit } from '../use-data-edit.ts'
import page from './DataPageView.module.css'
import classes from './FitPictures.module.css'

/** What to do with pictures of other proportions, shown on one of them; only for pictures of one's own. */
export function FitPictures({ summary }: { summary: DataSummary }) {
  const { choice } = summary
  if (choice.source !== 'pictures') return null
  return <Fits choice={choice} total={summary.trainCount} />
}

type PicturesChoice = Extract<DataChoice, { source: 'pictures' }>

function Fits({ choice, total }: { choice: PicturesChoice; total: number }) {
  const { t } = useTranslation('data')
  const edit = useDataEdit()
  const [wanted, setIndex] = useState(0)
  const index = Math.min(wanted, total - 1)
  const preview = useFits(choice, index)
  if (!preview) return null
  const { original, size, fits } = preview
  return (
    <section data-testid="fit-pictures">
      <h3 className={page.title}>{t('fit')}</h3>
      <div className={classes.original}>
        <PictureCanvas images={original} size={96} label={t('asItIs')} />
        <div className={classes.about}>
          <span>{t('asItIs')}</span>
          <span className={`${page.hint} loom-numbers`}>{t('pixels', { ...size })}</span>
          <Pager offset={index} pageSize={1} total={total} onMove={setIndex} />
        </div>
      </div>
      <div className={classes.fits} role="radiogroup" aria-label={t('fit')}>
        {pictureFits.map((fit) => (
          <Fit
            key={fit}
            fit={fit}
            preview={fits[fit]}
            isChosen={fit === choice.fit}
            onChoose={() => edit({ ...choice, fit })}
          />
        ))}
      </div>
      <p className={page.hint}>{t(`fitHint.${choice.fit}`)}</p>
    </section>
  )
}

interface FitProps {
  fit: PictureFit
  preview: FitPreview['original']
  isChosen: boolean
  onChoose: () => void
}

function Fit({ fit, preview, isChosen, onChoose }: FitProps) {
  const { t } = useTranslation('data')
  return (
    <UnstyledButton
      className={classes.fit}
      role="radio"
      aria-checked={isChosen}
      onClick={onChoose}
      data-testid={`fit-${fit}`}
    >
      <span className={classes.frame}>
        <PictureCanvas images={preview} size={78} label={t(`fitName.${fit}`)} />
      </span>
      {t(`fitName.${fit}`)}
    </UnstyledButton>
  )
}

/** Those before stay until they have come; none where the file cannot be read by itself. */
function useFits(data: PicturesChoice, index: number): FitPreview | null {
  const [preview, setPreview] = useState<FitPreview | null>(null)
  useEffect(() => {
    let isGone = false
    core.previewFits({ data, split: 'train', index }).then(
      (found) => isGone || setPreview(found),
      (thrown: unknown) => isGone || reportFailure(thrown),
    )
    return () => {
      isGone = true
    }
  }, [data, index])
  return preview
}
