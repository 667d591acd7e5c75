import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataSummary } from '#shared/contract/data.ts'
import { useDataStore } from '../../../stores/data-store.ts'
import { useDataViewStore } from '../../../stores/data-view-store.ts'
import { AugmentationSection } from '../augment/AugmentationSection.tsx'
import { ClassCounts } from '../ClassCounts.tsx'
import { DataSource } from '../DataSource.tsx'
import { Misfit } from '../Misfit.tsx'
import { OpeningState } from '../OpeningState.tsx'
import { SkippedFiles } from '../SkippedFiles.tsx'
import classes from './DataPageView.module.css'
import { Facts } from './Facts.tsx'
import { Findings } from './Findings.tsx'
import { FitPictures } from './FitPictures.tsx'
import { PictureBrowser } from './PictureBrowser.tsx'
import { PixelHistogram } from './PixelHistogram.tsx'
import { SourceSizes } from './SourceSizes.tsx'
import { SplitSettings } from './SplitSettings.tsx'
import { useSplit } from './use-split.ts'

/** What the network learns from, in the whole window: where it comes from, what is in it, how it is prepared. */
export function DataPageView() {
  const { t } = useTranslation('data')
  const summary = useDataStore((state) => state.summary)
  return (
    <div className={classes.page}>
      <aside className={classes.sources} aria-label={t('sources')}>
        <h2 className={classes.heading}>{t('sources')}</h2>
        <DataSource />
      </aside>
      <div className={classes.rest}>
        <main className={classes.set} aria-label={t('set')}>
          <OpeningState />
          {summary ? <OpenedSet summary={summary} /> : null}
        </main>
        {summary ? <Form summary={summary} /> : null}
      </div>
    </div>
  )
}

function OpenedSet({ summary }: { summary: DataSummary }) {
  const split = useSplit(summary)
  const label = useDataViewStore((state) => state.label)
  const filter = useDataViewStore((state) => state.filter)
  const isClass = label === null || label < summary.classes.length
  // A class of one data set is none of another.
  useEffect(() => {
    if (!isClass) filter({ label: null })
  }, [isClass, filter])
  return (
    <>
      <Misfit summary={summary} />
      <Facts summary={summary} />
      <Findings summary={summary} />
      <SkippedFiles skipped={summary.skipped} />
      <div className={classes.figures}>
        <ClassCounts
          summary={summary}
          label={label}
          onPick={(picked) => filter({ label: picked === label ? null : picked })}
        />
        <div className={classes.figure}>
          <PixelHistogram />
          <SourceSizes />
        </div>
      </div>
      <PictureBrowser summary={summary} split={split} />
    </>
  )
}

function Form({ summary }: { summary: DataSummary }) {
  const { t } = useTranslation('data')
  return (
    <aside className={classes.form} aria-label={t('form')}>
      <FitPictures summary={summary} />
      <SplitSettings summary={summary} />
      <AugmentationSection summary={summary} />
    </aside>
  )
}
