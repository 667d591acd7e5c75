import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { CDPSession, Page } from '@playwright/test'
import { printDocument } from '#shared/document/parse.ts'
import { expect, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'
import { drawLarge } from './draw-large.ts'

interface Figures {
  layers: number
  [measure: string]: number
}

for (const size of [300, 1000]) {
  test(`${size} layers`, async ({ launch, folder }) => {
    const document = drawLarge(size)
    const file = path.join(folder, 'large.loom')
    await writeFile(file, printDocument(document))
    const { page } = await launch({ args: [file] })
    await expect(page.getByTestId('status-parameters')).not.toHaveText('0')
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    const figures: Figures = { layers: document.nodes.length }
    await page.waitForTimeout(1500)
    Object.assign(figures, await measureView(page, session, 'whole'))
    await goTo(page, 'conv2d-2')
    Object.assign(figures, await measureView(page, session, 'near'))
    figures['edit, median ms'] = await measureEdits(page)
    figures['move, median ms'] = await measureMoves(page)
    print(figures)
  })
}

function print(figures: Figures): void {
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(30)} ${Number(value.toFixed(2))}`)
}

async function goTo(page: Page, nodeId: string): Promise<void> {
  await page.keyboard.press('Control+f')
  await page.keyboard.type(nodeId)
  await page.keyboard.press('Enter')
  await expect(new Editor(page).node(nodeId)).toBeVisible()
  await page.keyboard.press('Shift+F')
  await page.waitForTimeout(800)
}

/** Script time per frame while the drawing is moved and while it is zoomed. */
async function measureView(page: Page, session: CDPSession, view: string): Promise<Record<string, number>> {
  const box = await page.getByTestId('canvas').boundingBox()
  if (!box) throw new Error('the canvas is not to be seen')
  const middle = { x: box.x + box.width / 2 + 5, y: box.y + 14 }
  const { mouse } = page
  const pan = await perFrame(page, session, async () => {
    await mouse.move(middle.x, middle.y)
    await mouse.down({ button: 'middle' })
    for (let step = 1; step <= 60; step++) await mouse.move(middle.x + 4 * step, middle.y + 3 * step)
    for (let step = 60; step >= 0; step--) await mouse.move(middle.x + 4 * step, middle.y + 3 * step)
    await mouse.up({ button: 'middle' })
  })
  const zoom = await perFrame(page, session, async () => {
    for (let step = 0; step < 30; step++) await mouse.wheel(0, step < 15 ? -40 : 40)
  })
  return { [`pan ${view}, script ms/frame`]: pan, [`zoom ${view}, script ms/frame`]: zoom }
}

/** Milliseconds of script, as Chromium counts them, for each frame that was drawn meanwhile. */
async function perFrame(page: Page, session: CDPSession, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const counter = window as unknown as { frames: number; isCounting: boolean }
    counter.frames = 0
    counter.isCounting = true
    const count = () => {
      counter.frames += 1
      if (counter.isCounting) requestAnimationFrame(count)
    }
    requestAnimationFrame(count)
  })
  const before = await scriptSeconds(session)
  await act()
  await page.waitForTimeout(300)
  const after = await scriptSeconds(session)
  const frames = await page.evaluate(() => {
    const counter = window as unknown as { frames: number; isCounting: boolean }
    counter.isCounting = false
    return counter.frames
  })
  return ((after - before) * 1000) / frames
}

async function scriptSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0
}

/** From the key press in a field of the inspector to the end of all that it sets off: check, totals and drawing. */
async function measureEdits(page: Page): Promise<number> {
  await page.getByTestId('tab-layer').click()
  await page.getByTestId('param-filters').focus()
  return measureKeys(page, 'ArrowUp')
}

async function measureMoves(page: Page): Promise<number> {
  await page.locator('.react-flow__node[data-id="conv2d-2"]').focus()
  return measureKeys(page, 'ArrowRight')
}

async function measureKeys(page: Page, key: string): Promise<number> {
  await page.evaluate(() => {
    const timed = window as unknown as { times: number[] }
    timed.times = []
    const listen = () => {
      const started = performance.now()
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => timed.times.push(performance.now() - started)
      port2.postMessage(null)
    }
    window.addEventListener('keydown', listen, { capture: true })
  })
  for (let press = 0; press < 21; press++) {
    await page.keyboard.press(key)
    await page.waitForTimeout(60)
  }
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times)
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}
