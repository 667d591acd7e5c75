"""Keras on TensorFlow as a contestant: a compiled training step of its own, which is faster than `fit`."""

import os
import re

from peer import drop_noise, is_final_softmax, read_batch, read_task, read_weights, serve

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

# Parameters that Keras words otherwise: penalties, which no network here has, and first weights, which do not matter.
PENALTIES = {"kernelL1", "kernelL2"}
LEFT_OUT = {*PENALTIES, "kernelInitializer", "biasInitializer"}


def snake_case(name):
    return re.sub(r"[A-Z]", lambda match: f"_{match.group().lower()}", name)


def build(layers):
    values = []
    for place, layer in enumerate(layers):
        sources = [values[source] for source in layer["sources"]]
        if layer["kind"] == "Input":
            values.append(keras.Input(layer["output"]))
        elif layer["kind"] == "Output":
            values.append(sources[0])
        else:
            stage = create(layers, place)
            values.append(stage(sources if len(sources) > 1 else sources[0]))
            layer["stage"] = stage
    return keras.Model(values[0], values[-1])


def create(layers, place):
    layer = layers[place]
    given = dict(layer["values"])
    if any(given.get(name) for name in PENALTIES):
        raise SystemExit("no counterpart for a regulariser")
    arguments = {snake_case(name): value for name, value in given.items() if name not in LEFT_OUT}
    if is_final_softmax(layers, place):
        arguments["activation"] = "linear"
    return getattr(keras.layers, layer["kind"])(**arguments)


def main():
    task = read_task()
    drop_noise(task)
    tf.config.threading.set_intra_op_parallelism_threads(task["threads"])
    # One is faster than two on two processors (22 ms against 28 ms a step of study-cifar-cnn).
    tf.config.threading.set_inter_op_parallelism_threads(1)
    layers, settings = task["peer"]["layers"], task["peer"]["optimizer"]
    model = build(layers)
    weights = read_weights(task.get("start"), layers)
    for place, layer in enumerate(layers):
        if weights and weights[place]:
            layer["stage"].set_weights(weights[place])
    if settings["kind"] != "adam":
        raise SystemExit(f"no counterpart for {settings['kind']}")
    names = {"learningRate": "learning_rate", "beta1": "beta_1", "beta2": "beta_2", "epsilon": "epsilon"}
    optimizer = keras.optimizers.Adam(**{name: settings[ours] for ours, name in names.items()})
    optimizer.build(model.trainable_variables)
    criterion = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    pictures, labels = (tf.constant(array) for array in read_batch(task))

    @tf.function(jit_compile=task["device"] == "cpu xla")
    def train(pictures, labels):
        with tf.GradientTape() as tape:
            loss = criterion(labels, model(pictures, training=True))
        optimizer.apply(tape.gradient(loss, model.trainable_variables))
        return loss

    serve(f"Keras {keras.__version__}, TensorFlow {tf.__version__}", lambda: float(train(pictures, labels)))


main()
