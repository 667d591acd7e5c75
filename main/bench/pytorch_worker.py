"""PyTorch as a contestant: eager, as torchvision writes its networks."""

import torch
from peer import drop_noise, is_final_softmax, read_batch, read_task, read_weights, serve
from torch import nn

ACTIVATIONS = {"relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh}
# Relu may overwrite what these give: none of them looks at it again.
OVERWRITABLE = {"Conv2D", "Dense", "BatchNormalization", "Add"}


class Sum(nn.Module):
    def forward(self, first, *others):
        for other in others:
            first = first + other
        return first


class Network(nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.sources = [layer["sources"] for layer in layers]
        self.stages = nn.ModuleList(build(layers, place) for place in range(len(layers)))

    def forward(self, pictures):
        values = [pictures]
        for sources, stage in zip(self.sources[1:], self.stages[1:]):
            values.append(stage(*[values[source] for source in sources]))
        return values[-1]


def build(layers, place):
    layer = layers[place]
    values = layer["values"]
    if layer["kind"] not in STAGES:
        raise SystemExit(f"no counterpart for {layer['kind']}")
    stage = STAGES[layer["kind"]](layer, values)
    if not values.get("trainable", True):
        stage.requires_grad_(False)
    name = values.get("activation", "linear")
    if name == "linear" or is_final_softmax(layers, place):
        return stage
    activation = ACTIVATIONS[name]()
    if name == "relu":
        activation.inplace = may_overwrite(layers, place)
    return activation if layer["kind"] == "Activation" else nn.Sequential(stage, activation)


def may_overwrite(layers, place):
    if layers[place]["kind"] != "Activation":
        return True
    (source,) = layers[place]["sources"]
    return layers[source]["kind"] in OVERWRITABLE and consumers_of(layers, source) == 1


def consumers_of(layers, place):
    return sum(place in layer["sources"] for layer in layers)


def convolution(layer, values):
    return nn.Conv2d(
        layer["input"][2],
        values["filters"],
        values["kernelSize"],
        values["strides"],
        layer.get("frame") or same_padding(layer, values["kernelSize"]),
        values["dilationRate"],
        values["groups"],
        bias=values["useBias"],
    )


def same_padding(layer, size):
    """TensorFlow's `same` has a counterpart where it pads alike on both sides."""
    values = layer["values"]
    if values["padding"] == "valid":
        return [0, 0]
    sides = []
    for length, window, stride, skip in zip(layer["input"], size, values["strides"], values.get("dilationRate", [1, 1])):
        total = max((-(-length // stride) - 1) * stride + (window - 1) * skip + 1 - length, 0)
        if total % 2 == 1:
            raise SystemExit(f"no counterpart for {values}")
        sides.append(total // 2)
    return sides


def batch_normalization(layer, values):
    if not (values["center"] and values["scale"] and values["trainable"]):
        raise SystemExit("no counterpart for a BatchNormalization that is frozen or lacks a weight")
    return nn.BatchNorm2d(layer["input"][2], values["epsilon"], 1 - values["momentum"])


def zero_padding(layer, values):
    (top, bottom), (left, right) = values["padding"]
    return nn.ZeroPad2d((left, right, top, bottom))


STAGES = {
    "Input": lambda layer, values: nn.Identity(),
    "Output": lambda layer, values: nn.Identity(),
    "Activation": lambda layer, values: nn.Identity(),
    "Conv2D": convolution,
    "MaxPooling2D": lambda layer, values: nn.MaxPool2d(
        values["poolSize"], values["strides"], same_padding(layer, values["poolSize"])
    ),
    "GlobalAveragePooling2D": lambda layer, values: nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()),
    "Dropout": lambda layer, values: nn.Dropout(values["rate"]),
    "Flatten": lambda layer, values: nn.Flatten(),
    "Dense": lambda layer, values: nn.Linear(layer["input"][0], values["units"], bias=values["useBias"]),
    "BatchNormalization": batch_normalization,
    "ZeroPadding2D": zero_padding,
    "Add": lambda layer, values: Sum(),
}


def fold_padding(layers):
    """Padding alike on both sides becomes the convolution's own, as anyone would write it in PyTorch."""
    for layer in layers:
        before = layers[layer["sources"][0]] if layer["kind"] == "Conv2D" else {}
        if before.get("kind") != "ZeroPadding2D" or layer["values"]["padding"] != "valid":
            continue
        rows, columns = before["values"]["padding"]
        if rows[0] == rows[1] and columns[0] == columns[1] and consumers_of(layers, layer["sources"][0]) == 1:
            layer["frame"] = [rows[0], columns[0]]
            layer["sources"] = before["sources"]
            before["kind"] = "Activation"


@torch.no_grad()
def set_weights(network, layers, weights):
    """From Keras's layouts; the rows of a Dense behind a Flatten are in another order here."""
    for place, (layer, stage) in enumerate(zip(layers, network.stages)):
        if not weights[place]:
            continue
        module = stage[0] if isinstance(stage, nn.Sequential) else stage
        tensors = [torch.from_numpy(array.copy()) for array in weights[place]]
        if layer["kind"] == "Conv2D":
            tensors[0] = tensors[0].permute(3, 2, 0, 1)
        if layer["kind"] == "Dense":
            picture = flattened_shape(layers, layer["sources"][0])
            if picture:
                tensors[0] = tensors[0].reshape(*picture, -1).permute(2, 0, 1, 3).flatten(0, 2)
            tensors[0] = tensors[0].T
        for target, tensor in zip([*module.parameters(), *module.buffers()], tensors):
            target.copy_(tensor)


def flattened_shape(layers, place):
    while layers[place]["kind"] in ("Dropout", "Activation"):
        (place,) = layers[place]["sources"]
    return layers[place]["input"] if layers[place]["kind"] == "Flatten" else None


def main():
    task = read_task()
    drop_noise(task)
    layers, settings = task["peer"]["layers"], task["peer"]["optimizer"]
    fold_padding(layers)
    torch.set_num_threads(task["threads"])
    memory_format = torch.channels_last if task["device"] == "cpu channels_last" else torch.contiguous_format
    network = Network(layers)
    if task.get("start"):
        set_weights(network, layers, read_weights(task["start"], layers))
    network = network.to(memory_format=memory_format)
    pictures, labels = read_batch(task)
    pictures = torch.from_numpy(pictures).permute(0, 3, 1, 2).contiguous(memory_format=memory_format)
    labels = torch.from_numpy(labels)
    if settings["kind"] != "adam":
        raise SystemExit(f"no counterpart for {settings['kind']}")
    betas = (settings["beta1"], settings["beta2"])
    optimizer = torch.optim.Adam(network.parameters(), settings["learningRate"], betas, settings["epsilon"])
    criterion = nn.CrossEntropyLoss()

    def step():
        optimizer.zero_grad()
        loss = criterion(network(pictures), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    serve(f"PyTorch {torch.__version__}", step)


main()
