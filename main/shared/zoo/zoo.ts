import type { ZooNetwork } from './network.ts'
import { alexnetNetworks, zfnetNetworks } from './networks/alexnet.ts'
import { allCnnNetworks } from './networks/all-cnn.ts'
import { densenetNetworks } from './networks/densenet.ts'
import { fcnNetworks } from './networks/fcn.ts'
import { segmentationSmall } from './networks/fcn-small.ts'
import { feedForwardNetworks } from './networks/feed-forward.ts'
import { googlenetNetworks } from './networks/googlenet.ts'
import { lenetNetworks } from './networks/lenet.ts'
import { resnetNetworks } from './networks/resnet.ts'
import { studyNetworks } from './networks/study.ts'
import { textbookNetworks } from './networks/textbook.ts'
import { uNetNetworks } from './networks/u-net.ts'
import { vggNetworks } from './networks/vgg.ts'

/** The order of the gallery: by family, then as each family lists them. */
export const zoo: readonly ZooNetwork[] = [
  ...studyNetworks,
  ...feedForwardNetworks,
  ...textbookNetworks,
  ...lenetNetworks,
  ...alexnetNetworks,
  ...zfnetNetworks,
  ...vggNetworks,
  ...googlenetNetworks,
  ...allCnnNetworks,
  ...fcnNetworks,
  segmentationSmall,
  ...uNetNetworks,
  ...resnetNetworks,
  ...densenetNetworks,
]

export function findZooNetwork(id: string): ZooNetwork | undefined {
  return zoo.find((network) => network.id === id)
}
