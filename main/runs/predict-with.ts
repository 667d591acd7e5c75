import type { LayerLook } from '#shared/contract/look.ts'
import type { PicturePrediction } from '#shared/contract/predict.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { type EngineResources, withNetwork } from '../engines/with-network.ts'
import { type OwnPicture, predictPicture } from '../inspect/predict-picture.ts'
import type { TrainedModel } from './active-run.ts'

/** Opens a session for one picture alone. @throws LoomError run.noPictureForm, data.skip.*, engine.* */
export function predictWith(
  model: TrainedModel & { document: LoomDocument },
  picture: OwnPicture,
  look: LayerLook,
  resources: EngineResources,
): Promise<PicturePrediction> {
  const { graph, classes, document } = model
  return withNetwork(model, resources, (session) => {
    return predictPicture({ session, graph, data: document.data, classes }, picture, look)
  })
}
