"""The linear noise schedule and the output conversions, in float64 and in the paper's indexing.

Arrays have T + 1 entries: index 0 is the clean picture (alphaBar = 1), index T is noise. The network's own
time index is the paper's t minus 1; `network_time` is the one place that says so.
"""

from __future__ import annotations

import numpy as np
import torch

T = 1000
"""Number of diffusion steps (Ho, Jain & Abbeel 2020, section 4)."""

NULL_LABEL = 10
"""The label that stands for "no class" (Ho & Salimans 2022, algorithm 1)."""


def betas() -> np.ndarray:
    """beta_t for t = 0..T, linear from 1e-4 to 0.02 (Ho et al. 2020, section 4); beta_0 = 0."""
    return np.concatenate([[0.0], np.linspace(1e-4, 0.02, T)])


def alpha_bars() -> np.ndarray:
    """alphaBar_t = product of (1 - beta_s), s <= t (Ho et al. 2020, eq. 4); alphaBar_0 = 1."""
    return np.cumprod(1.0 - betas())


def network_time(t: torch.Tensor) -> torch.Tensor:
    """The network's time index (0..T-1) for the paper's t (1..T)."""
    return t - 1


def epsilon_from_v(
    v: torch.Tensor, xt: torch.Tensor, alpha_bar: torch.Tensor
) -> torch.Tensor:
    """epsilonHat = sqrt(1 - alphaBar) x_t + sqrt(alphaBar) v (Salimans & Ho 2022, appendix D)."""
    return (1 - alpha_bar).sqrt() * xt + alpha_bar.sqrt() * v
