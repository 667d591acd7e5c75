import type { ZooNetwork } from './network.ts'
import { studyNetworks } from './study.ts'

export const zoo: readonly ZooNetwork[] = [...studyNetworks]

export function findZooNetwork(id: string): ZooNetwork | undefined {
  return zoo.find((network) => network.id === id)
}
