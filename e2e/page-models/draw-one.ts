import type { Page } from '@playwright/test'
import { stroke } from './pad.ts'

/** Draws a line from top to bottom on the pad for digits. */
export function drawOne(page: Page): Promise<void> {
  return stroke(page, [0.5, 0.15], [0.5, 0.85])
}
