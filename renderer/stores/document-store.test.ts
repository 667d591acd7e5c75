import { beforeEach, describe, expect, it } from 'vitest'
import { addNode } from '#shared/document/edit.ts'
import { emptyDocument, type LoomDocument } from '#shared/document/schema.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { useDataStore } from './data-store.ts'
import { checkedGraph, redo, undo, useDocumentStore } from './document-store.ts'

const store = () => useDocumentStore.getState()
const steps = () => useDocumentStore.temporal.getState().pastStates.length
const rename = (name: string) => (document: LoomDocument) => ({ ...document, name })

beforeEach(() => store().replace(emptyDocument('start'), '/drawings/start.loom'))

describe('document store', () => {
  it('takes edits back and does them again, and knows what they were', () => {
    store().edit(rename('one'), 'app:edits.rename')
    store().edit(rename('two'), 'app:edits.move')
    undo()
    expect(store().document.name).toBe('one')
    expect(store().editLabel).toBe('app:edits.rename')
    expect(useDocumentStore.temporal.getState().futureStates.at(-1)?.editLabel).toBe('app:edits.move')
    redo()
    expect(store().document.name).toBe('two')
  })

  it('is clean again when undo comes back to what is on disk', () => {
    store().edit(rename('one'), 'edit')
    expect(store().isDirty).toBe(true)
    undo()
    expect(store().isDirty).toBe(false)
    redo()
    store().markSaved(store().document, '/drawings/one.loom')
    expect(store()).toMatchObject({ isDirty: false, path: '/drawings/one.loom' })
    undo()
    expect(store().isDirty).toBe(true)
  })

  it('stays dirty when the drawing went on while it was being saved', () => {
    const written = store().document
    store().edit(rename('later'), 'edit')
    store().markSaved(written, '/drawings/start.loom')
    expect(store().isDirty).toBe(true)
  })

  it('makes one step of a gesture, however many edits it has', () => {
    for (const name of ['a', 'ab', 'abc']) store().edit(rename(name), 'edit', { gesture: 'field' })
    expect(steps()).toBe(1)
    store().endGesture()
    store().edit(rename('abcd'), 'edit', { gesture: 'field' })
    expect(steps()).toBe(2)
    undo()
    expect(store().document.name).toBe('abc')
    undo()
    expect(store().document.name).toBe('start')
  })

  it('does not continue a gesture that undo has taken back', () => {
    store().edit(rename('a'), 'edit', { gesture: 'field' })
    undo()
    store().edit(rename('b'), 'edit', { gesture: 'field' })
    expect(steps()).toBe(1)
    undo()
    expect(store().document.name).toBe('start')
  })

  it('makes no step of an edit that changes nothing', () => {
    store().edit((document) => document, 'edit')
    expect(steps()).toBe(0)
    expect(store().isDirty).toBe(false)
  })

  it('forgets the steps of the project before, and calls a recovered one dirty', () => {
    store().edit(rename('one'), 'edit')
    store().replace(emptyDocument('other'), null, { isUnsaved: true })
    expect(steps()).toBe(0)
    expect(store()).toMatchObject({ isDirty: true, path: null })
  })

  it('keeps no more than 200 steps', () => {
    for (let index = 0; index < 230; index += 1) store().edit(rename(`${index}`), 'edit')
    expect(steps()).toBe(200)
  })
})

describe('checkedGraph', () => {
  it('is computed once per drawing and checks against the open data set', () => {
    const network = findZooNetwork('study-mnist-fcn')
    store().replace(network?.build() ?? emptyDocument(), null)
    const graph = checkedGraph()
    expect(graph.totals.parameters).toBe(74_362)
    expect(checkedGraph()).toBe(graph)
    useDataStore.setState({
      summary: {
        choice: { source: 'digits' },
        task: 'classification',
        inputShape: [32, 32, 3],
        classes: [],
        trainCount: 0,
        testCount: 0,
        trainClassCounts: [],
        testClassCounts: [],
        bytes: 0,
        notes: [],
        skipped: { count: 0, files: [] },
      },
    })
    expect(checkedGraph().diagnostics.map(({ code }) => code)).toContain('graph.inputMismatch')
    useDataStore.setState({ summary: null })
    store().edit((document) => addNode(document, 'Dense', { x: 0, y: 0 }).document, 'edit')
    expect(checkedGraph()).not.toBe(graph)
  })
})
