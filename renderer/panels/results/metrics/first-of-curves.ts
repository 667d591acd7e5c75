/** The class whose curves are shown first: of two the second is the one that is looked for. */
export function firstOfCurves(names: readonly unknown[]): number {
  return names.length === 2 ? 1 : 0
}
