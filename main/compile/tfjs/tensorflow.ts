import '@tensorflow/tfjs-backend-cpu'
import { enableProdMode } from '@tensorflow/tfjs-core'

/**
 * The one place that loads tfjs. Production mode keeps tfjs from writing to the console: its invitation to install
 * tfjs-node, and a warning per kernel when a second copy of the library is loaded.
 */
enableProdMode()

export * as tf from '@tensorflow/tfjs-core'
export * as keras from '@tensorflow/tfjs-layers'
