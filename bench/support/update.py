"""Least milliseconds of an update of tiny and of small in PyTorch on the CPU.

Arguments: threads, seconds, batch, networks. Prints JSON.
"""

from __future__ import annotations

import json
import math
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

threads, seconds, batch = map(int, map(float, sys.argv[1:4]))
torch.set_num_threads(threads)


def frequencies(count: int) -> torch.Tensor:
    return torch.exp(torch.arange(count) * (-math.log(10000) / count))


def waves(t: torch.Tensor, f: torch.Tensor) -> torch.Tensor:
    angles = t[:, None] * f
    return torch.cat([angles.sin(), angles.cos()], 1)


class Block(nn.Module):
    """x + conv(SiLU(norm(conv(x)) + Linear(e))), with or without a batch normalisation."""

    def __init__(self, channels: int, width: int, norm: bool) -> None:
        super().__init__()
        self.a = nn.Conv2d(channels, channels, 3, padding=1, bias=not norm)
        self.norm = nn.BatchNorm2d(channels) if norm else nn.Identity()
        self.embed = nn.Linear(width, channels)
        self.b = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x: torch.Tensor, e: torch.Tensor) -> torch.Tensor:
        return x + self.b(F.silu(self.norm(self.a(x)) + self.embed(e)[:, :, None, None]))


class Tiny(nn.Module):
    """src/model/networks/tiny.ts."""

    size, parameter_count = 14, 69_488

    def __init__(self) -> None:
        super().__init__()
        self.template = nn.Parameter(torch.zeros(11, 1, 14, 14))
        self.time = nn.Linear(32, 64)
        self.stem = nn.Conv2d(8, 32, 3, padding=1)
        self.blocks = nn.ModuleList(Block(32, 64, norm=False) for _ in range(3))
        self.head = nn.Conv2d(32, 4, 3, padding=1)
        self.register_buffer("frequencies", frequencies(16))

    def forward(self, x: torch.Tensor, t: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
        e = F.silu(self.time(waves(t, self.frequencies)))
        x = self.stem(F.pixel_unshuffle(torch.cat([x, self.template[label]], 1), 2))
        for block in self.blocks:
            x = block(x, e)
        return F.pixel_shuffle(self.head(F.silu(x)), 2)


class Small(nn.Module):
    """src/model/networks/small.ts."""

    size, parameter_count = 28, 445_684

    def __init__(self, a: int = 32, b: int = 64, width: int = 128) -> None:
        super().__init__()
        self.template = nn.Parameter(torch.zeros(11, 1, 28, 28))
        self.time = nn.ModuleList([nn.Linear(64, width), nn.Linear(width, width)])
        self.label = nn.Embedding(11, width)
        self.stem = nn.Conv2d(8, a, 3, padding=1)
        self.enc14, self.dec14 = Block(a, width, norm=True), Block(a, width, norm=True)
        self.down = nn.Conv2d(a, b, 2, stride=2)
        self.enc7, self.mid0, self.mid1, self.dec7 = (Block(b, width, norm=True) for _ in range(4))
        self.norm, self.qkv, self.out = nn.BatchNorm2d(b), nn.Conv2d(b, 3 * b, 1), nn.Conv2d(b, b, 1)
        self.up = nn.ConvTranspose2d(b, a, 2, stride=2)
        self.head_norm, self.head = nn.BatchNorm2d(a), nn.Conv2d(a, 4, 3, padding=1)
        self.register_buffer("frequencies", frequencies(32))

    def attend(self, x: torch.Tensor) -> torch.Tensor:
        n, c, h, w = x.shape
        rows = self.qkv(self.norm(x)).reshape(n, 3, 4, c // 4, h * w).transpose(-1, -2)
        q, k, v = rows.unbind(1)
        share = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(c // 4), -1)
        return x + self.out((share @ v).transpose(-1, -2).reshape(n, c, h, w))

    def forward(self, x: torch.Tensor, t: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
        e = F.silu(self.time[0](waves(t, self.frequencies)))
        e = F.silu(self.time[1](e) + self.label(label))
        x = self.stem(F.pixel_unshuffle(torch.cat([x, self.template[label]], 1), 2))
        skip14 = self.enc14(x, e)
        skip7 = self.enc7(self.down(skip14), e)
        x = self.mid1(self.attend(self.mid0(skip7, e)), e)
        x = self.up(self.dec7(x + skip7, e))
        x = self.dec14(x + skip14, e)
        return F.pixel_shuffle(self.head(F.silu(self.head_norm(x))), 2)


rows = []
for name in sys.argv[4:]:
    network = {"tiny": Tiny, "small": Small}[name]()
    count = sum(p.numel() for p in network.parameters())
    assert count == network.parameter_count, count
    optimiser = torch.optim.Adam(network.parameters(), 2e-3, betas=(0.9, 0.99))
    x, target = torch.randn(2, batch, 1, network.size, network.size)
    t = torch.randint(0, 1000, (batch,)).float()
    label = torch.randint(0, 11, (batch,))
    least = float("inf")
    end = time.perf_counter() + seconds
    for n in range(10**9):
        if n > 3 and time.perf_counter() > end:
            break
        began = time.perf_counter()
        optimiser.zero_grad()
        F.mse_loss(network(x, t, label), target).backward()
        optimiser.step()
        if n > 0:
            least = min(least, time.perf_counter() - began)
    rows.append({"name": name, "ms": 1000 * least})
print(json.dumps(rows))
