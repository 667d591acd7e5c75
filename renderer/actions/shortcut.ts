/** The parts of a KeyboardEvent that decide about a shortcut. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'> & { code?: string }

/**
 * Whether a key press is the shortcut `Mod+Shift+Z`; Mod is ⌘ on macOS and Ctrl elsewhere. A sign such as `?` needs Shift on
 * some keyboards and not on others.
 */
export function matchesShortcut(press: KeyPress, shortcut: string, isMac: boolean): boolean {
  const parts = shortcut.split('+')
  const key = parts.at(-1) ?? ''
  const hasMod = parts.includes('Mod')
  return (
    keyOf(press) === key.toLowerCase() &&
    (isMac ? press.metaKey : press.ctrlKey) === hasMod &&
    !(isMac ? press.ctrlKey : press.metaKey) &&
    (press.shiftKey === parts.includes('Shift') || isSign(key)) &&
    press.altKey === parts.includes('Alt')
  )
}

function isSign(key: string): boolean {
  return key.length === 1 && !/[a-z0-9 ]/i.test(key)
}

/** With Alt, keys of macOS write other letters: there the key's place counts. */
function keyOf({ key, code, altKey }: KeyPress): string {
  return altKey && code?.startsWith('Key') ? code.slice(3).toLowerCase() : key.toLowerCase()
}

const signs: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', ' ': 'Space' }

/** As people read it: `Ctrl+Shift+Z`, on macOS `⇧⌘Z`. */
export function showShortcut(shortcut: string, isMac: boolean): string {
  const parts = shortcut.split('+')
  const key = parts.at(-1) ?? ''
  const shown = signs[key] ?? key
  if (!isMac) return [...parts.slice(0, -1), shown].join('+').replace('Mod', 'Ctrl')
  const held = ['Alt', 'Shift', 'Mod'].filter((name) => parts.includes(name))
  return held.map((name) => ({ Alt: '⌥', Shift: '⇧', Mod: '⌘' })[name]).join('') + shown
}
