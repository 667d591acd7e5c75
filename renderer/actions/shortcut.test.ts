import { describe, expect, it } from 'vitest'
import { matchesShortcut, showShortcut } from './shortcut.ts'

const press = (key: string, ...held: ('ctrl' | 'meta' | 'shift' | 'alt')[]) => ({
  key,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
})

describe('matchesShortcut', () => {
  it('takes Ctrl for Mod, and on macOS ⌘', () => {
    expect(matchesShortcut(press('z', 'ctrl'), 'Mod+Z', false)).toBe(true)
    expect(matchesShortcut(press('z', 'meta'), 'Mod+Z', true)).toBe(true)
    expect(matchesShortcut(press('z', 'ctrl'), 'Mod+Z', true)).toBe(false)
    expect(matchesShortcut(press('z', 'meta'), 'Mod+Z', false)).toBe(false)
  })

  it('tells keys apart by all that is held', () => {
    expect(matchesShortcut(press('Z', 'ctrl', 'shift'), 'Mod+Z', false)).toBe(false)
    expect(matchesShortcut(press('Z', 'ctrl', 'shift'), 'Mod+Shift+Z', false)).toBe(true)
    expect(matchesShortcut(press('z', 'ctrl', 'alt'), 'Mod+Z', false)).toBe(false)
    expect(matchesShortcut(press('f'), 'F', false)).toBe(true)
    expect(matchesShortcut(press('f', 'ctrl'), 'F', false)).toBe(false)
    expect(matchesShortcut(press('ArrowUp', 'alt'), 'Alt+ArrowUp', false)).toBe(true)
    expect(matchesShortcut(press('ArrowUp'), 'Alt+ArrowUp', false)).toBe(false)
    expect(matchesShortcut(press('?', 'shift'), '?', false)).toBe(true)
    expect(matchesShortcut({ ...press('å', 'alt', 'shift'), code: 'KeyA' }, 'Alt+Shift+A', true)).toBe(true)
    expect(matchesShortcut(press('Delete'), 'Delete', false)).toBe(true)
  })
})

describe('showShortcut', () => {
  it('reads as people of the platform write it', () => {
    expect(showShortcut('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z')
    expect(showShortcut('Mod+Shift+Z', true)).toBe('⇧⌘Z')
    expect(showShortcut('Alt+ArrowDown', false)).toBe('Alt+↓')
    expect(showShortcut('Alt+ArrowDown', true)).toBe('⌥↓')
  })
})
