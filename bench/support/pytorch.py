"""Updates a second of the network tiny in PyTorch on the CPU. Arguments: batch, updates, threads. Prints one number."""

import math
import sys
import time

import torch
from torch import nn

batch, updates, threads = map(int, sys.argv[1:])
torch.set_num_threads(threads)


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.a = nn.Conv2d(32, 32, 3, padding=1)
        self.embed = nn.Linear(64, 32)
        self.b = nn.Conv2d(32, 32, 3, padding=1)

    def forward(self, x: torch.Tensor, e: torch.Tensor) -> torch.Tensor:
        return x + self.b(nn.functional.silu(self.a(x) + self.embed(e)[:, :, None, None]))


class Tiny(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.template = nn.Parameter(torch.zeros(11, 1, 14, 14))
        self.time = nn.Linear(32, 64)
        self.stem = nn.Conv2d(8, 32, 3, padding=1)
        self.blocks = nn.ModuleList(Block() for _ in range(3))
        self.head = nn.Conv2d(32, 4, 3, padding=1)
        self.register_buffer("frequencies", torch.exp(torch.arange(16) * (-math.log(10000) / 16)))

    def forward(self, x: torch.Tensor, t: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
        angles = t[:, None] * self.frequencies
        e = nn.functional.silu(self.time(torch.cat([angles.sin(), angles.cos()], 1)))
        x = nn.functional.pixel_unshuffle(torch.cat([x, self.template[label]], 1), 2)
        x = self.stem(x)
        for block in self.blocks:
            x = block(x, e)
        return nn.functional.pixel_shuffle(self.head(nn.functional.silu(x)), 2)


network = Tiny()
assert sum(p.numel() for p in network.parameters()) == 69_488
optimiser = torch.optim.Adam(network.parameters(), 2e-3, betas=(0.9, 0.99))
x, target = torch.randn(2, batch, 1, 14, 14)
t = torch.randint(0, 1000, (batch,)).float()
label = torch.randint(0, 11, (batch,))
for n in range(updates + 3):
    if n == 3:
        began = time.perf_counter()
    optimiser.zero_grad()
    loss = nn.functional.mse_loss(network(x, t, label), target)
    loss.backward()
    optimiser.step()
    loss.item()
print(updates / (time.perf_counter() - began))
