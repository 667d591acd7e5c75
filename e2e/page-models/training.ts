import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'

export type DockTab = 'curves' | 'maps' | 'kernels' | 'confusion' | 'metrics' | 'gallery' | 'try' | 'problems'

/** The toolbar's run controls and the views in the dock. */
export class Training {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get phase(): Locator {
    return this.page.getByTestId('run-status')
  }

  async start(): Promise<void> {
    await this.page.getByTestId('train').click()
    await this.waitForPhase('training')
  }

  async waitForPhase(phase: string, timeout = 30_000): Promise<void> {
    await expect(this.phase).toHaveAttribute('data-phase', phase, { timeout })
  }

  async show(tab: DockTab): Promise<void> {
    await this.page.getByTestId(`tab-${tab}`).click()
  }

  /** The fraction of test pictures told right, as the window has it. */
  async testAccuracy(): Promise<number> {
    return Number(await this.page.getByTestId('test-accuracy').getAttribute('data-value'))
  }

  /** The confusion matrix as the window's own table has it, row by row. */
  async confusion(classCount: number): Promise<number[][]> {
    const rows: number[][] = []
    for (let actual = 0; actual < classCount; actual++) {
      const cells = this.page.locator(`[data-testid^="confusion-${actual}-"]`)
      rows.push(await cells.evaluateAll((all) => all.map((cell) => Number(cell.getAttribute('data-count')))))
    }
    return rows
  }

  /** What a canvas shows, to be compared with what it shows at another time. */
  picture(canvas: Locator): Promise<string> {
    return canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL())
  }

  /** How many different colours a canvas shows; 1 where it is blank. */
  colours(canvas: Locator): Promise<number> {
    return canvas.evaluate((element: HTMLCanvasElement) => {
      const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? []
      const seen = new Set<number>()
      for (let at = 0; at < pixels.length; at += 4) {
        seen.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0))
      }
      return seen.size
    })
  }
}
