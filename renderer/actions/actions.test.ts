import { beforeEach, describe, expect, it } from 'vitest'
import { emptyDocument } from '#shared/document/schema.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { attachFakeCore, attachFakeShell } from '../client/fake-client.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { type Action, readActionState, runAction } from './action.ts'
import { actions } from './registry.ts'

const chain = drawChain('chain', [28, 28, 1], [['Conv2D'], ['Flatten'], ['Dense', { activation: 'softmax' }]])
const drawing = () => useDocumentStore.getState().document
const steps = () => useDocumentStore.temporal.getState().pastStates.length
const select = useSelectionStore.getState().select

function action(id: string): Action {
  const found = actions.find((each) => each.id === id)
  if (!found) throw new Error(`no action ${id}`)
  return found
}
const run = (id: string) => runAction(action(id))

beforeEach(() => {
  attachFakeCore({})
  let clipboard = ''
  attachFakeShell({
    readClipboard: () => clipboard,
    writeClipboard: ({ text }) => {
      clipboard = text
    },
  })
  useDocumentStore.getState().replace(chain, null)
  useShellStore.setState({ notices: [] })
  select([])
})

describe('actions', () => {
  it('have one id and no shortcut in common', () => {
    const ids = actions.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const shortcuts = actions.flatMap((each) => [...each.shortcuts])
    expect(new Set(shortcuts).size).toBe(shortcuts.length)
  })

  it('delete heals the chain and is one undo step', async () => {
    select(['flatten-1'])
    await run('delete')
    expect(drawing().edges.map(({ source, target }) => [source, target])).toContainEqual(['conv2d-1', 'dense-1'])
    expect(useSelectionStore.getState().selectedNodeIds).toEqual([])
    expect(steps()).toBe(1)
    await run('undo')
    expect(drawing()).toBe(chain)
    await run('redo')
    expect(drawing().nodes).toHaveLength(4)
  })

  it('delete takes lines too', async () => {
    select([], ['edge-2'])
    await run('delete')
    expect(drawing().edges.map(({ id }) => id)).toEqual(['edge-1', 'edge-3', 'edge-4'])
    expect(drawing().nodes).toHaveLength(5)
  })

  it('copy and paste make layers of their own, each beside what lies there, and select them', async () => {
    select(['conv2d-1'])
    await run('copy')
    await run('paste')
    await run('paste')
    const [first, second] = drawing().nodes.slice(-2)
    expect(first).toMatchObject({ id: 'conv2d-2', position: { x: 248, y: 180 } })
    expect(second).toMatchObject({ id: 'conv2d-3', position: { x: -248, y: 220 } })
    expect(useSelectionStore.getState().selectedNodeIds).toEqual(['conv2d-3'])
    expect(steps()).toBe(2)
  })

  it('cut is one undo step and can be pasted', async () => {
    select(['conv2d-1', 'flatten-1'])
    await run('cut')
    expect(drawing().nodes).toHaveLength(3)
    expect(steps()).toBe(1)
    await run('paste')
    expect(drawing().nodes).toHaveLength(5)
  })

  it('paste leaves alone what is none of its own, and says so', async () => {
    attachFakeShell({ readClipboard: () => 'Dear reader' })
    await run('paste')
    expect(drawing()).toBe(chain)
    expect(useShellStore.getState().notices).toMatchObject([{ content: { textKey: 'app:notices.nothingToPaste' } }])
  })

  it('cut keeps what could not be copied', async () => {
    attachFakeShell({
      writeClipboard: () => {
        throw new Error('busy')
      },
    })
    select(['conv2d-1'])
    await run('cut')
    expect(drawing()).toBe(chain)
  })

  it('selectAll selects layers and lines', async () => {
    await run('selectAll')
    expect(useSelectionStore.getState().selectedNodeIds).toHaveLength(5)
    expect(useSelectionStore.getState().selectedEdgeIds).toHaveLength(4)
  })

  it('are off when there is nothing for them to do', () => {
    useDocumentStore.getState().replace(emptyDocument(), null)
    const off = actions.filter((each) => !each.isEnabled(readActionState())).map(({ id }) => id)
    expect(off).toEqual(
      expect.arrayContaining(['undo', 'redo', 'delete', 'selectAll', 'fitView', 'train', 'pause', 'stop', 'saveModel']),
    )
  })

  it.each(actions.filter((each) => each.undo === 'never' && !['undo', 'redo'].includes(each.id)))(
    '$id leaves the undo steps alone',
    async (each) => {
      useDocumentStore.getState().edit((document) => ({ ...document, seed: 2 }), 'edit')
      const before = steps()
      attachFakeShell({ askSave: () => 'cancel', openDialog: () => null, save: () => null, saveAs: () => null })
      await runAction(each)
      expect(steps()).toBe(before)
    },
  )

  it('say what went wrong, in a notice', async () => {
    attachFakeShell({
      save: () => {
        throw new Error('disk full')
      },
    })
    await run('save')
    expect(useShellStore.getState().notices).toMatchObject([
      { tone: 'error', content: { message: { code: 'common.unexpected', values: { reason: 'disk full' } } } },
    ])
  })
})
