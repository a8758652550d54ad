"""Writes src/model/fixtures/shipped.safetensors: inputs and outputs that the TypeScript network must match.

Usage: python fixture.py [--weights FILE] [--out FILE] [--data FOLDER]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

import safetensors_io
from data import DEFAULT_FOLDER, ROOT, load, to_unit
from folded import Folded
from schedule import NULL_LABEL, T, alpha_bars, epsilon_from_v, network_time

TIMES = [1, 2, 50, 250, 250, 500, 500, 750, 900, 999, 1000, 1000]


def build(weights: Path, data: Path) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    """Noises the first test digits to TIMES; the last row is pure noise with the null label."""
    tensors, metadata = safetensors_io.read(weights)
    test = load("test", data)
    n = len(TIMES)
    t = torch.tensor(TIMES)
    y = torch.from_numpy(test.labels[:n].astype(np.int64))
    y[4] = y[6] = y[n - 1] = NULL_LABEL
    x0 = torch.from_numpy(to_unit(test.images[:n]))[:, None]
    noise = torch.randn(x0.shape, generator=torch.Generator().manual_seed(20))
    alpha_bar = torch.from_numpy(alpha_bars()).float()[t][:, None, None, None]
    xt = alpha_bar.sqrt() * x0 + (1 - alpha_bar).sqrt() * noise
    xt[n - 1] = noise[n - 1]
    v = Folded(tensors, torch.device("cpu"))(xt, network_time(t), y)
    epsilon = epsilon_from_v(v, xt, alpha_bar)
    fixture = {
        "xt": xt[:, 0].numpy(),
        "t": t.numpy().astype(np.int32),
        "label": y.numpy().astype(np.int32),
        "v": v[:, 0].numpy(),
        "epsilon": epsilon[:, 0].numpy(),
    }
    about = {
        "weights_sha256": safetensors_io.sha256(weights),
        "updates": metadata["updates"],
        "T": str(T),
        "t": "paper's t, 1..1000; the network's own index is t - 1",
    }
    return fixture, about


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=ROOT / "public/models/shipped.safetensors")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "src/model/fixtures/shipped.safetensors"
    )
    parser.add_argument("--data", type=Path, default=DEFAULT_FOLDER)
    options = parser.parse_args()
    fixture, about = build(options.weights, options.data)
    safetensors_io.write(options.out, fixture, about)
    print(f"{options.out}: {options.out.stat().st_size} bytes, {len(fixture['t'])} rows")


if __name__ == "__main__":
    main()
