"""The independent judge: a small MNIST classifier, trained here and kept beside as fp16.

python classifier.py                     about 25 minutes on 2 CPU threads
python classifier.py --size 14           for digits averaged to 14 x 14: about 8 minutes
python classifier.py --device cuda       under a minute

Six 3x3 convolutions with BatchNorm and ReLU (32, 32, pool, 64, 64, pool, 128, 128), global average pooling to
128 features, one linear layer. Trained with small random rotations, scalings and shifts, SGD with Nesterov
momentum and a one-cycle rate (Smith & Topin 2018). BN is folded before saving.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import safetensors_io
from data import DEFAULT_FOLDER, Digits, load, to_unit

HERE = Path(__file__).resolve().parent
WEIGHTS = {
    28: HERE.parents[1] / "public" / "models" / "classifier.safetensors",  # the page judges samples by it, too
    14: HERE / "classifier14.safetensors",
}
CHANNELS = (32, 32, 64, 64, 128, 128)
POOLED_AFTER = (1, 3)


class Judge:
    """The saved classifier: first-layer maps, features and logits of pictures in [-1, 1]."""

    def __init__(self, path: Path = WEIGHTS[28], device: torch.device | None = None) -> None:
        tensors, self.metadata = safetensors_io.read(path)
        self.device = device or torch.device("cpu")
        self.p = {k: torch.from_numpy(v).float().to(self.device) for k, v in tensors.items()}

    @torch.no_grad()
    def __call__(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """x [N, 1, size, size] -> (first layer before its ReLU [N, 32, size, size], features [N, 128], logits [N, 10])."""
        h = x.to(self.device)
        first = None
        for i in range(len(CHANNELS)):
            h = F.conv2d(h, self.p[f"conv{i}.weight"], self.p[f"conv{i}.bias"], padding=1)
            first = h if first is None else first
            h = F.relu(h)
            h = F.max_pool2d(h, 2) if i in POOLED_AFTER else h
        features = h.mean(dim=(2, 3))
        return first, features, features @ self.p["out.weight"].T + self.p["out.bias"]


def build() -> nn.Sequential:
    """The network as it is trained."""
    layers: list[nn.Module] = []
    previous = 1
    for i, channels in enumerate(CHANNELS):
        layers += [
            nn.Conv2d(previous, channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
        ]
        if i in POOLED_AFTER:
            layers.append(nn.MaxPool2d(2))
        previous = channels
    head = [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.2), nn.Linear(previous, 10)]
    return nn.Sequential(*layers, *head)


def folded(model: nn.Sequential) -> dict[str, np.ndarray]:
    """fp16 tensors with BN folded into the convolution before it."""
    out: dict[str, np.ndarray] = {}
    convolutions = [m for m in model if isinstance(m, nn.Conv2d)]
    norms = [m for m in model if isinstance(m, nn.BatchNorm2d)]
    for i, (conv, norm) in enumerate(zip(convolutions, norms, strict=True)):
        scale = norm.weight / (norm.running_var + norm.eps).sqrt()
        out[f"conv{i}.weight"] = conv.weight * scale[:, None, None, None]
        out[f"conv{i}.bias"] = norm.bias - norm.running_mean * scale
    out["out.weight"], out["out.bias"] = model[-1].weight, model[-1].bias
    return {k: v.detach().cpu().numpy().astype(np.float16) for k, v in out.items()}


def jitter(x: torch.Tensor) -> torch.Tensor:
    """Random rotation (12 degrees), scale (12 %), shear (0.1) and shift (2 pixels of 28) of [N, 1, size, size]."""
    n = len(x)

    def uniform(size: float) -> torch.Tensor:
        return (torch.rand(n, device=x.device) * 2 - 1) * size

    angle, shear = uniform(math.radians(12)), uniform(0.1)
    width, height = 1 + uniform(0.12), 1 + uniform(0.12)
    theta = torch.stack(
        [
            torch.stack([angle.cos() * width, shear - angle.sin() * height, uniform(2 / 14)], dim=1),
            torch.stack([angle.sin() * width, angle.cos() * height, uniform(2 / 14)], dim=1),
        ],
        dim=1,
    )
    grid = F.affine_grid(theta, list(x.shape), align_corners=False)
    return F.grid_sample(x + 1, grid, align_corners=False) - 1


def accuracy(judge: Judge, digits: Digits) -> float:
    """Share of digits that the judge reads as their label."""
    x = torch.from_numpy(to_unit(digits.images))[:, None]
    guesses = torch.cat([judge(part)[2].argmax(1).cpu() for part in x.split(500)])
    return float((guesses.numpy() == digits.labels).mean())


def main() -> None:
    """Trains and saves."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--lr", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--size", type=int, default=28, choices=list(WEIGHTS))
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    out = options.out or WEIGHTS[options.size]
    device = torch.device(options.device)
    torch.manual_seed(options.seed)
    train, test = (load(split, options.data, options.size) for split in ("train", "test"))
    images = torch.from_numpy(to_unit(train.images))[:, None].to(device)
    labels = torch.from_numpy(train.labels).long().to(device)
    model = build().to(device)
    optimizer = torch.optim.SGD(
        model.parameters(), lr=options.lr, momentum=0.9, nesterov=True, weight_decay=5e-4
    )
    per_epoch = len(images) // options.batch
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, options.lr, total_steps=options.epochs * per_epoch
    )
    start = time.perf_counter()
    for epoch in range(options.epochs):
        model.train()
        order = torch.randperm(len(images), device=device)
        for part in order.split(options.batch)[:per_epoch]:
            with torch.autocast(device.type, torch.bfloat16):
                logits = model(jitter(images[part]))
            loss = F.cross_entropy(logits.float(), labels[part], label_smoothing=0.02)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1}: loss {loss.item():.4f}, {time.perf_counter() - start:.0f} s", flush=True)
    metadata = {"seed": str(options.seed), "epochs": str(options.epochs)}
    safetensors_io.write(out, folded(model.eval()), metadata)
    share = accuracy(Judge(out, device), test)
    metadata["test_accuracy"] = f"{share:.4f}"
    safetensors_io.write(out, folded(model), metadata)
    print(f"test accuracy {share:.4f}, {out.stat().st_size} bytes", flush=True)


if __name__ == "__main__":
    main()
