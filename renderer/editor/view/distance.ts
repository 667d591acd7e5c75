import { create } from 'zustand'

/**
 * Whether the drawing is seen from so far away that nobody can aim at a single point or line. What is drawn then does
 * without all that follows the pointer and the view: of that, a thousand layers have too much for every frame.
 */
export const useDistance = create<{ isDistant: boolean }>()(() => ({ isDistant: false }))
