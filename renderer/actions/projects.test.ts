import { beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyDocument } from '#shared/document/schema.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { attachFakeShell } from '../client/fake-client.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { maySetAside, newProject, openProjectAt, saveProject } from './projects.ts'
import { startFromTemplate } from './templates.ts'

const store = () => useDocumentStore.getState()
const soil = () => store().edit((document) => ({ ...document, seed: document.seed + 1 }), 'edit')

beforeEach(() => store().replace(emptyDocument('mine'), null))

describe('saving', () => {
  it('remembers where, and is clean', async () => {
    soil()
    const save = vi.fn(() => ({ path: '/drawings/mine.loom' }))
    attachFakeShell({ save })
    expect(await saveProject({ isElsewhere: false })).toBe(true)
    expect(save).toHaveBeenCalledWith({ document: store().document, path: null })
    expect(store()).toMatchObject({ path: '/drawings/mine.loom', isDirty: false })
  })

  it('stays dirty when the person cancels', async () => {
    soil()
    attachFakeShell({ saveAs: () => null })
    expect(await saveProject({ isElsewhere: true })).toBe(false)
    expect(store()).toMatchObject({ path: null, isDirty: true })
  })
})

describe('setting a drawing aside', () => {
  it('does not ask about a clean one', async () => {
    attachFakeShell({})
    expect(await maySetAside()).toBe(true)
  })

  it.each([
    ['save', '/drawings/mine.loom', true],
    ['save', null, false],
    ['discard', null, true],
    ['cancel', null, false],
  ] as const)('%s (saved to %s): %s', async (wish, path, outcome) => {
    soil()
    attachFakeShell({ askSave: () => wish, save: () => (path ? { path } : null) })
    expect(await maySetAside()).toBe(outcome)
  })

  it('keeps the drawing when the person cancels New', async () => {
    soil()
    const before = store().document
    attachFakeShell({ askSave: () => 'cancel' })
    await newProject()
    expect(store().document).toBe(before)
  })

  it('keeps the drawing when the other file cannot be opened', async () => {
    const before = store().document
    attachFakeShell({
      openPath: () => {
        throw new Error('damaged')
      },
    })
    await expect(openProjectAt('/drawings/bad.loom')).rejects.toThrow('damaged')
    expect(store().document).toBe(before)
  })
})

describe('templates', () => {
  const network = findZooNetwork('study-mnist-cnn')
  if (!network) throw new Error('no template')

  it('are an edit in an empty drawing, which undo takes back', async () => {
    const before = store().document
    await startFromTemplate(network)
    expect(store().document.nodes).toHaveLength(13)
    expect(store().document.data).toEqual(before.data)
    expect(useDocumentStore.temporal.getState().pastStates).toHaveLength(1)
  })

  it('choose the data that they are made for, unless the present data fits as well', async () => {
    const colours = findZooNetwork('book-colours')
    const fashion = findZooNetwork('book-fashion')
    if (!colours || !fashion) throw new Error('no template')
    await startFromTemplate(colours)
    expect(store().document.data).toMatchObject({ source: 'shapes', variant: 'colours' })
    attachFakeShell({ askSave: () => 'discard' })
    await startFromTemplate(fashion)
    expect(store().document.data).toMatchObject({ source: 'shapes', variant: 'colours' })
    await startFromTemplate(network)
    expect(store().document.data).toEqual({ source: 'digits' })
  })

  it('do not leave a classifier with labels for each pixel', async () => {
    const pixels = findZooNetwork('u-net-28')
    const resnet = findZooNetwork('resnet-20-32')
    if (!pixels || !resnet) throw new Error('no template')
    await startFromTemplate(pixels)
    expect(store().document.data).toMatchObject({ source: 'shapes', variant: 'segmentation' })
    attachFakeShell({ askSave: () => 'discard' })
    await startFromTemplate(resnet)
    expect(store().document.data).toEqual({ source: 'digits' })
  })

  it('set another drawing aside first', async () => {
    await startFromTemplate(network)
    const before = store().document
    attachFakeShell({ askSave: () => 'cancel' })
    await startFromTemplate(network)
    expect(store().document).toBe(before)
    attachFakeShell({ askSave: () => 'discard' })
    await startFromTemplate(network)
    expect(store().document).not.toBe(before)
    expect(store()).toMatchObject({ isDirty: true, path: null })
  })
})
