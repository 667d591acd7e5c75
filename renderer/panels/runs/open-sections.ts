import { create } from 'zustand'

export const sectionNames = [
  'results',
  'curves',
  'test',
  'confusion',
  'pairs',
  'classes',
  'calibration',
  'thresholds',
  'settings',
  'place',
] as const
export type SectionName = (typeof sectionNames)[number]

interface OpenSections {
  open: readonly SectionName[]
  toggle: (name: SectionName) => void
}

/** Which parts of a run's details are unfolded: alike for all runs, so that one can step from run to run. */
export const useOpenSections = create<OpenSections>()((set, get) => ({
  open: ['results', 'curves', 'test', 'confusion'],
  toggle(name) {
    const { open } = get()
    set({ open: open.includes(name) ? open.filter((each) => each !== name) : [...open, name] })
  },
}))
