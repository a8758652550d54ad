"""Samples digits in PyTorch from the exported fp16 weights.

python sample.py --sampler ddim --steps 50 --count 2000 --out runs/ddim50.f32
python sample.py --sampler ddim --steps 50 --count 1000 --guidance 0.5 --out runs/ddim50-w05.f32
python sample.py --sampler ddpm --count 500 --out runs/ddpm1000.f32

Writes raw little-endian float32 [N, 28, 28] in [-1, 1], and FILE.labels (N bytes): the form of `npm run sample`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

import safetensors_io
from data import ROOT
from folded import Folded
from schedule import NULL_LABEL, T, alpha_bars, betas, epsilon_from_v, network_time

Network = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]


def guided_epsilon(
    network: Network, xt: torch.Tensor, t: int, labels: torch.Tensor, guidance: float
) -> torch.Tensor:
    """(1 + w) epsilon_c - w epsilon_null (Ho & Salimans 2022, eq. 6); t is the paper's."""
    alpha_bar = torch.tensor(alpha_bars()[t], dtype=torch.float32, device=xt.device)

    def epsilon(y: torch.Tensor) -> torch.Tensor:
        time_index = network_time(torch.full((len(xt),), t, device=xt.device))
        return epsilon_from_v(network(xt, time_index, y), xt, alpha_bar)

    conditional = epsilon(labels)
    if guidance == 0:
        return conditional
    return (1 + guidance) * conditional - guidance * epsilon(torch.full_like(labels, NULL_LABEL))


def timesteps(steps: int) -> list[int]:
    """round(linspace(999, 0, S)) in the network's time, as the paper's t, descending; ends with 0."""
    grid = np.round(np.linspace(T - 1, 0, steps)).astype(int) + 1
    return [*map(int, grid), 0]


@torch.no_grad()
def sample(
    network: Network,
    labels: torch.Tensor,
    sampler: str,
    steps: int,
    guidance: float,
    generator: torch.Generator,
) -> torch.Tensor:
    """[N, 1, 28, 28] in [-1, 1]; x0Hat is clipped to [-1, 1] and epsilon re-derived from it at every step.

    "ddim": eta = 0 (Song, Meng & Ermon 2021, eq. 12). "ddpm": the posterior mean and variance of x_{t-1}
    (Ho et al. 2020, eqs. 6, 7), all 1000 steps.
    """
    device = labels.device
    alpha_bar, beta = alpha_bars(), betas()
    shape = (len(labels), 1, 28, 28)
    x = torch.randn(shape, generator=generator, device=device)
    times = timesteps(steps if sampler == "ddim" else T)
    for t, previous in zip(times[:-1], times[1:], strict=True):
        now, then = float(alpha_bar[t]), float(alpha_bar[previous])
        epsilon = guided_epsilon(network, x, t, labels, guidance)
        x0 = ((x - (1 - now) ** 0.5 * epsilon) / now**0.5).clamp(-1, 1)
        if sampler == "ddim":
            epsilon = (x - now**0.5 * x0) / (1 - now) ** 0.5
            x = then**0.5 * x0 + (1 - then) ** 0.5 * epsilon
            continue
        share = float(beta[t])
        mean = then**0.5 * share / (1 - now) * x0
        mean = mean + (1 - share) ** 0.5 * (1 - then) / (1 - now) * x
        sigma = (share * (1 - then) / (1 - now)) ** 0.5
        x = mean if previous == 0 else mean + sigma * torch.randn(shape, generator=generator, device=device)
    return x.clamp(-1, 1)


def write_raw(path: Path, images: np.ndarray, labels: np.ndarray) -> None:
    """FILE and FILE.labels."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(images.astype("<f4").tobytes())
    path.with_name(path.name + ".labels").write_bytes(labels.astype(np.uint8).tobytes())


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, default=ROOT / "public/models/shipped.safetensors")
    parser.add_argument("--sampler", default="ddim", choices=["ddim", "ddpm"])
    parser.add_argument("--steps", type=int, default=50, help="of DDIM; DDPM always takes 1000")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--guidance", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--chunk", type=int, default=500)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    device = torch.device(options.device)
    torch.backends.cudnn.allow_tf32 = False
    tensors, _ = safetensors_io.read(options.weights)
    network = Folded(tensors, device)
    generator = torch.Generator(device).manual_seed(options.seed)
    labels = torch.arange(options.count, device=device) % 10
    start = time.perf_counter()
    parts = []
    for part in labels.split(options.chunk):
        x = sample(network, part, options.sampler, options.steps, options.guidance, generator)
        parts.append(x[:, 0].cpu().numpy())
    write_raw(options.out, np.concatenate(parts), labels.cpu().numpy())
    print(f"{options.out}: {options.count} digits in {time.perf_counter() - start:.1f} s", flush=True)


if __name__ == "__main__":
    main()
