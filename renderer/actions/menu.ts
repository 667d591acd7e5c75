import type { Action, ActionState } from './action.ts'

/** What a context menu is about: the selected layers, the selected lines, or the canvas itself. */
export const menuPlaces = ['layers', 'lines', 'canvas'] as const
export type MenuPlace = (typeof menuPlaces)[number]

/** Sections of the menus, from top to bottom. */
export const menuGroups = [
  'add',
  'clip',
  'remove',
  'block',
  'rewrite',
  'align',
  'colour',
  'layout',
  'view',
  'export',
  'project',
] as const
export type MenuGroup = (typeof menuGroups)[number]

/** Sections that open beside the menu, under the name `menu.<group>`. They list only what can be done. */
const submenus: ReadonlySet<MenuGroup> = new Set(['rewrite', 'align', 'colour', 'export'])

export function isSubmenu(group: MenuGroup): boolean {
  return submenus.has(group)
}

export interface MenuSection {
  group: MenuGroup
  isSubmenu: boolean
  items: { action: Action; isEnabled: boolean }[]
}

/** The context menu of a place, from whatever actions name it; sections with nothing to do are left out. */
export function menuOf(place: MenuPlace, actions: readonly Action[], state: ActionState): MenuSection[] {
  return menuGroups.flatMap((group) => {
    const items = actions
      .filter(({ menu }) => menu?.group === group && menu.places.includes(place))
      .map((action) => ({ action, isEnabled: action.isEnabled(state) }))
    const shown = isSubmenu(group) ? items.filter(({ isEnabled }) => isEnabled) : items
    return shown.length > 0 ? [{ group, isSubmenu: isSubmenu(group), items: shown }] : []
  })
}
