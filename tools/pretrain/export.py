"""Exports a checkpoint: EMA weights, BN folded, fp16 -> public/models/shipped.safetensors and its address.

python export.py [--checkpoint FILE] [--device cuda] [--recalibrate 300] [--out FILE] [--address FILE]

The BatchNorm statistics are first re-estimated under the averaged weights (recalibrate.py): about five minutes
on 2 CPU threads, seconds on a GPU; `--recalibrate 0` keeps the live model's, which costs quality (README.md).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

import safetensors_io
from data import DEFAULT_FOLDER, ROOT, load
from ema import with_ema
from folded import fold
from network import Lbn3
from recalibrate import recalibrate
from train import RUNS


def load_averaged(checkpoint: Path) -> tuple[Lbn3, dict]:
    """(evaluation-mode model with EMA weights and live BN buffers, the whole checkpoint)."""
    saved = torch.load(checkpoint, map_location="cpu", weights_only=False)
    model = Lbn3()
    model.load_state_dict(saved["model"])
    return with_ema(model, saved["ema"]), saved


def write_export(tensors: dict[str, np.ndarray], saved: dict, out: Path, address: Path) -> None:
    """Writes the fp16 tensors with their metadata, and the JSON that the application finds them by."""
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
    safetensors_io.write(out, tensors, metadata)
    entry = {
        "file": "models/shipped.safetensors",
        "bytes": out.stat().st_size,
        "sha256": safetensors_io.sha256(out),
    }
    address.parent.mkdir(parents=True, exist_ok=True)
    address.write_text(json.dumps(entry, indent=2) + "\n")
    print(f"{out}: {entry['bytes']} bytes, {entry['sha256']}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, default=RUNS / "lbn3" / "last.pt")
    parser.add_argument("--out", type=Path, default=ROOT / "public/models/shipped.safetensors")
    parser.add_argument(
        "--address", type=Path, default=ROOT / "src/model/networks/shipped.weights.json"
    )
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--recalibrate", type=int, default=300, help="batches of 500; 0 for none")
    parser.add_argument("--data", type=Path, default=DEFAULT_FOLDER)
    options = parser.parse_args()
    torch.backends.cudnn.allow_tf32 = False
    model, saved = load_averaged(options.checkpoint)
    model = model.to(options.device)
    if options.recalibrate:
        recalibrate(model, load("train", options.data), options.recalibrate)
    tensors = {k: v.cpu().numpy().astype(np.float16) for k, v in fold(model).items()}
    write_export(tensors, saved, options.out, options.address)


if __name__ == "__main__":
    main()
