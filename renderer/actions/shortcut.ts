/** The parts of a KeyboardEvent that decide about a shortcut. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Whether a key press is the shortcut `Mod+Shift+Z`; Mod is ⌘ on macOS and Ctrl elsewhere. */
export function matchesShortcut(press: KeyPress, shortcut: string, isMac: boolean): boolean {
  const parts = shortcut.split('+')
  const key = parts.at(-1) ?? ''
  const hasMod = parts.includes('Mod')
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    (isMac ? press.metaKey : press.ctrlKey) === hasMod &&
    !(isMac ? press.ctrlKey : press.metaKey) &&
    press.shiftKey === parts.includes('Shift') &&
    !press.altKey
  )
}

/** As people read it: `Ctrl+Shift+Z`, on macOS `⇧⌘Z`. */
export function showShortcut(shortcut: string, isMac: boolean): string {
  if (!isMac) return shortcut.replace('Mod', 'Ctrl')
  const parts = shortcut.split('+')
  return `${parts.includes('Shift') ? '⇧' : ''}${parts.includes('Mod') ? '⌘' : ''}${parts.at(-1) ?? ''}`
}
