"""Writes src/diffusion/fixtures/bound.json: terms of the variational bound that the TypeScript must match, in float64.

The network's outputs are those of PyTorch in src/model/fixtures/shipped.safetensors, for the first test digits. Each KL divergence
is integrated numerically, pixel by pixel, with the means of Ho et al. 2020, eq. 7 and 11; each bin of the decoder by Simpson's rule.

Usage: python bound.py
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np

import safetensors_io

ROOT = Path(__file__).resolve().parents[2]
T = 1000
PIXELS = 784
TEST_DIGITS = 10_000
LN2 = np.log(2.0)
# The last row of the fixture is pure noise: it belongs to no digit.
ROWS = 11

beta = np.concatenate([[0.0], np.linspace(1e-4, 0.02, T)])
alpha = 1 - beta
alpha_bar = np.cumprod(alpha)


def simpson(values: np.ndarray, step: np.ndarray) -> np.ndarray:
    """The integral over the last axis, an odd number of values at equal steps."""
    weights = np.ones(values.shape[-1])
    weights[1:-1:2], weights[2:-1:2] = 4, 2
    return (values * weights).sum(-1) * step / 3


def kl(mean_q: np.ndarray, mean_p: np.ndarray, var_q: float, var_p: float) -> float:
    """Mean over pixels of KL(N(mean_q, var_q) || N(mean_p, var_p)) in bits, by integrating q log(q / p)."""
    z = np.linspace(-12, 12, 4001)
    x = mean_q[:, None] + np.sqrt(var_q) * z
    log_q = -(z**2) / 2 - np.log(2 * np.pi * var_q) / 2
    log_p = -((x - mean_p[:, None]) ** 2) / (2 * var_p) - np.log(2 * np.pi * var_p) / 2
    integrand = np.exp(log_q) * (log_q - log_p)
    return float(simpson(integrand, np.sqrt(var_q) * (z[1] - z[0])).mean() / LN2)


def decoder(byte: np.ndarray, mean: np.ndarray) -> float:
    """Mean over pixels of -log2 of what N(mean, beta_1) gives to the bin of each byte; bins 0 and 255 are open."""
    sigma = np.sqrt(beta[1])
    centre = byte / 127.5 - 1
    low = (centre - 1 / 255 - mean) / sigma
    high = (centre + 1 / 255 - mean) / sigma
    # An open bin ends where the rest holds nothing.
    low = np.where(byte == 0, np.minimum(high, 0) - 40, low)
    high = np.where(byte == 255, np.maximum(low, 0) + 40, high)
    u = np.linspace(0, 1, 40_001)
    bits = []
    for a, b in zip(low, high):
        z = a + (b - a) * u
        top = (z**2 / 2).min()
        mass = simpson(np.exp(top - z**2 / 2), (b - a) * u[1])
        bits.append((top - np.log(mass) + np.log(2 * np.pi) / 2) / LN2)
    return float(np.mean(bits))


def main() -> None:
    """Every row, with the network's x0 as it is and clipped."""
    tensors, metadata = safetensors_io.read(ROOT / "src/model/fixtures/shipped.safetensors")
    pack = np.frombuffer(gzip.decompress((ROOT / "public/data/test.bin").read_bytes()), np.uint8)
    digits = pack[TEST_DIGITS:].reshape(-1, PIXELS)[:ROWS].astype(np.float64)
    rows = []
    for i in range(ROWS):
        t = int(tensors["t"][i])
        x0 = digits[i] / 127.5 - 1
        xt = tensors["xt"][i].reshape(-1).astype(np.float64)
        epsilon = tensors["epsilon"][i].reshape(-1).astype(np.float64)
        row: dict[str, float] = {"row": i, "t": t}
        for name in ["raw", "clipped"]:
            guess = (xt - np.sqrt(1 - alpha_bar[t]) * epsilon) / np.sqrt(alpha_bar[t])
            if name == "clipped":
                guess = np.clip(guess, -1, 1)
                epsilon = (xt - np.sqrt(alpha_bar[t]) * guess) / np.sqrt(1 - alpha_bar[t])
            if t == 1:
                row[name] = decoder(digits[i], guess)
                continue
            rest = 1 - alpha_bar[t]
            mean_q = (
                np.sqrt(alpha_bar[t - 1]) * beta[t] * x0
                + np.sqrt(alpha[t]) * (1 - alpha_bar[t - 1]) * xt
            ) / rest
            mean_p = (xt - beta[t] / np.sqrt(rest) * epsilon) / np.sqrt(alpha[t])
            posterior = (1 - alpha_bar[t - 1]) / rest * beta[t]
            row[name] = kl(mean_q, mean_p, posterior, posterior)
            row[name + "Beta"] = kl(mean_q, mean_p, posterior, beta[t])
        rows.append(row)
    out = ROOT / "src/diffusion/fixtures/bound.json"
    out.parent.mkdir(exist_ok=True)
    reference = {"weights_sha256": metadata["weights_sha256"], "rows": rows}
    out.write_text(json.dumps(reference, indent=2) + "\n")


if __name__ == "__main__":
    main()
