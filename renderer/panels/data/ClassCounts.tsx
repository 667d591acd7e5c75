import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataSummary } from '#shared/contract/data.ts'
import { columnWidth } from '../../charts/text-width.ts'
import { useFormats } from '../../charts/use-formats.ts'
import classes from './ClassCounts.module.css'

interface ClassCountsProps {
  summary: DataSummary
  /** The class shown alone in the preview. */
  label: number | null
  onPick: (label: number) => void
}

/** How many pictures each class has, as bars. */
export function ClassCounts({ summary, label, onPick }: ClassCountsProps) {
  const { t } = useTranslation('views')
  const { integer, className } = useFormats()
  const { trainClassCounts, testClassCounts } = summary
  const nameWidth = columnWidth(summary.classes.map(className), 110)
  // Numbers of pixels are longer than those of pictures.
  const widthOf = (counts: readonly number[]) => columnWidth(counts.map(integer), 90)
  const most = Math.max(1, ...summary.classes.map((_, index) => countAt(trainClassCounts, index)))
  return (
    <section>
      <h3 className={classes.title}>
        {t(summary.task === 'segmentation' ? 'data.pixelCounts' : 'data.classCounts')}
        <span className={classes.key} data-split="train">
          {t('data.train')}
        </span>
        <span className={classes.key} data-split="test">
          {t('data.test')}
        </span>
      </h3>
      <ul
        className={classes.list}
        style={
          {
            '--name-width': `${nameWidth}px`,
            '--train-width': `${widthOf(trainClassCounts)}px`,
            '--test-width': `${widthOf(testClassCounts)}px`,
          } as CSSProperties
        }
      >
        {summary.classes.map((name, index) => {
          const [train, test] = [countAt(trainClassCounts, index), countAt(testClassCounts, index)]
          const values = { name: className(name), train: integer(train), test: integer(test) }
          return (
            <li key={name.en}>
              <button
                type="button"
                className={`${classes.row} loom-numbers`}
                onClick={() => onPick(index)}
                aria-pressed={index === label}
                title={t('data.classCount', values)}
              >
                <span className={classes.name}>{values.name}</span>
                <span className={classes.bars}>
                  <span className={classes.train} style={{ width: share(train, most) }} />
                  <span className={classes.test} style={{ width: share(test, most) }} />
                </span>
                <span className={classes.count}>{values.train}</span>
                <span className={classes.count}>{values.test}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function countAt(counts: readonly number[], index: number): number {
  return counts[index] ?? 0
}

function share(count: number, most: number): string {
  return `${Math.min(100, (100 * count) / most)}%`
}
