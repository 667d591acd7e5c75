"""PyTorch as a contestant: see protocol.ts. Started with the task as JSON; reads orders, answers lines of JSON."""

import json
import resource
import sys
import time

import torch
from torch import nn


def activation(name):
    return {"relu": [nn.ReLU()], "sigmoid": [nn.Sigmoid()], "tanh": [nn.Tanh()]}.get(name, [])


def padding(values, size, name):
    """TensorFlow's `same` is symmetric for odd windows of stride 1, which is all that the study's networks use."""
    if values["padding"] == "valid":
        return 0
    if values["strides"] != [1, 1] or any(side % 2 == 0 for side in values[name]):
        raise SystemExit(f"no counterpart for {values}")
    return [side // 2 for side in size]


def build(layers):
    """The network up to its logits: the loss takes the softmax, as PyTorch's own examples do."""
    modules = []
    for layer in layers:
        kind, values, shape = layer["kind"], layer["values"], layer["input"]
        if kind == "Conv2D":
            size = values["kernelSize"]
            pad = padding(values, size, "kernelSize")
            modules.append(nn.Conv2d(shape[2], values["filters"], size, values["strides"], pad, bias=values["useBias"]))
            modules += activation(values["activation"])
        elif kind == "MaxPooling2D":
            modules.append(nn.MaxPool2d(values["poolSize"], values["strides"]))
        elif kind == "Dropout":
            modules.append(nn.Dropout(values["rate"]))
        elif kind == "Flatten":
            modules.append(nn.Flatten())
        elif kind == "Dense":
            modules.append(nn.Linear(shape[0], values["units"], bias=values["useBias"]))
            modules += activation(values["activation"])
        elif kind not in ("Input", "Output", "Activation"):
            raise SystemExit(f"no counterpart for {kind}")
    return nn.Sequential(*modules)


def main():
    task = json.loads(sys.argv[1])
    torch.set_num_threads(task["threads"])
    memory_format = torch.channels_last if task["device"] == "cpu channels_last" else torch.contiguous_format
    network = build(task["layers"]).to(memory_format=memory_format)
    height, width, channels = task["inputShape"]
    pictures = torch.rand(task["batch"], channels, height, width).to(memory_format=memory_format)
    labels = torch.randint(0, 10, (task["batch"],))
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    criterion = nn.CrossEntropyLoss()

    def step():
        optimizer.zero_grad()
        loss = criterion(network(pictures), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    print(json.dumps({"ready": True, "name": f"PyTorch {torch.__version__}"}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        if "finish" in order:
            print(json.dumps({"peakMemoryMiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}), flush=True)
            return
        times = []
        for _ in range(order["steps"]):
            start = time.perf_counter()
            step()
            times.append((time.perf_counter() - start) * 1000)
        print(json.dumps({"msPerStep": times}), flush=True)


main()
