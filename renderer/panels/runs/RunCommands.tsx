import { Button } from '@mantine/core'
import { IconFilePlus, IconFolderOpen, IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RunDetails } from '#shared/contract/records.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { runAction } from '../../actions/action.ts'
import { openRun } from '../../actions/open-run.ts'
import { newProject } from '../../actions/projects.ts'
import { trainAction } from '../../actions/train.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { isActive, useRunStore } from '../../stores/run-store.ts'
import classes from './Details.module.css'
import { SaveReport } from './SaveReport.tsx'
import { useIsKept } from './use-kept-runs.ts'

/** What can be done with a recorded run. */
export function RunCommands({ run }: { run: RunDetails }) {
  const { t } = useTranslation('runs')
  const isBusy = useRunStore((store) => store.isStarting || (store.run !== null && isActive(store.run.state)))
  // Until it is known it is taken for granted: nothing flickers.
  const isKept = useIsKept(run.runId) ?? true
  return (
    <div>
      <div className={classes.commands}>
        <Button
          leftSection={<IconFolderOpen size={15} />}
          disabled={isBusy || !isKept}
          title={t(isBusy ? 'replayBusy' : 'openTrainedHint')}
          onClick={() => void openRun(run).catch(reportFailure)}
          data-testid="run-open-trained"
        >
          {t('openTrained')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={14} />}
          disabled={isBusy}
          title={t(isBusy ? 'replayBusy' : 'replayHint')}
          onClick={() => void replay(run.document).catch(reportFailure)}
          data-testid="run-replay"
        >
          {t('replay')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFilePlus size={14} />}
          onClick={() => void newProject(run.document).catch(reportFailure)}
          data-testid="run-open"
        >
          {t('openDrawing')}
        </Button>
        <SaveReport runs={[run]} />
      </div>
      {isKept || isBusy ? null : (
        <p className={classes.hint} data-testid="run-weights-gone">
          {t(run.state === 'failed' ? 'weightsNone' : 'weightsGone')}
        </p>
      )}
    </div>
  )
}

/** The drawing, data, seed and settings as they were, trained once more. */
async function replay(document: LoomDocument): Promise<void> {
  if (await newProject(document)) await runAction(trainAction)
}
