import { Button } from '@mantine/core'
import { IconPhotoOff, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/messages/message.ts'
import { lookForPictures } from '../../actions/open-run.ts'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { useMessageText } from '../../ui/describe.ts'

/**
 * Why the pictures of a run that was opened again cannot be shown. They are looked for anew where they were, or where the person
 * has found them for the drawing.
 */
export function AbsentPictures({ absence }: { absence: Message }) {
  const { t } = useTranslation('views')
  const wordMessage = useMessageText()
  const lookAgain = (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconRefresh size={14} />}
      title={t('run.lookAgainHint')}
      onClick={() => void lookForPictures()}
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
