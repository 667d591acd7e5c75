import path from 'node:path'
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '#shared/contract/shell.ts'
import type { MessageCode } from '#shared/messages/message.ts'
import { type Locale, locales } from '#shared/messages/message-table.ts'
import { type Wording, wordingIn } from '#shared/messages/wording.ts'

export interface MenuChoices {
  locale: Locale
  /** Paths of files. */
  recent: string[]
  onCommand(command: MenuCommand): void
  onRecent(path: string): void
  onLocale(locale: Locale): void
}

/** The name of each language in itself: whoever cannot read the present one finds theirs. */
const localeNames: Record<Locale, string> = { en: 'English', 'zh-CN': '简体中文' }

/** Keys that also mean something in a text field or a dialog stay with the page, which knows where the cursor is. */
const pageKey = { registerAccelerator: false }

export function showMenu(choices: MenuChoices): void {
  const say = wordingIn(choices.locale)
  const menus: MenuItemConstructorOptions[] = [
    { label: say('shell.menu.file'), submenu: fileMenu(choices, say) },
    { label: say('shell.menu.edit'), submenu: editMenu(choices, say) },
    { label: say('shell.menu.view'), submenu: viewMenu(choices, say) },
    { label: say('shell.menu.run'), submenu: runMenu(choices, say) },
    { label: say('shell.menu.help'), role: 'help', submenu: helpMenu(choices, say) },
  ]
  if (process.platform === 'darwin') menus.unshift({ role: 'appMenu' })
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus))
}

function fileMenu(choices: MenuChoices, say: Wording): MenuItemConstructorOptions[] {
  const recent: MenuItemConstructorOptions[] = choices.recent.map((file) => ({
    // A lone ampersand would mark a key.
    label: path.basename(file).replaceAll('&', '&&'),
    toolTip: file,
    click: () => choices.onRecent(file),
  }))
  if (recent.length === 0) recent.push({ label: say('shell.menu.noRecent'), enabled: false })
  return [
    item(choices, say, 'new', 'CmdOrCtrl+N'),
    item(choices, say, 'templates'),
    item(choices, say, 'open', 'CmdOrCtrl+O'),
    { id: 'openRecent', label: say('shell.menu.openRecent'), submenu: recent },
    { type: 'separator' },
    item(choices, say, 'save', 'CmdOrCtrl+S'),
    item(choices, say, 'saveAs', 'CmdOrCtrl+Shift+S'),
    item(choices, say, 'saveOnnx'),
    item(choices, say, 'saveKeras'),
    item(choices, say, 'savePytorch'),
    item(choices, say, 'saveModel'),
    { type: 'separator' },
    { ...item(choices, say, 'versions', 'CmdOrCtrl+Shift+H'), ...pageKey },
    { ...item(choices, say, 'compare', 'CmdOrCtrl+Shift+D'), ...pageKey },
    { type: 'separator' },
    process.platform === 'darwin'
      ? { role: 'close', label: say('shell.menu.close') }
      : { role: 'quit', label: say('shell.menu.quit'), accelerator: 'CmdOrCtrl+Q' },
  ]
}

function editMenu(choices: MenuChoices, say: Wording): MenuItemConstructorOptions[] {
  return [
    { ...item(choices, say, 'undo', 'CmdOrCtrl+Z'), ...pageKey },
    { ...item(choices, say, 'redo', process.platform === 'win32' ? 'Ctrl+Y' : 'CmdOrCtrl+Shift+Z'), ...pageKey },
    { type: 'separator' },
    { role: 'cut', label: say('shell.menu.cut') },
    { role: 'copy', label: say('shell.menu.copy') },
    { role: 'paste', label: say('shell.menu.paste') },
    { ...item(choices, say, 'delete', 'Delete'), ...pageKey },
    { ...item(choices, say, 'selectAll', 'CmdOrCtrl+A'), ...pageKey },
  ]
}

function viewMenu(choices: MenuChoices, say: Wording): MenuItemConstructorOptions[] {
  const languages: MenuItemConstructorOptions[] = locales.map((locale) => ({
    id: `locale-${locale}`,
    label: localeNames[locale],
    type: 'radio',
    checked: locale === choices.locale,
    click: () => choices.onLocale(locale),
  }))
  return [
    { ...item(choices, say, 'showNetwork', 'CmdOrCtrl+1'), ...pageKey },
    { ...item(choices, say, 'showData', 'CmdOrCtrl+2'), ...pageKey },
    { ...item(choices, say, 'showRuns', 'CmdOrCtrl+3'), ...pageKey },
    { type: 'separator' },
    item(choices, say, 'fitView'),
    { type: 'separator' },
    { role: 'zoomIn', label: say('shell.menu.zoomIn') },
    { role: 'zoomOut', label: say('shell.menu.zoomOut') },
    { role: 'resetZoom', label: say('shell.menu.zoomReset') },
    { role: 'togglefullscreen', label: say('shell.menu.fullScreen') },
    { type: 'separator' },
    { id: 'language', label: say('shell.menu.language'), submenu: languages },
    ...(app.isPackaged ? [] : developerItems(say)),
  ]
}

function developerItems(say: Wording): MenuItemConstructorOptions[] {
  return [{ type: 'separator' }, { role: 'toggleDevTools', label: say('shell.menu.developerTools') }]
}

function runMenu(choices: MenuChoices, say: Wording): MenuItemConstructorOptions[] {
  return [item(choices, say, 'train', 'F5'), item(choices, say, 'pause', 'F6'), item(choices, say, 'stop', 'Shift+F5')]
}

function helpMenu(choices: MenuChoices, say: Wording): MenuItemConstructorOptions[] {
  return [{ ...item(choices, say, 'showShortcuts', 'F1'), ...pageKey }, item(choices, say, 'about')]
}

function item(
  choices: MenuChoices,
  say: Wording,
  command: MenuCommand,
  accelerator?: string,
): MenuItemConstructorOptions {
  const label: MessageCode = `shell.menu.${command}`
  return { id: command, label: say(label), accelerator, click: () => choices.onCommand(command) }
}
