import { useTranslation } from 'react-i18next'
import type { CopyGroup, CopyReport, PicturePlace } from '#shared/contract/analysis.ts'
import type { DataSummary } from '#shared/contract/data.ts'
import { PictureCanvas } from '../../../charts/PictureCanvas.tsx'
import { useFormats } from '../../../charts/use-formats.ts'
import { lastPart } from '../data-entries.ts'
import { usePreview } from '../use-preview.ts'
import classes from './Findings.module.css'

/** Groups and pictures of each that are shown. */
const [shownGroups, shownPictures] = [12, 3]

/** Equal pictures side by side, with where they stand. */
export function CopyGroups({ report, summary }: { report: CopyReport; summary: DataSummary }) {
  const { t } = useTranslation('data')
  const shown = report.groups.slice(0, shownGroups)
  const others = report.groupCount - shown.length
  return (
    <ul className={classes.groups} data-testid="copy-groups">
      {shown.map((group) => {
        const [first] = group.pictures
        return <Group key={`${first?.split} ${first?.index}`} group={group} summary={summary} />
      })}
      {others > 0 ? <li className={classes.more}>{t('moreGroups', { count: others })}</li> : null}
    </ul>
  )
}

function Group({ group, summary }: { group: CopyGroup; summary: DataSummary }) {
  const { t } = useTranslation('data')
  const shown = group.pictures.slice(0, shownPictures)
  const others = group.count - shown.length
  return (
    <li className={classes.group} data-conflict={group.hasLabelConflict}>
      {shown.map((place) => (
        <Copy key={`${place.split} ${place.index}`} place={place} summary={summary} />
      ))}
      {others > 0 ? <span className={classes.more}>{t('moreCopies', { count: others })}</span> : null}
    </li>
  )
}

function Copy({ place, summary }: { place: PicturePlace; summary: DataSummary }) {
  const { t } = useTranslation('data')
  const { integer, className } = useFormats()
  const { split, index, label, file } = place
  const page = usePreview({ data: summary.choice, split, label: null, offset: index, count: 1 })
  const where = t(`place.${split}`, { index: integer(index + 1) })
  return (
    <span className={classes.copy} title={file ?? where}>
      {page ? <PictureCanvas images={page.images} label={where} size={56} /> : null}
      {label === null ? null : <b>{className(summary.classes[label])}</b>}
      <span className={classes.where}>{where}</span>
      {file ? <span className={classes.where}>{lastPart(file)}</span> : null}
    </span>
  )
}
