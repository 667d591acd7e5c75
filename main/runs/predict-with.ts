import type { LayerLook } from '#shared/contract/look.ts'
import type { PicturePrediction } from '#shared/contract/predict.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { type OwnPicture, predictPicture } from '../inspect/predict-picture.ts'
import type { ScoreResources } from '../inspect/score-map.ts'
import type { TrainedModel } from './active-run.ts'

/** Opens a session for one picture alone. @throws LoomError run.noPictureForm, data.skip.*, engine.* */
export async function predictWith(
  { graph, weights, classes, document }: TrainedModel & { document: LoomDocument },
  picture: OwnPicture,
  look: LayerLook,
  { engines, chooseDevice }: Pick<ScoreResources, 'engines' | 'chooseDevice'>,
): Promise<PicturePrediction> {
  const { engine, device } = await chooseDevice(document.training.engine, engines)
  const session = await engine.open({ ...document.training, graph, seed: document.seed }, device)
  try {
    await session.writeWeights(weights)
    return await predictPicture({ session, graph, data: document.data, classes }, picture, look)
  } finally {
    await session.dispose()
  }
}
