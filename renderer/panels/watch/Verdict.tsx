import { IconCheck, IconX } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { FeatureMapFrame } from '#shared/contract/runs.ts'
import { PictureCanvas } from '../../charts/PictureCanvas.tsx'
import { columnWidth } from '../../charts/text-width.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { MaskVerdict } from './MaskVerdict.tsx'
import { rankClasses } from './rank-classes.ts'
import classes from './Verdict.module.css'

const rows = 5

/** The picture itself and what the network takes it, or its pixels, for now. */
export function Verdict({ frame }: { frame: FeatureMapFrame }) {
  if (frame.masks) return <MaskVerdict image={frame.image} masks={frame.masks} />
  return <ClassVerdict frame={frame} />
}

function ClassVerdict({ frame }: { frame: FeatureMapFrame }) {
  const { t } = useTranslation('views')
  const { percent, className } = useFormats()
  const classNames = useRunStore((state) => state.run?.classes) ?? []
  const ranked = rankClasses(frame.probabilities, rows)
  const nameWidth = columnWidth(classNames.map(className), 92)
  const isRight = ranked[0]?.index === frame.label
  const truth = t('maps.truth', { name: className(classNames[frame.label ?? -1]) })
  return (
    <div className={classes.root}>
      <div className={classes.picture} data-right={isRight}>
        <PictureCanvas images={frame.image} label={truth} />
      </div>
      <div className={classes.side}>
        <div className={classes.truth} data-right={isRight}>
          {isRight ? <IconCheck size={14} stroke={2.4} /> : <IconX size={14} stroke={2.4} />}
          <span className={classes.truthText} title={truth}>
            {truth}
          </span>
          <span className={classes.hidden}>{isRight ? t('maps.right') : t('maps.wrong')}</span>
        </div>
        <ol className={classes.list} style={{ '--name-width': `${nameWidth}px` } as CSSProperties}>
          {ranked.map(({ index, probability }) => (
            <li key={index} className={classes.row} data-true={index === frame.label}>
              <span className={classes.name} title={className(classNames[index])}>
                {className(classNames[index])}
              </span>
              <span className={classes.track}>
                <span className={classes.bar} style={{ width: `${100 * probability}%` }} />
              </span>
              <span className={`${classes.value} loom-numbers`}>{percent(probability)}</span>
            </li>
          ))}
        </ol>
      </div>
    </div>
  )
}
