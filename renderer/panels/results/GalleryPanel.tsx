import { IconPhotoSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Evaluation } from '#shared/contract/runs.ts'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { core } from '../../client/core-client.ts'
import { isActive, useRunStore } from '../../stores/run-store.ts'
import type { DataTable } from '../../ui/data-table.ts'
import { ExportMenu } from '../../ui/ExportMenu.tsx'
import { tableOfPredictions } from '../../ui/run-tables.ts'
import { AbsentPictures } from './AbsentPictures.tsx'
import { useGalleryStore } from './gallery-store.ts'
import { lookInside } from './look-inside.ts'
import { NoRun } from './NoRun.tsx'
import { PictureBrowser } from './PictureBrowser.tsx'
import { openRun } from './test-result.ts'

/** Test pictures with what the trained network took them for; pressing on one opens the network's inside with it. */
export function GalleryPanel() {
  const { t } = useTranslation('views')
  const evaluation = useRunStore(({ run }) => run?.evaluation ?? null)
  const isRunning = useRunStore(({ run }) => run !== null && isActive(run.state))
  const absence = useRunStore(({ run }) => run?.absence)
  const gallery = useGalleryStore()
  const icon = <IconPhotoSearch size={32} stroke={1.4} />
  if (absence) return <AbsentPictures absence={absence} />
  if (!evaluation && isRunning) return <EmptyView icon={icon}>{t('gallery.empty')}</EmptyView>
  if (!evaluation) return <NoRun icon={icon}>{t('gallery.empty')}</NoRun>
  const exports =
    evaluation.meanIou === null ? (
      <ExportMenu table={() => tableOfAll(evaluation)} label={t('export.predictions')} testId="gallery-export" />
    ) : null
  return <PictureBrowser result={evaluation} source={openRun} gallery={gallery} aside={exports} onOpen={lookInside} />
}

async function tableOfAll({ runId, classes: names }: Evaluation): Promise<DataTable> {
  return tableOfPredictions(await core.runPredictions({ runId }), names)
}
