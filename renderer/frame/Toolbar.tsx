import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconDeviceFloppy,
  IconFilePlus,
  IconFolderOpen,
  IconLayoutGrid,
  IconMoon,
  IconSitemap,
  IconSun,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Locale, locales } from '#shared/messages/message-table.ts'
import { arrangeDownAction } from '../actions/arrange.ts'
import { newProjectAction } from '../actions/new-project.ts'
import { openProjectAction } from '../actions/open-project.ts'
import { redoAction } from '../actions/redo.ts'
import { saveProjectAction } from '../actions/save-project.ts'
import { showTemplatesAction } from '../actions/show-templates.ts'
import { undoAction } from '../actions/undo.ts'
import { shell } from '../client/shell-client.ts'
import { switchLocale } from '../i18n/setup.ts'
import { useLocale } from '../i18n/use-locale.ts'
import { RunControls } from '../panels/training/RunControls.tsx'
import { useDocumentStore, useHistoryLabels } from '../stores/document-store.ts'
import { projectTitle } from '../stores/project-title.ts'
import { reportFailure } from '../stores/report-failure.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { ActionButton } from './ActionButton.tsx'
import { ConvertMenu } from './ConvertMenu.tsx'
import { Mark } from './Mark.tsx'
import { PageSwitch } from './PageSwitch.tsx'
import { ProjectMenu } from './ProjectMenu.tsx'
import classes from './Toolbar.module.css'
import { useAction } from './use-action.ts'

export function Toolbar() {
  const { t } = useTranslation()
  const history = useHistoryLabels()
  const isDrawing = useShellStore(({ page }) => page === 'network')
  const say = (label: string | null) => (label ? t(label, { defaultValue: '' }) : null)
  return (
    <header className={classes.toolbar} data-testid="toolbar">
      <Mark />
      <PageSwitch />
      <ProjectName />
      <div className={classes.group}>
        <ActionButton action={newProjectAction}>
          <IconFilePlus size={18} stroke={1.7} />
        </ActionButton>
        <ActionButton action={openProjectAction}>
          <IconFolderOpen size={18} stroke={1.7} />
        </ActionButton>
        <ActionButton action={saveProjectAction}>
          <IconDeviceFloppy size={18} stroke={1.7} />
        </ActionButton>
        <ProjectMenu />
      </div>
      <div className={classes.group}>
        <ActionButton action={undoAction} detail={say(history.undo)}>
          <IconArrowBackUp size={18} stroke={1.7} />
        </ActionButton>
        <ActionButton action={redoAction} detail={say(history.redo)}>
          <IconArrowForwardUp size={18} stroke={1.7} />
        </ActionButton>
      </div>
      {isDrawing && <DrawingTools />}
      <div className={classes.spring} />
      <LanguageSwitch />
      <SchemeSwitch />
      <div className={classes.run}>
        <RunControls />
      </div>
    </header>
  )
}

/** What is done to the drawing as a whole. */
function DrawingTools() {
  const templates = useAction(showTemplatesAction)
  return (
    <>
      <div className={`${classes.group} ${classes.arrange}`}>
        <ActionButton action={arrangeDownAction}>
          <IconSitemap size={18} stroke={1.7} />
        </ActionButton>
      </div>
      <Button
        className={classes.templates}
        title={templates.label}
        variant="subtle"
        color="gray"
        leftSection={<IconLayoutGrid size={17} stroke={1.7} />}
        onClick={templates.run}
        data-testid="templates"
      >
        <span className={classes.word}>{templates.label}</span>
      </Button>
      <ConvertMenu />
    </>
  )
}

function ProjectName() {
  const { t } = useTranslation()
  const name = useDocumentStore(({ document, path }) => projectTitle(document, path))
  const path = useDocumentStore((state) => state.path)
  const isDirty = useDocumentStore((state) => state.isDirty)
  return (
    <div className={classes.project} title={path ?? undefined}>
      <span className={classes.name} data-testid="project-name">
        {name || t('untitled')}
      </span>
      {isDirty && (
        <span className={classes.dot} role="img" aria-label={t('unsaved')} title={t('unsaved')} data-testid="dirty" />
      )}
    </div>
  )
}

const localeNames: Record<Locale, string> = { en: 'EN', 'zh-CN': '中文' }

function LanguageSwitch() {
  const { t } = useTranslation()
  const locale = useLocale()
  return (
    <SegmentedControl
      classNames={{ root: classes.language, control: classes.languageChoice }}
      aria-label={t('language')}
      data-testid="language"
      size="xs"
      value={locale}
      data={locales.map((value) => ({ value, label: localeNames[value] }))}
      onChange={(value) => {
        const chosen = locales.find((each) => each === value) ?? 'en'
        switchLocale(chosen)
        shell.setLocale({ locale: chosen }).catch(reportFailure)
      }}
    />
  )
}

function SchemeSwitch() {
  const { t } = useTranslation()
  const { colorScheme, toggleColorScheme } = useMantineColorScheme()
  const isDark = colorScheme === 'dark'
  return (
    <Button
      variant="subtle"
      color="gray"
      w={30}
      p={0}
      aria-label={t(isDark ? 'light' : 'dark')}
      title={t(isDark ? 'light' : 'dark')}
      onClick={toggleColorScheme}
    >
      {isDark ? <IconSun size={17} stroke={1.7} /> : <IconMoon size={17} stroke={1.7} />}
    </Button>
  )
}
