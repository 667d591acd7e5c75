"""What the contestants in Python share: see protocol.ts."""

import json
import os
import sys
import time

try:
    import resource
except ImportError:  # Windows
    resource = None


def read_task():
    return json.loads(sys.stdin.readline())


def peak_memory_mib():
    if resource is None:
        return 0
    per_mib = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / per_mib


def serve(name, step):
    """`step` takes one training step and answers its loss as a number."""
    answer({"ready": True, "name": name})
    for line in sys.stdin:
        order = json.loads(line)
        if "finish" in order:
            answer({"peakMemoryMiB": peak_memory_mib()})
            return
        times, losses = [], []
        for _ in range(order["steps"]):
            start = time.perf_counter()
            losses.append(step())
            times.append((time.perf_counter() - start) * 1000)
        answer({"msPerStep": times, "losses": losses})


def answer(message):
    print(json.dumps(message), file=answers, flush=True)


# Libraries that print must not spoil the answers.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def read_weights(start, layers):
    """For each layer its weights, in Keras's order and layouts; None where they are to be drawn at random."""
    import numpy

    if start is None:
        return None
    values = numpy.fromfile(start["weights"], dtype=numpy.float32)
    arrays, offset = [], 0
    for layer in layers:
        own = []
        for shape in layer["weights"]:
            size = int(numpy.prod(shape))
            own.append(values[offset : offset + size].reshape(shape))
            offset += size
        arrays.append(own)
    return arrays


def read_batch(task):
    """Pictures as float32 from 0 to 1, NHWC, and labels."""
    import numpy

    layers, count, start = task["peer"]["layers"], task["batch"], task.get("start")
    shape = [count, *layers[0]["output"]]
    if start is None:
        generator = numpy.random.default_rng(1)
        return generator.random(shape, dtype=numpy.float32), generator.integers(0, task["peer"]["classes"], count)
    pixels = numpy.fromfile(start["pixels"], dtype=numpy.uint8).reshape(shape)
    return pixels.astype(numpy.float32) / 255, numpy.fromfile(start["labels"], dtype=numpy.uint8).astype(numpy.int64)


def drop_noise(task):
    """With given weights the losses are compared: then nothing is drawn at random."""
    if task.get("start") is None:
        return
    for layer in task["peer"]["layers"]:
        if layer["kind"] == "Dropout":
            layer["values"]["rate"] = 0


def is_final_softmax(layers, place):
    """The loss takes the softmax, as the libraries' own examples do it for speed."""
    if layers[place]["values"].get("activation") != "softmax":
        return False
    if any(layer["kind"] != "Output" for layer in layers[place + 1 :]):
        raise SystemExit("no counterpart for a softmax within the network")
    return True
