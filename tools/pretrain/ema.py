"""Exponential moving averages of the weights with a power-function profile."""

from __future__ import annotations

import copy

import torch

from network import Lbn3


def ema_beta(n: int, power: float) -> float:
    """beta_n = (1 - 1/(n+1))^(power+1) after update n (Karras et al. 2024, eq. 121 in its appendix C)."""
    return (1.0 - 1.0 / (n + 1)) ** (power + 1)


@torch.no_grad()
def with_ema(model: Lbn3, ema: list[torch.Tensor]) -> Lbn3:
    """A copy of the model, in evaluation mode: averaged parameters, the live model's BN buffers."""
    averaged = copy.deepcopy(model).eval()
    for parameter, value in zip(averaged.parameters(), ema, strict=True):
        parameter.copy_(value)
        parameter.grad = None
    return averaged
