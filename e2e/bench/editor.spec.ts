import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { printDocument } from '#shared/document/parse.ts'
import { expect, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'
import { drawLarge } from './draw-large.ts'
import { type Figure, keepFigures, printFigures, summarizeReadings } from './figures.ts'
import { openMainThread } from './main-thread.ts'
import { measureKeys } from './measure-edits.ts'
import { measureCrossing, measurePan, measureZoom } from './measure-view.ts'

/** What was promised: ms of script in a frame, and ms from an edit until the graph is checked. */
const frameLimit = 8
const checkLimits: Record<number, number> = { 300: 16, 1000: 50 }

for (const size of [300, 1000]) {
  test(`${size} layers`, async ({ launch, folder }) => {
    const drawing = drawLarge(size)
    const file = path.join(folder, 'large.loom')
    await writeFile(file, printDocument(drawing))
    const { page } = await launch({ args: [file] })
    await expect(page.getByTestId('status-parameters')).not.toHaveText('0')
    const thread = await openMainThread(page)
    await page.waitForTimeout(1500)

    const figures: Figure[] = []
    const add = (measure: string, times: readonly number[], limit?: number) =>
      figures.push({
        layers: drawing.nodes.length,
        measure,
        ...summarizeReadings(times),
        ...(limit === undefined ? {} : { limit }),
      })
    const addView = async (view: string, direction: 'in' | 'out') => {
      const shown = await new Editor(page).nodes().count()
      add(`pan, ${view} (${shown} drawn), script/frame`, await measurePan(page, thread), frameLimit)
      add(`zoom, ${view} (${shown} drawn), script/frame`, await measureZoom(page, thread, direction), frameLimit)
    }
    const addEdits = async (name: string, field: string, keys: readonly [string, string]) => {
      const { revalidated, drawn } = await measureKeys(page, thread, page.getByTestId(field), keys)
      add(`${name}, until checked`, revalidated, checkLimits[size])
      add(`${name}, until drawn`, drawn)
    }

    await zoomOut(page)
    await addView('from afar', 'in')
    const middle = middleConvolution(drawing.nodes)
    await goTo(page, middle)
    await addView('near', 'out')
    add('zoom from near to far and back, script/frame', await measureCrossing(page, thread))
    await page.getByTestId('tab-layer').click()
    await addEdits('kernel in the middle', 'param-kernelSize-0', ['ArrowUp', 'ArrowDown'])
    await goTo(page, 'conv2d-2')
    await addEdits('filters at the start, all behind break', 'param-filters', ['ArrowUp', 'ArrowDown'])
    printFigures(`${drawing.nodes.length} layers, ms`, figures)
    await keepFigures(`editor-${size}`, figures)
  })
}

function middleConvolution(nodes: readonly { id: string; kind: string }[]): string {
  const found = nodes.slice(Math.floor(nodes.length / 2)).find(({ kind }) => kind === 'Conv2D')
  if (!found) throw new Error('no convolution in the middle')
  return found.id
}

/** As far as it goes, so that as many layers as possible are drawn. */
async function zoomOut(page: Page): Promise<void> {
  const button = page.locator('.react-flow__controls-zoomout')
  for (let click = 0; click < 20 && (await button.isEnabled()); click += 1) await button.click()
  await page.waitForTimeout(800)
}

async function goTo(page: Page, nodeId: string): Promise<void> {
  await page.keyboard.press('Control+f')
  await page.keyboard.type(nodeId)
  await page.keyboard.press('Enter')
  await expect(new Editor(page).node(nodeId)).toBeVisible()
  await page.keyboard.press('Shift+F')
  await page.waitForTimeout(800)
}
