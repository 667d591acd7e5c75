import { Button } from '@mantine/core'
import { IconPhotoOff, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/messages/message.ts'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { useRunStore } from '../../stores/run-store.ts'
import { useMessageText } from '../../ui/describe.ts'

/** Why the pictures of a run that was opened again cannot be shown; once that is mended they are looked for anew. */
export function AbsentPictures({ absence }: { absence: Message }) {
  const { t } = useTranslation('views')
  const wordMessage = useMessageText()
  const runId = useRunStore(({ run }) => run?.runId)
  const { open } = useRunStore.getState()
  const lookAgain = (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconRefresh size={14} />}
      onClick={() => runId !== undefined && void open(runId)}
      data-testid="look-again"
    >
      {t('run.lookAgain')}
    </Button>
  )
  return (
    <EmptyView icon={<IconPhotoOff size={24} stroke={1.4} />} action={lookAgain}>
      {wordMessage(absence)}
    </EmptyView>
  )
}
