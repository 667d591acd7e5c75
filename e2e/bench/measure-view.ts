import { expect, type Page } from '@playwright/test'
import { type MainThread, since } from './main-thread.ts'

const steps = 40

/** Script time of each frame while the drawing is moved with the mouse. */
export async function measurePan(page: Page, thread: MainThread): Promise<number[]> {
  const { mouse } = page
  const from = await emptyPoint(page)
  await mouse.move(from.x, from.y)
  await mouse.down({ button: 'middle' })
  const times = await measureSteps(page, thread, async (step) => {
    const way = step < steps / 2 ? step + 1 : steps - step - 1
    await mouse.move(from.x + 6 * way, from.y + 4 * way)
  })
  await mouse.up({ button: 'middle' })
  return times
}

/** Script time of each frame while the drawing is zoomed with the wheel, in or out and back again. */
export async function measureZoom(page: Page, thread: MainThread, direction: 'in' | 'out'): Promise<number[]> {
  const at = await emptyPoint(page)
  await page.mouse.move(at.x, at.y)
  const turn = direction === 'in' ? -30 : 30
  return measureSteps(page, thread, (step) => page.mouse.wheel(0, step < steps / 2 ? turn : -turn))
}

/**
 * Script time of each frame on the way from near to far and back, fast enough to pass the border at which much of the
 * drawing changes how it is drawn.
 */
export async function measureCrossing(page: Page, thread: MainThread): Promise<number[]> {
  const at = await emptyPoint(page)
  await page.mouse.move(at.x, at.y)
  return measureSteps(page, thread, (step) => page.mouse.wheel(0, step < steps / 2 ? 90 : -90))
}

/** Does one thing a frame. A step after which the drawing looks as before was dropped, and then the figures are worth nothing. */
async function measureSteps(page: Page, thread: MainThread, act: (step: number) => Promise<void>): Promise<number[]> {
  const times: number[] = []
  let view = await nextView(page)
  let before = await thread.read()
  for (let step = 0; step < steps; step += 1) {
    await act(step)
    const moved = await nextView(page)
    const after = await thread.read()
    expect(moved, `step ${step} changes the view`).not.toBe(view)
    times.push(since(before, after).script)
    view = moved
    before = after
  }
  return times
}

/** Shift and zoom of the drawing, as they are drawn in the next frame. */
function nextView(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        requestAnimationFrame(() => {
          const viewport = document.querySelector('.react-flow__viewport')
          resolve(viewport ? getComputedStyle(viewport).transform : '')
        })
      }),
  )
}

async function emptyPoint(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.getByTestId('canvas').boundingBox()
  if (!box) throw new Error('the canvas is not to be seen')
  return { x: box.x + box.width / 2 + 5, y: box.y + 14 }
}
