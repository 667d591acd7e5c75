import { useShellStore } from '../../stores/shell-store.ts'
import { useWatchStore } from '../../stores/watch-store.ts'

/** Opens the network's inside with this test picture. */
export function lookInside(imageIndex: number): void {
  useWatchStore.getState().setImageIndex(imageIndex)
  useShellStore.getState().showDock('maps')
}
