"""Exports a checkpoint: EMA weights, BN folded, fp16 -> public/models/shipped.safetensors and its address.

Usage: python export.py [--checkpoint FILE] [--out FILE] [--address FILE]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

import safetensors_io
from data import ROOT
from ema import with_ema
from folded import fold
from network import Lbn3
from train import RUNS


def load_averaged(checkpoint: Path) -> tuple[Lbn3, dict]:
    """(evaluation-mode model with EMA weights and live BN buffers, the whole checkpoint)."""
    saved = torch.load(checkpoint, map_location="cpu", weights_only=False)
    model = Lbn3()
    model.load_state_dict(saved["model"])
    return with_ema(model, saved["ema"]), saved


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, default=RUNS / "lbn3" / "last.pt")
    parser.add_argument("--out", type=Path, default=ROOT / "public/models/shipped.safetensors")
    parser.add_argument(
        "--address", type=Path, default=ROOT / "src/model/networks/shipped.weights.json"
    )
    options = parser.parse_args()
    model, saved = load_averaged(options.checkpoint)
    tensors = {name: value.numpy().astype(np.float16) for name, value in fold(model).items()}
    for name, value in tensors.items():
        if not np.isfinite(value).all():
            raise FloatingPointError(f"{name} does not fit in fp16")
    metadata = {
        "name": "Lbn3 (MNIST, class-conditional)",
        "network": "shipped",
        "seed": str(saved["about"]["seed"]),
        "updates": str(saved["n"]),
        "output": "v",
        "schedule": "linear",
        "T": "1000",
    }
    safetensors_io.write(options.out, tensors, metadata)
    address = {
        "file": "models/shipped.safetensors",
        "bytes": options.out.stat().st_size,
        "sha256": safetensors_io.sha256(options.out),
    }
    options.address.parent.mkdir(parents=True, exist_ok=True)
    options.address.write_text(json.dumps(address, indent=2) + "\n")
    print(f"{options.out}: {address['bytes']} bytes, {address['sha256']}")


if __name__ == "__main__":
    main()
