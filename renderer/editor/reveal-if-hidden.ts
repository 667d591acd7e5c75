import type { LoomNode } from '#shared/document/schema.ts'
import { canvas } from './canvas-control.ts'

/** Brings a layer, a block or a note into the view whose corner lies outside of it. */
export function revealIfHidden({ id, position }: Pick<LoomNode, 'id' | 'position'>): void {
  if (!canvas().isInView(position)) canvas().reveal(id)
}
