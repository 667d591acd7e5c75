/** Python for what PyTorch lacks, by the name with which layers call it. */
export const ownParts: Readonly<Record<string, string>> = {
  FrozenBatchNorm: `class FrozenBatchNorm(nn.BatchNorm2d):
    """Goes by the statistics that it has, in training too."""

    def forward(self, x):
        return F.batch_norm(x, self.running_mean, self.running_var, self.weight, self.bias, eps=self.eps)
`,
  SlopePerPlace: `class SlopePerPlace(nn.Module):
    """PReLU whose slopes below zero are shared only along the axes of size 1."""

    def __init__(self, *shape):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(shape))

    def forward(self, x):
        return torch.where(x < 0, self.weight * x, x)
`,
  mean_inside: `def mean_inside(pool, x, added):
    """Means of the pixels inside the picture: those that are added at its sides do not count."""
    return pool(F.pad(x, added)) / pool(F.pad(torch.ones_like(x), added))
`,
  upsample_bilinear: `def upsample_bilinear(x, size):
    """Pixel i lies at i / size among those before; PyTorch's own shifts them by half a pixel."""
    for axis, factor in zip((2, 3), size):
        after = torch.cat([x.narrow(axis, 1, x.shape[axis] - 1), x.narrow(axis, -1, 1)], axis)
        between = [torch.lerp(x, after, place / factor) for place in range(factor)]
        x = torch.stack(between, axis + 1).flatten(axis, axis + 1)
    return x
`,
}
