"""Trains Lbn3 on MNIST. CPU (bf16 autocast) by default, `--device cuda` for a GPU.

python train.py --updates 25000                                    about 85 minutes on 2 CPU threads
python train.py --device cuda --batch 256 --updates 110000         the shipped run, 402 s on an NVIDIA H100
python train.py --device cuda --batch 256 --seconds 120            as many updates as fit in 120 seconds
python train.py --updates 25000 --stop-after 1200                  one sitting; run it again to go on

Loss: mean(|epsilon - epsilonHat|^2 / max(alphaBar_t, 0.02)), the MSE on v (Salimans & Ho 2022) but for the
floor; the plain |epsilon - epsilonHat|^2 (Ho et al. 2020, eq. 14) is logged beside it.
"""

from __future__ import annotations

import argparse
import csv
import time
from pathlib import Path

import numpy as np
import torch

from data import DEFAULT_FOLDER, load
from ema import with_ema
from heldout import heldout_bands
from network import Lbn3
from trainer import Trainer, learning_rate

RUNS = Path(__file__).resolve().parent / "runs"


def parse() -> argparse.Namespace:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--updates", type=int, default=25000, help="length of the cosine schedule")
    parser.add_argument("--seconds", type=float, help="choose --updates to fill this many seconds")
    parser.add_argument("--stop-after", type=float, help="checkpoint and stop after this many seconds")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--lr", type=float, default=4e-3)
    parser.add_argument("--warmup", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--ema-power", type=float, default=16.0, help="beta_n = (1 - 1/(n+1))^(power+1)")
    parser.add_argument("--precision", default="bf16", choices=["bf16", "fp32", "tf32"])
    parser.add_argument("--eager", action="store_true", help="no CUDA graph")
    parser.add_argument("--data", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--run", type=Path, default=RUNS / "lbn3", help="folder of the run")
    parser.add_argument("--log-every", type=int, default=100)
    parser.add_argument("--check-every", type=int, default=5000, help="held-out loss and checkpoint")
    return parser.parse_args()


def save(path: Path, trainer: Trainer, about: dict[str, object]) -> None:
    """Writes everything that resuming needs, by way of a temporary file."""
    temporary = path.with_suffix(".part")
    torch.save({**trainer.state(), "about": about}, temporary)
    temporary.replace(path)


def measured_updates(trainer: Trainer, seconds: float) -> int:
    """How many updates fit in the given seconds, from 100 timed ones; the caller throws the trainer away."""
    for _ in range(10):
        trainer.update(0.0)
    trainer.read_losses()
    start = time.perf_counter()
    for _ in range(100):
        trainer.update(0.0)
    trainer.read_losses()
    per_update = (time.perf_counter() - start) / 100
    print(f"{1000 * per_update:.3f} ms an update", flush=True)
    return max(1000, int(seconds / per_update))


def main() -> None:
    """Trains, logs, checkpoints; goes on from RUN/last.pt where one is found."""
    options = parse()
    options.run.mkdir(parents=True, exist_ok=True)
    device = torch.device(options.device)
    train, test = load("train", options.data), load("test", options.data)
    checkpoint = options.run / "last.pt"

    def fresh() -> Trainer:
        torch.manual_seed(options.seed)
        return Trainer(
            Lbn3(), train, options.batch, options.ema_power, device, options.precision, options.seed, not options.eager
        )

    trainer = fresh()
    total, spent = options.updates, 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=False)
        trainer.restore(saved)
        total, spent = saved["about"]["total"], saved["about"]["seconds"]
        print(f"resumed at update {trainer.n} of {total}")
    elif options.seconds:
        total = measured_updates(trainer, options.seconds)
        trainer = fresh()

    start = time.perf_counter()
    log_path = options.run / "log.csv"
    new_log = not log_path.exists()

    def about() -> dict[str, object]:
        return {
            "seed": options.seed,
            "total": total,
            "batch": options.batch,
            "lr": options.lr,
            "precision": options.precision,
            "seconds": spent + time.perf_counter() - start,
            "device": torch.cuda.get_device_name() if options.device == "cuda" else "CPU",
            "threads": torch.get_num_threads(),
        }

    with log_path.open("a", newline="") as file:
        log = csv.writer(file)
        if new_log:
            log.writerow(["update", "seconds", "lr", "weighted_loss", "epsilon_loss", "heldout_loss"])
        while trainer.n < total:
            rate = learning_rate(trainer.n + 1, total, options.lr, options.warmup)
            trainer.update(rate)
            n = trainer.n
            check = n % options.check_every == 0 or n == total
            if n % options.log_every == 0 or check:
                weighted, plain = trainer.read_losses()
                seconds = spent + time.perf_counter() - start
                heldout = ""
                if not np.isfinite(weighted):
                    raise FloatingPointError(f"the loss is {weighted} at update {n}")
                stop = options.stop_after and time.perf_counter() - start > options.stop_after
                if check or stop:
                    bands = heldout_bands(with_ema(trainer.model, trainer.ema), test, device)
                    heldout = f"{np.mean(bands):.6f}"
                    save(checkpoint, trainer, about())
                    print(n, f"{seconds:.0f} s", f"{weighted:.5f} {plain:.5f} {heldout}", flush=True)
                log.writerow([n, f"{seconds:.1f}", f"{rate:.3e}", f"{weighted:.6f}", f"{plain:.6f}", heldout])
                file.flush()
                if stop:
                    break


if __name__ == "__main__":
    main()
