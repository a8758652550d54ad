"""One training update as a callable: eager on the CPU, a replayed CUDA graph on a GPU."""

from __future__ import annotations

import math

import torch
from torch import nn

from data import Digits, to_unit
from ema import ema_beta
from network import Lbn3
from schedule import NULL_LABEL, T, alpha_bars, epsilon_from_v, network_time

DROPPED = 0.1
"""Share of labels replaced by the null label (Ho & Salimans 2022, algorithm 1)."""

FLOOR = 0.02
"""The loss divides by max(alphaBar, FLOOR)."""


def learning_rate(n: int, total: int, peak: float, warmup: int) -> float:
    """Linear warm-up times a cosine to 0 over the whole run; n = 1 at the first update."""
    return peak * min(1.0, n / warmup) * (1 + math.cos(math.pi * (n - 1) / total)) / 2


class Trainer:
    """Model, AdamW, EMA and the resident training set."""

    def __init__(
        self,
        model: Lbn3,
        train: Digits,
        batch: int,
        ema_power: float,
        device: torch.device,
        precision: str,
        seed: int,
        graph: bool,
    ) -> None:
        """graph: record the update as a CUDA graph (ignored on the CPU)."""
        self.device, self.batch, self.ema_power, self.seed = device, batch, ema_power, seed
        self.cuda = device.type == "cuda"
        self.recorded = graph and self.cuda
        self.bf16 = precision == "bf16"
        if self.cuda:
            torch.backends.cudnn.benchmark = True
            torch.backends.cudnn.allow_tf32 = precision == "tf32"
            torch.backends.cuda.matmul.allow_tf32 = precision == "tf32"
            model = model.to(memory_format=torch.channels_last)
        self.model = model.to(device).train()
        self.parameters = list(self.model.parameters())
        self.ema = [p.detach().clone() for p in self.parameters]
        self.images = torch.from_numpy(to_unit(train.images))[:, None].to(device)
        self.labels = torch.from_numpy(train.labels).long().to(device)
        self.alpha_bar = torch.from_numpy(alpha_bars()).float().to(device)
        self.index = torch.zeros(batch, dtype=torch.long, device=device)
        self.beta = torch.zeros((), device=device)
        self.losses = torch.zeros(3, dtype=torch.float64, device=device)
        decayed = [p for p in self.parameters if p.dim() > 1]
        plain = [p for p in self.parameters if p.dim() <= 1]
        self.optimizer = torch.optim.AdamW(
            [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}],
            lr=torch.zeros((), device=device) if self.cuda else 0.0,
            betas=(0.9, 0.99),
            fused=self.cuda,
            capturable=self.cuda,
        )
        self.n = 0
        self.order = torch.empty(0, dtype=torch.long)
        self.epoch = -1
        self.graph: torch.cuda.CUDAGraph | None = None

    def _body(self) -> None:
        """The update: everything that depends on no Python number. Reads index, lr and beta."""
        x0, y = self.images[self.index], self.labels[self.index]
        y = y.masked_fill(torch.rand(self.batch, device=self.device) < DROPPED, NULL_LABEL)
        # Stratified t (Kingma et al. 2021, appendix I.1). The digits come in random order already.
        i = torch.arange(self.batch, device=self.device)
        u = torch.rand(self.batch, device=self.device)
        t = 1 + (T * (i + u) / self.batch).long().clamp(max=T - 1)
        epsilon = torch.randn_like(x0)
        alpha_bar = self.alpha_bar[t][:, None, None, None]
        xt = alpha_bar.sqrt() * x0 + (1 - alpha_bar).sqrt() * epsilon
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.bf16, cache_enabled=False):
            v = self.model(xt, network_time(t), y)
        error = (epsilon - epsilon_from_v(v, xt, alpha_bar)).square().mean(dim=(1, 2, 3))
        loss = (error / alpha_bar.flatten().clamp(min=FLOOR)).mean()
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        with torch.no_grad():
            torch._foreach_mul_(self.ema, self.beta)
            torch._foreach_add_(self.ema, torch._foreach_mul(self.parameters, 1 - self.beta))
            sums = torch.stack([loss.detach(), error.detach().mean(), torch.ones_like(loss)])
            self.losses += sums.double()

    def _capture(self) -> None:
        """Warms up on a side stream, records the CUDA graph, then puts the state back."""
        before = self.state()
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(5):
                self._body()
        torch.cuda.current_stream().wait_stream(stream)
        self.graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.graph):
            self._body()
        self.restore(before)

    def update(self, rate: float) -> None:
        """One optimiser update at the given learning rate."""
        if self.recorded and self.graph is None:
            self._capture()
        per_epoch = len(self.images) // self.batch
        epoch, place = divmod(self.n, per_epoch)
        if epoch != self.epoch:
            generator = torch.Generator().manual_seed(self.seed * 100003 + epoch)
            self.order = torch.randperm(len(self.images), generator=generator).to(self.device)
            self.epoch = epoch
        self.index.copy_(self.order[place * self.batch : (place + 1) * self.batch])
        self.n += 1
        self.beta.fill_(ema_beta(self.n, self.ema_power))
        for group in self.optimizer.param_groups:
            if self.cuda:
                group["lr"].fill_(rate)
            else:
                group["lr"] = rate
        if self.graph is None:
            self._body()
        else:
            self.graph.replay()

    def read_losses(self) -> tuple[float, float]:
        """(weighted, plain epsilon) loss, means since the last call; waits for the device."""
        weighted, plain, count = self.losses.tolist()
        self.losses.zero_()
        return weighted / max(count, 1), plain / max(count, 1)

    def state(self) -> dict[str, object]:
        """A copy of everything that resuming needs, learning rate apart."""
        random = torch.cuda.get_rng_state() if self.cuda else torch.get_rng_state()
        moments = [self.optimizer.state[p] for p in self.parameters]
        return {
            "n": self.n,
            "model": {k: v.clone() for k, v in self.model.state_dict().items()},
            "ema": [value.clone() for value in self.ema],
            "moments": [{k: v.clone() for k, v in m.items()} for m in moments],
            "random": random,
        }

    @torch.no_grad()
    def restore(self, state: dict) -> None:
        """Copies a state in place, so that a recorded graph goes on pointing at the same memory."""
        self.n, self.epoch = state["n"], -1
        self.model.load_state_dict(state["model"])
        for mine, value in zip(self.ema, state["ema"], strict=True):
            mine.copy_(value)
        for parameter, moments in zip(self.parameters, state["moments"], strict=True):
            mine = self.optimizer.state[parameter]
            for value in mine.values():
                value.zero_()
            for key, value in moments.items():
                if key in mine:
                    mine[key].copy_(value)
                else:
                    mine[key] = value.clone()
        self.losses.zero_()
        random = state["random"].cpu()
        torch.cuda.set_rng_state(random) if self.cuda else torch.set_rng_state(random)
