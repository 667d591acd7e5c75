import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { shell } from '../client/shell-client.ts'
import { reportFailure } from '../stores/report-failure.ts'
import { type Notice, useShellStore } from '../stores/shell-store.ts'
import { useMessageText } from '../ui/describe.ts'
import classes from './NoticeStack.module.css'

/** What the program has to say, in the corner; each stays until it is closed. */
export function NoticeStack() {
  const notices = useShellStore((state) => state.notices)
  return (
    <section className={classes.stack} aria-live="polite">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  )
}

function NoticeCard({ notice }: { notice: Notice }) {
  const { t } = useTranslation()
  const wordMessage = useMessageText()
  const dismiss = useShellStore((state) => state.dismiss)
  const { content, folder } = notice
  const isError = notice.tone === 'error'
  return (
    <Alert
      className={classes.notice}
      color={isError ? 'red' : 'loom'}
      icon={isError ? <IconAlertTriangle size={18} /> : <IconCircleCheck size={18} />}
      withCloseButton
      closeButtonLabel={t('close')}
      onClose={() => dismiss(notice.id)}
      role={isError ? 'alert' : 'status'}
      data-testid="notice"
    >
      <div data-selectable>
        {'message' in content ? wordMessage(content.message) : t(content.textKey, content.values ?? {})}
      </div>
      {folder !== undefined && (
        <Button
          mt={6}
          size="compact-xs"
          variant="default"
          onClick={() => void shell.showInFolder({ path: folder }).catch(reportFailure)}
        >
          {t('notices.showFolder')}
        </Button>
      )}
    </Alert>
  )
}
