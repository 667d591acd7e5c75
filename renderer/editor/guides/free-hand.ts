/** With Alt or Ctrl held a drag goes where the pointer goes: it meets no guides, and no blocks. */
export interface HandKeys {
  altKey: boolean
  ctrlKey: boolean
}

export function isFreeHand({ altKey, ctrlKey }: HandKeys): boolean {
  return altKey || ctrlKey
}

let isFree = false

/** Whether the hand is free now; React Flow's changes come without their event. */
export function handIsFree(): boolean {
  return isFree
}

/** Follows the keys for as long as the canvas is there; the answer ends it. */
export function watchHand(): () => void {
  const note = (event: PointerEvent | KeyboardEvent) => {
    isFree = isFreeHand(event)
  }
  // Before React Flow hears of the same move.
  const options = { capture: true }
  for (const type of ['pointermove', 'pointerup', 'keydown', 'keyup'] as const) {
    window.addEventListener(type, note, options)
  }
  return () => {
    for (const type of ['pointermove', 'pointerup', 'keydown', 'keyup'] as const) {
      window.removeEventListener(type, note, options)
    }
  }
}
