"""Held-out epsilon loss in ten bands of t, on test digits with their labels."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch

from data import Digits, to_unit
from schedule import T, alpha_bars, epsilon_from_v, network_time

Network = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]


@torch.no_grad()
def heldout_bands(
    network: Network, test: Digits, device: torch.device, count: int = 5000, repeats: int = 1
) -> list[float]:
    """Mean |epsilon - epsilonHat|^2 (the textbook loss, Ho et al. 2020, eq. 14) in ten bands of 100, t ascending.

    t is spread evenly over 1..1000 across the first `count` test digits (shuffled with a fixed seed), so
    every band holds count / 10 of them; `repeats` draws fresh noise. The noise is drawn on the CPU from
    seed 0: the same on every device.
    """
    generator = torch.Generator().manual_seed(0)
    images = torch.from_numpy(to_unit(test.images[:count]))[:, None]
    labels = torch.from_numpy(test.labels[:count].astype(np.int64))
    table = torch.from_numpy(alpha_bars()).float()
    sums = torch.zeros(10, dtype=torch.float64)
    counts = torch.zeros(10, dtype=torch.float64)
    for _ in range(repeats):
        order = torch.randperm(count, generator=generator)
        t = (torch.arange(count) * T // count + 1)[order]
        epsilon = torch.randn(images.shape, generator=generator)
        alpha_bar = table[t][:, None, None, None]
        xt = alpha_bar.sqrt() * images + (1 - alpha_bar).sqrt() * epsilon
        for part in torch.arange(count).split(250 if device.type == "cpu" else 1000):
            x, time = xt[part].to(device), t[part].to(device)
            v = network(x, network_time(time), labels[part].to(device)).float().cpu()
            error = epsilon[part] - epsilon_from_v(v, xt[part], alpha_bar[part])
            loss = error.double().square().mean(dim=(1, 2, 3))
            band = (t[part] - 1) // 100
            sums.index_add_(0, band, loss)
            counts.index_add_(0, band, torch.ones_like(loss))
    return (sums / counts).tolist()
