import { core } from '../../client/core-client.ts'

const pageSize = 500
/** More than anyone steps through by hand. */
const most = 5000

/** Indices of the test pictures that the trained network gets wrong, in order. */
export async function fetchWrongPictures(runId: string): Promise<number[]> {
  const indices: number[] = []
  for (;;) {
    const page = await core.gallery({ runId, filter: 'wrong', cell: null, offset: indices.length, count: pageSize })
    indices.push(...page.items.map(({ index }) => index))
    if (page.items.length === 0 || indices.length >= Math.min(page.total, most)) break
  }
  return indices.sort((a, b) => a - b)
}

/** The one after or before `index` in `indices` (ascending), round the ends; null when there is none. */
export function neighbour(indices: readonly number[], index: number, step: 1 | -1): number | null {
  const found = step === 1 ? indices.find((other) => other > index) : indices.filter((other) => other < index).at(-1)
  return found ?? (step === 1 ? indices[0] : indices.at(-1)) ?? null
}
