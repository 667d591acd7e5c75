import type { OwnPart } from './layer-call.ts'

/** Python for what Keras 3 lacks, or has otherwise, in the order in which it is written. */
export const ownParts: Record<OwnPart, string> = {
  hardSigmoid: `@keras.saving.register_keras_serializable("layerloom")
def hard_sigmoid(x):
    """clip(0.2 x + 0.5, 0, 1); Keras 3 has another slope."""
    return ops.clip(0.2 * x + 0.5, 0, 1)
`,
  localResponseNormalization: `@keras.saving.register_keras_serializable("layerloom")
class LocalResponseNormalization(layers.Layer):
    """x / (bias + alpha * sum of squares of the neighbouring channels) ** beta, as in AlexNet."""

    def __init__(self, depth_radius=2, bias=2.0, alpha=1e-4, beta=0.75, **kwargs):
        super().__init__(**kwargs)
        self.depth_radius, self.bias, self.alpha, self.beta = depth_radius, bias, alpha, beta

    def call(self, x):
        radius, channels = self.depth_radius, x.shape[-1]
        squares = ops.pad(ops.square(x), [[0, 0], [0, 0], [0, 0], [radius, radius]])
        total = sum(squares[..., place : place + channels] for place in range(2 * radius + 1))
        return x / ops.power(self.bias + self.alpha * total, self.beta)

    def get_config(self):
        own = dict(depth_radius=self.depth_radius, bias=self.bias, alpha=self.alpha, beta=self.beta)
        return {**super().get_config(), **own}
`,
  bilinearUpSampling: `@keras.saving.register_keras_serializable("layerloom")
class BilinearUpSampling2D(layers.Layer):
    """Pixel i lies at i / size among those before; Keras's own UpSampling2D shifts them by half a pixel."""

    def __init__(self, size=(2, 2), **kwargs):
        super().__init__(**kwargs)
        self.size = tuple(size)

    def call(self, x):
        down, across = (self.shares(x.shape[axis + 1], self.size[axis]) for axis in (0, 1))
        return ops.einsum("ih,bhwc,jw->bijc", down, x, across)

    @staticmethod
    def shares(length, factor):
        places = np.arange(length * factor) / factor
        before = np.floor(places).astype(int)
        after = np.minimum(np.ceil(places).astype(int), length - 1)
        table = np.zeros((length * factor, length), "float32")
        np.add.at(table, (np.arange(length * factor), before), 1 - (places - before))
        np.add.at(table, (np.arange(length * factor), after), places - before)
        return table

    def get_config(self):
        return {**super().get_config(), "size": self.size}
`,
}
