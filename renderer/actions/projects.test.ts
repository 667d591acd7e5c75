import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { DataSummary } from '#shared/contract/data.ts'
import { emptyDocument } from '#shared/document/schema.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { attachFakeCore, attachFakeShell } from '../client/fake-client.ts'
import { useDataStore } from '../stores/data-store.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useKnownDataStore } from '../stores/known-data-store.ts'
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
  beforeEach(() => attachFakeCore({}))

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

  describe('made for a data set that people bring', () => {
    const cifar = findZooNetwork('study-cifar-cnn')
    const fashion = findZooNetwork('book-fashion')
    if (!cifar || !fashion) throw new Error('no template')
    const choices = {
      mnist: { source: 'idx', directory: '/data/mnist' },
      'fashion-mnist': { source: 'idx', directory: '/data/fashion' },
      'cifar-10': { source: 'cifar', path: '/data/cifar.tar.gz', labels: 'fine' },
    } as const
    const counts = { form: 'idx', trainCount: null, testCount: null } as const
    const place = (sets: readonly (keyof typeof choices)[]) => {
      const found = sets.map((set) => ({ ...counts, set, path: '', choice: choices[set] }))
      attachFakeCore({ findDataSets: () => ({ directory: '/data', found, offers: [], downloads: [] }) })
    }
    const isOpen = (shape: [number, number, number]) => {
      const names = Array.from({ length: 10 }, (_, label) => ({ en: `${label}`, 'zh-CN': `${label}` }))
      useDataStore.setState({ summary: { inputShape: shape, classes: names } as unknown as DataSummary })
    }
    beforeEach(() => {
      attachFakeShell({ askSave: () => 'discard' })
      useDataStore.setState({ summary: null })
    })

    it('choose it where it is on the computer', async () => {
      place(['mnist', 'fashion-mnist', 'cifar-10'])
      isOpen([28, 28, 1])
      store().replace(emptyDocument(), null)
      await startFromTemplate(network)
      expect(store().document.data).toEqual(choices.mnist)
      store().replace(emptyDocument(), null)
      await startFromTemplate(fashion)
      expect(store().document.data).toEqual(choices['fashion-mnist'])
      await startFromTemplate(cifar)
      expect(store().document.data).toEqual(choices['cifar-10'])
      expect(useKnownDataStore.getState().ofTemplate?.missing).toBeNull()
      // Nobody chose clothes; they came with the template.
      await startFromTemplate(fashion)
      await startFromTemplate(network)
      expect(store().document.data).toEqual(choices.mnist)
    })

    it('leave digits to one who trained on them, and data of their own to all', async () => {
      place(['mnist', 'fashion-mnist'])
      isOpen([28, 28, 1])
      store().edit((document) => ({ ...document, nodes: network.build().nodes }), 'edit')
      await startFromTemplate(network)
      expect(store().document.data).toEqual({ source: 'digits' })
      // Digits are no clothes.
      await startFromTemplate(fashion)
      expect(store().document.data).toEqual(choices['fashion-mnist'])
      const own = { source: 'idx', directory: '/mine' } as const
      store().edit((document) => ({ ...document, data: own }), 'edit')
      await startFromTemplate(network)
      expect(store().document.data).toEqual(own)
    })

    it('remember what is wanted where it is not, for the very drawing that was opened', async () => {
      place([])
      await startFromTemplate(cifar)
      const { ofTemplate } = useKnownDataStore.getState()
      expect(ofTemplate?.missing).toBe('cifar-10')
      expect(ofTemplate?.data).toBe(store().document.data)
      await startFromTemplate(network)
      expect(store().document.data).toEqual({ source: 'digits' })
      expect(useKnownDataStore.getState().ofTemplate?.missing).toBe('mnist')
    })

    it('open where the folder cannot be looked through', async () => {
      attachFakeCore({})
      await startFromTemplate(network)
      expect(store().document.data).toEqual({ source: 'digits' })
    })
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
