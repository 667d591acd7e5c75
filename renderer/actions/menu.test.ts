import { beforeEach, describe, expect, it } from 'vitest'
import { drawChain } from '#shared/zoo/network.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import { readActionState } from './action.ts'
import { type MenuPlace, menuOf } from './menu.ts'
import { actions } from './registry.ts'

const entries = (place: MenuPlace) => menuOf(place, actions, readActionState()).flatMap(({ items }) => items)
const idsOf = (place: MenuPlace) => entries(place).map(({ action }) => action.id)

beforeEach(() => {
  useDocumentStore.getState().replace(drawChain('chain', [8, 8, 1], [['Flatten'], ['Dense']]), null)
  useSelectionStore.getState().select([])
})

describe('menuOf', () => {
  it('lists what names the place, in the order of the sections', () => {
    useSelectionStore.getState().select(['dense-1'])
    expect(idsOf('layers').slice(0, 2)).not.toContain('delete')
    expect(idsOf('layers')).toEqual(expect.arrayContaining(['copy', 'cut', 'duplicate', 'delete']))
    expect(idsOf('lines')).toContain('delete')
    expect(idsOf('canvas')).toContain('fitView')
    expect(idsOf('canvas')).not.toContain('delete')
  })

  it('shows what cannot be done now, but not in submenus', () => {
    expect(entries('layers').find(({ action }) => action.id === 'delete')?.isEnabled).toBe(false)
    const sections = menuOf('layers', actions, readActionState()).filter(({ isSubmenu }) => isSubmenu)
    expect(sections.flatMap(({ items }) => items).every(({ isEnabled }) => isEnabled)).toBe(true)
  })
})
