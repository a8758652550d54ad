"""One evaluation of the shipped network in PyTorch on the CPU. Arguments: threads, seconds, batches. Prints JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "pretrain"))

import torch  # noqa: E402

import safetensors_io  # noqa: E402
from folded import Folded  # noqa: E402

threads, seconds, *batches = map(int, sys.argv[1:])
torch.set_num_threads(threads)
tensors, _ = safetensors_io.read(ROOT / "public" / "models" / "shipped.safetensors")
network = Folded(tensors, torch.device("cpu"))
rows = []
for batch in batches:
    x = torch.randn(batch, 1, 28, 28)
    t = torch.full((batch,), 499)
    y = torch.arange(batch) % 11
    network(x, t, y)
    least = cpu = float("inf")
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        began, used = time.perf_counter(), time.process_time()
        network(x, t, y)
        least = min(least, time.perf_counter() - began)
        cpu = min(cpu, time.process_time() - used)
    rows.append({"batch": batch, "ms": 1000 * least, "cpuMs": 1000 * cpu})
print(json.dumps(rows))
