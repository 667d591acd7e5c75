import type { Locator, Page } from '@playwright/test'

export interface Point {
  x: number
  y: number
}

/** The palette, the canvas and the inspector, as a person with a mouse uses them. */
export class Editor {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  node(id: string): Locator {
    return this.#page.getByTestId(`node-${id}`)
  }

  nodes(): Locator {
    return this.#page.locator('.react-flow__node')
  }

  edges(): Locator {
    return this.#page.locator('.react-flow__edge')
  }

  /** Drags a layer from the palette to a point of the canvas, in pixels from its corner. */
  async dragLayer(kind: string, to: Point): Promise<void> {
    const canvas = await boxOf(this.#page.getByTestId('canvas'))
    const entry = this.#page.getByTestId(`palette-${kind}`)
    await entry.scrollIntoViewIfNeeded()
    const from = center(await boxOf(entry))
    await this.#drag(from, { x: canvas.x + to.x, y: canvas.y + to.y })
  }

  /** Drags a line from the lower point of one layer to the upper point of another. */
  async connect(source: string, target: string): Promise<void> {
    const from = center(await boxOf(this.node(source).locator('.react-flow__handle.source')))
    const to = center(await boxOf(this.node(target).locator('.react-flow__handle.target')))
    await this.#drag(from, to)
  }

  /** Draws a line from one layer to the middle of another and does not let go. */
  async holdLine(source: string, target: string): Promise<void> {
    const from = center(await boxOf(this.node(source).locator('.react-flow__handle.source')))
    const to = center(await boxOf(this.node(target)))
    const { mouse } = this.#page
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
    await mouse.move(to.x, to.y, { steps: 4 })
  }

  /** Draws a line from a layer to a point of the canvas. */
  async dragOut(source: string, to: Point): Promise<void> {
    const canvas = await boxOf(this.#page.getByTestId('canvas'))
    const from = center(await boxOf(this.node(source).locator('.react-flow__handle.source')))
    await this.#drag(from, { x: canvas.x + to.x, y: canvas.y + to.y })
  }

  /** Moves a layer by its title to a point of the canvas. */
  async moveLayer(id: string, to: Point): Promise<void> {
    const canvas = await boxOf(this.#page.getByTestId('canvas'))
    const { x, y } = await boxOf(this.node(id))
    await this.#drag({ x: x + 60, y: y + 14 }, { x: canvas.x + to.x, y: canvas.y + to.y })
  }

  /** The middle of the line between two layers, from the corner of the canvas. */
  async middleOfLine(source: string, target: string): Promise<Point> {
    const canvas = await boxOf(this.#page.getByTestId('canvas'))
    const from = center(await boxOf(this.node(source).locator('.react-flow__handle.source')))
    const to = center(await boxOf(this.node(target).locator('.react-flow__handle.target')))
    return { x: (from.x + to.x) / 2 - canvas.x, y: (from.y + to.y) / 2 - canvas.y }
  }

  /** Selects a layer by a click on its title. */
  async select(id: string): Promise<void> {
    await this.node(id).click({ position: { x: 20, y: 14 } })
    await this.#page.getByTestId('tab-layer').click()
  }

  /** Types into a number field of the selected layer; `strides` and the like take their two numbers one by one. */
  async type(parameter: string, value: string | number): Promise<void> {
    const field = this.#page.getByTestId(`param-${parameter}`)
    await field.fill(String(value))
    await field.press('Enter')
  }

  /** Chooses from a list or from options side by side. */
  async choose(parameter: string, option: string): Promise<void> {
    const field = this.#page.getByTestId(`param-${parameter}`)
    const isList = await field.evaluate((element) => element.tagName === 'SELECT')
    if (isList) await field.selectOption(option)
    else await field.getByText(option, { exact: true }).click()
  }

  async #drag(from: Point, to: Point): Promise<void> {
    const { mouse } = this.#page
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
    await mouse.move(to.x, to.y, { steps: 4 })
    await mouse.up()
  }
}

interface Box extends Point {
  width: number
  height: number
}

async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox()
  if (!box) throw new Error(`${locator} is not to be seen`)
  return box
}

function center({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 }
}
