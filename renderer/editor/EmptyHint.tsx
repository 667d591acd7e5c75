import { Button } from '@mantine/core'
import { IconClock, IconLayoutGrid } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { zoo } from '#shared/zoo/zoo.ts'
import { runAction } from '../actions/action.ts'
import { showRecentAction } from '../actions/project-dialogs.ts'
import { showTemplatesAction } from '../actions/show-templates.ts'
import { startFromTemplate } from '../actions/templates.ts'
import { templateTitle } from '../panels/templates/template-texts.ts'
import { useMessageText } from '../ui/describe.ts'
import classes from './EmptyHint.module.css'

/** What an empty canvas says: how to begin, and two networks to begin with. */
export function EmptyHint() {
  const { t } = useTranslation()
  const wordMessage = useMessageText()
  return (
    <div className={classes.hint} data-testid="empty-hint">
      <h2 className={classes.title}>{t('empty.title')}</h2>
      <p className={classes.text}>{t('empty.text')}</p>
      <div className={classes.buttons}>
        {zoo.slice(0, 2).map((network) => (
          <Button key={network.id} variant="default" onClick={() => void startFromTemplate(network)}>
            {wordMessage(templateTitle(network))}
          </Button>
        ))}
      </div>
      <div className={classes.buttons}>
        <Button
          variant="subtle"
          leftSection={<IconLayoutGrid size={15} />}
          onClick={() => void runAction(showTemplatesAction)}
        >
          {t('empty.more')}
        </Button>
        <Button variant="subtle" leftSection={<IconClock size={15} />} onClick={() => void runAction(showRecentAction)}>
          {t('actions.recent')}
        </Button>
      </div>
    </div>
  )
}
