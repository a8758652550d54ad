"""Re-estimates the BatchNorm statistics under the averaged weights.

The live model's running statistics belong to the live weights; after the EMA the two differ a little (Izmailov
et al. 2018, "Averaging weights leads to wider optima", section 3.2, do the same).
"""

from __future__ import annotations

import torch
from torch import nn

from data import Digits, to_unit
from network import Lbn3
from schedule import NULL_LABEL, T, alpha_bars, network_time
from trainer import DROPPED


@torch.no_grad()
def recalibrate(model: Lbn3, train: Digits, batches: int, batch: int = 500) -> None:
    """Replaces every running mean and variance by the mean over `batches` of training digits, in place.

    Noise levels and dropped labels as in training; the draws are made on the CPU from seed 0, the forward
    passes in float32 on the model's device. Leaves the model in evaluation mode.
    """
    generator = torch.Generator().manual_seed(0)
    table = torch.from_numpy(alpha_bars()).float()
    device = next(model.parameters()).device
    norms = [m for m in model.modules() if isinstance(m, nn.BatchNorm2d)]
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # PyTorch's sign for a plain mean over the batches.
    model.train()
    for _ in range(batches):
        index = torch.randint(len(train.images), (batch,), generator=generator)
        x0 = torch.from_numpy(to_unit(train.images[index.numpy()]))[:, None]
        y = torch.from_numpy(train.labels[index.numpy()]).long()
        y = y.masked_fill(torch.rand(batch, generator=generator) < DROPPED, NULL_LABEL)
        u = torch.rand(batch, generator=generator)
        t = 1 + (T * (torch.arange(batch) + u) / batch).long().clamp(max=T - 1)
        alpha_bar = table[t][:, None, None, None]
        epsilon = torch.randn(x0.shape, generator=generator)
        xt = alpha_bar.sqrt() * x0 + (1 - alpha_bar).sqrt() * epsilon
        model(xt.to(device), network_time(t).to(device), y.to(device))
    model.eval()
    for norm, momentum in zip(norms, momenta, strict=True):
        norm.momentum = momentum
