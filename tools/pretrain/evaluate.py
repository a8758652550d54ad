"""Scores samples with the classifier beside, and real training digits at the same N beside every figure.

python evaluate.py FILE [--name TEXT] [--append FILE.json]

FILE: raw little-endian float32 [N, size, size] in [-1, 1], size 28 or 14; FILE.labels: N bytes, the class asked for.
Digits of 14 x 14 are compared with test digits averaged to that size, by a classifier of that size.

FID: Frechet distance (Heusel et al. 2017, eq. 6) between Gaussians fitted to the 128 features (after the
global average pooling) of the samples and of the 10,000 test digits.
lowFID: the same distance between first-layer statistics, which see faint grain: for each of the 32 channels of
the first convolution, after its ReLU, the mean and the standard deviation over the pixels, and the mean
absolute difference of horizontal neighbours; each of the 96 divided by its standard deviation over the test digits.
Accuracy: the share read as the class asked for.

A Frechet distance has no unit of its own and falls with N. Both are multiplied by a fixed number (FID_UNIT,
LOW_UNIT), so chosen that blocks of 2,000 consecutive training digits score 0.15 and 1.2 on average. The real
figures printed here are of random draws, which mix the writers and score lower: the stricter comparison, and
the only thing that means something.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

from classifier import WEIGHTS, Judge
from data import DEFAULT_FOLDER, load, to_unit

FID_UNIT = 7.2
LOW_UNIT = 1.8
DRAWS = 5


@dataclass(frozen=True)
class Statistics:
    """features [N, 128], low [N, 96], guesses [N]."""

    features: np.ndarray
    low: np.ndarray
    guesses: np.ndarray


@dataclass(frozen=True)
class Score:
    """The three figures."""

    fid: float
    low_fid: float
    accuracy: float


def statistics(judge: Judge, images: np.ndarray) -> Statistics:
    """images float32 [N, size, size] in [-1, 1]."""
    features, low, guesses = [], [], []
    for part in torch.from_numpy(np.ascontiguousarray(images))[:, None].split(250):
        first, feature, logits = judge(part)
        first = first.relu()
        rough = (first[..., 1:] - first[..., :-1]).abs().mean(dim=(2, 3))
        low.append(torch.cat([first.mean(dim=(2, 3)), first.std(dim=(2, 3)), rough], dim=1).cpu())
        features.append(feature.cpu())
        guesses.append(logits.argmax(1).cpu())
    return Statistics(*(torch.cat(x).numpy().astype(np.float64) for x in (features, low, guesses)))


def root(matrix: np.ndarray) -> np.ndarray:
    """The symmetric square root of a positive semi-definite matrix."""
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.sqrt(values.clip(0))) @ vectors.T


def frechet(a: np.ndarray, b: np.ndarray) -> float:
    """|mu_a - mu_b|^2 + tr(A + B - 2 (A B)^(1/2)) of the rows of a and b (Heusel et al. 2017, eq. 6)."""
    cov_a, cov_b = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    half = root(cov_a)
    cross = np.sqrt(np.linalg.eigvalsh(half @ cov_b @ half).clip(0)).sum()
    gap = a.mean(0) - b.mean(0)
    return float(gap @ gap + np.trace(cov_a) + np.trace(cov_b) - 2 * cross)


class Scorer:
    """Holds the test digits' statistics and scores against them."""

    def __init__(self, judge: Judge, data: Path, size: int = 28) -> None:
        self.judge = judge
        self.reference = statistics(judge, to_unit(load("test", data, size).images))
        self.spread = self.reference.low.std(axis=0)
        self.train = load("train", data, size)

    def compare(self, found: Statistics, labels: np.ndarray) -> Score:
        """Scores statistics against the test digits'."""
        fid = frechet(found.features, self.reference.features) * FID_UNIT
        low = frechet(found.low / self.spread, self.reference.low / self.spread) * LOW_UNIT
        return Score(fid, low, float((found.guesses == labels).mean()))

    def score(self, images: np.ndarray, labels: np.ndarray) -> Score:
        """images [N, size, size] in [-1, 1], labels [N]."""
        return self.compare(statistics(self.judge, images), labels)

    def real(self, count: int) -> list[Score]:
        """DRAWS scores of `count` real training digits each, drawn without overlap with a fixed seed."""
        order = np.random.default_rng(0).permutation(len(self.train.images))
        parts = [order[i * count : (i + 1) * count] for i in range(DRAWS)]
        return [self.score(to_unit(self.train.images[i]), self.train.labels[i]) for i in parts]


def read_raw(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """(images [N, size, size], labels [N]) of FILE and FILE.labels; throws where their lengths disagree."""
    numbers = np.fromfile(path, "<f4")
    labels = np.fromfile(path.with_name(path.name + ".labels"), np.uint8)
    size = next((side for side in WEIGHTS if side * side * len(labels) == len(numbers)), None)
    if size is None:
        raise ValueError(f"{path}: {len(numbers)} numbers are no pictures of 28 x 28 or 14 x 14 for {len(labels)} labels")
    images = numbers.reshape(-1, size, size)
    if not np.isfinite(images).all():
        raise ValueError(f"{path} holds numbers that are not finite")
    return images, labels


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--name", default="")
    parser.add_argument("--append", type=Path, help="a JSON list that the result is added to")
    parser.add_argument("--data", type=Path, default=DEFAULT_FOLDER)
    options = parser.parse_args()
    images, labels = read_raw(options.file)
    size = images.shape[1]
    scorer = Scorer(Judge(WEIGHTS[size]), options.data, size)
    found = scorer.score(images, labels)
    real = scorer.real(len(images))
    mean = Score(*np.mean([[r.fid, r.low_fid, r.accuracy] for r in real], axis=0).tolist())
    spread = Score(*np.std([[r.fid, r.low_fid, r.accuracy] for r in real], axis=0).tolist())
    print(f"{options.name or options.file}: N = {len(images)}")
    print(f"{'':12}{'FID':>8}{'lowFID':>8}{'accuracy':>10}")
    for label, row in (("samples", found), ("real", mean), ("real, +-", spread)):
        print(f"{label:12}{row.fid:8.3f}{row.low_fid:8.2f}{row.accuracy:10.4f}")
    if options.append:
        rows = json.loads(options.append.read_text()) if options.append.exists() else []
        entry = {"name": options.name or options.file.name, "count": len(images)}
        entry |= {"samples": asdict(found), "real": asdict(mean), "realSpread": asdict(spread)}
        rows = [row for row in rows if row["name"] != entry["name"]] + [entry]
        options.append.write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    main()
