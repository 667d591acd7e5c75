import type { LoomNode } from '#shared/document/schema.ts'
import type { PlacedBox } from './arrange.ts'
import type { DrawnGraph } from './keyboard/neighbour.ts'

/** What commands may ask of the canvas that is on screen. */
export interface CanvasControl {
  /** Shows the whole drawing, however small. */
  fitView(): void
  /** Shows the whole drawing where its names can be read then, else its beginning. */
  showBeginning(): void
  /** The place for a drawing, in pixels; null while it is not known. */
  room(): { width: number; height: number } | null
  /** Brings a node into the middle of the view. */
  reveal(nodeId: string): void
  /** The middle of the view, in the drawing's coordinates. */
  center(): LoomNode['position']
  isInView(position: LoomNode['position']): boolean
  /** A point of the screen in the drawing's coordinates; null when it lies outside of the canvas. */
  toDrawing(x: number, y: number): LoomNode['position'] | null
  /** Where the menu of a layer or line opens, in pixels of the window; without one, the middle of the canvas. */
  screenPoint(id: string | null): { x: number; y: number }
  /** A point of the drawing in pixels of the window. */
  toScreen(position: LoomNode['position']): { x: number; y: number }
  /** Pixels of the screen for one of the drawing. */
  zoom(): number
  /** Where the pointer is in the drawing; null while it is elsewhere. */
  pointer(): LoomNode['position'] | null
  /** Gives a layer the keyboard, once it is drawn; one out of sight is brought into view. */
  focus(nodeId: string): void
  /** The layer, block or note that has the keyboard. */
  focused(): string | null
  /** Shows these in the whole view. */
  zoomTo(nodeIds: readonly string[]): void
  /** What is selected, as it stands on the canvas: a collapsed block for its layers. */
  selectedBoxes(): ReadonlyMap<string, PlacedBox>
  /** Layers and collapsed blocks in the order of the data, and the lines between them. */
  drawn(): DrawnGraph
}

const nowhere: CanvasControl = {
  fitView() {},
  showBeginning() {},
  room: () => null,
  reveal() {},
  center: () => ({ x: 0, y: 0 }),
  isInView: () => true,
  toDrawing: () => null,
  screenPoint: () => ({ x: 0, y: 0 }),
  toScreen: () => ({ x: 0, y: 0 }),
  zoom: () => 1,
  pointer: () => null,
  focus() {},
  focused: () => null,
  zoomTo() {},
  selectedBoxes: () => new Map(),
  drawn: () => ({ nodes: [], edges: [] }),
}

let current = nowhere

/** The canvas on screen; one that does nothing while there is none. */
export function canvas(): CanvasControl {
  return current
}

/** Puts a canvas in place; the answer takes it away again. */
export function attachCanvas(control: CanvasControl): () => void {
  current = control
  return () => {
    if (current === control) current = nowhere
  }
}
