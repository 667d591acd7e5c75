/** Files that the disk is asked about while others are waited for. */
export const filesAtOnce = 32

/** Works through all items, a few at once, in the order in which they are begun. Ends with the first failure. */
export async function workAtOnce<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  const left = items.entries()
  let hasFailed = false
  const worker = async () => {
    for (const [index, item] of left) {
      if (hasFailed) return
      try {
        await work(item, index)
      } catch (error) {
        hasFailed = true
        throw error
      }
    }
  }
  const outcomes = await Promise.allSettled(Array.from({ length: atOnce }, worker))
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
}
