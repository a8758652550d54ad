"""Lbn3, the shipped network as it is trained: a three-level U-Net whose BatchNorms fold away.

About 0.94 million parameters and 62 million multiply-adds a picture. The time embedding is that of Ho et al.
(2020, appendix B) after Vaswani et al. (2017); the label enters twice, as an embedding and as a learnt
"template" picture beside the input. The raw output is the velocity v (Salimans & Ho 2022, section 4).
"""

from __future__ import annotations

import math

import torch
from torch import nn
from torch.nn import functional as F

LABELS = 11
EMBEDDING = 128
HEADS = 4
BN = {"eps": 1e-5, "momentum": 0.02}


def time_features(t: torch.Tensor) -> torch.Tensor:
    """[N] network time (0..999) -> [N, 64]: sin then cos of t f_i, f_i = 10000^(-i/32), i = 0..31."""
    index = torch.arange(32, device=t.device, dtype=torch.float32)
    frequencies = torch.exp(-math.log(10000.0) * index / 32)
    angle = t.float()[:, None] * frequencies[None]
    return torch.cat([angle.sin(), angle.cos()], dim=1)


def zero_initialised(layer: nn.Conv2d) -> nn.Conv2d:
    """Sets weight and bias to zero, so that a residual branch starts as the identity."""
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer


class Lean(nn.Module):
    """x + conv(SiLU(BN(conv(x)) + Linear(e))): two convolutions, one norm, no activation on the trunk."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.a = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(channels, **BN)
        self.embed = nn.Linear(EMBEDDING, channels)
        self.b = zero_initialised(nn.Conv2d(channels, channels, 3, padding=1))

    def forward(self, x: torch.Tensor, e: torch.Tensor) -> torch.Tensor:
        """x [N, C, H, W], e [N, 128] -> [N, C, H, W]."""
        h = self.norm(self.a(x)) + self.embed(e)[:, :, None, None]
        return x + self.b(F.silu(h))


def attend(qkv: torch.Tensor) -> torch.Tensor:
    """softmax(q k^T / sqrt(24)) v over the pixels (Vaswani et al. 2017, eq. 1).

    qkv [N, 3 C, H, W] holds q, then k, then v, each as 4 heads of C/4 channels; returns [N, C, H, W].
    """
    n, channels, height, width = qkv.shape
    split = qkv.reshape(n, 3, HEADS, channels // (3 * HEADS), height * width)
    q, k, v = split.transpose(-1, -2).unbind(1)
    share = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), -1)
    out = share @ v
    return out.transpose(-1, -2).reshape(n, channels // 3, height, width)


class Attention(nn.Module):
    """x + conv1x1(attend(conv1x1(BN(x))))."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(channels, **BN)
        self.qkv = nn.Conv2d(channels, 3 * channels, 1)
        self.out = zero_initialised(nn.Conv2d(channels, channels, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """x [N, C, H, W] -> [N, C, H, W]."""
        return x + self.out(attend(self.qkv(self.norm(x))))


class Lbn3(nn.Module):
    """F(x_t, t, y) = v. Attribute names are the ids of the exported tensors, with "_" for "."."""

    def __init__(self) -> None:
        super().__init__()
        self.template = nn.Embedding(LABELS, 28 * 28)
        nn.init.zeros_(self.template.weight)
        self.label = nn.Embedding(LABELS, EMBEDDING)
        nn.init.normal_(self.label.weight, std=0.5)
        self.time_0 = nn.Linear(64, EMBEDDING)
        self.time_1 = nn.Linear(EMBEDDING, EMBEDDING)
        self.stem = nn.Conv2d(2, 16, 3, padding=1)
        self.enc28 = Lean(16)
        self.down14 = nn.Conv2d(16, 48, 2, stride=2)
        self.enc14 = Lean(48)
        self.down7 = nn.Conv2d(48, 96, 2, stride=2)
        self.enc7 = Lean(96)
        self.mid0 = Lean(96)
        self.attention = Attention(96)
        self.mid1 = Lean(96)
        self.dec7 = Lean(96)
        self.up14 = nn.ConvTranspose2d(96, 48, 2, stride=2)
        self.dec14 = Lean(48)
        self.up28 = nn.ConvTranspose2d(48, 16, 2, stride=2)
        self.dec28 = Lean(16)
        self.head_norm = nn.BatchNorm2d(16, **BN)
        self.head = zero_initialised(nn.Conv2d(16, 1, 3, padding=1))

    def embed(self, t: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        """e = SiLU(timeMLP(t) + label[y]): t, y [N] -> [N, 128]; t is the network's 0..999.

        Always float32: neighbouring times are closer than bfloat16 can tell apart.
        """
        with torch.autocast(t.device.type, enabled=False):
            h = self.time_1(F.silu(self.time_0(time_features(t))))
            return F.silu(h + self.label(y))

    def forward(self, x: torch.Tensor, t: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        """x [N, 1, 28, 28] in [-1, 1] plus noise, t [N] 0..999, y [N] 0..10 -> v [N, 1, 28, 28] float32."""
        e = self.embed(t, y)
        template = self.template(y).reshape(-1, 1, 28, 28)
        z = self.enc28(self.stem(torch.cat([x, template], dim=1)), e)
        s0 = self.enc14(self.down14(z), e)
        s1 = self.enc7(self.down7(s0), e)
        h = self.mid1(self.attention(self.mid0(s1, e)), e)
        h = self.dec7(h + s1, e)
        h = self.dec14(self.up14(h) + s0, e)
        h = self.dec28(self.up28(h) + z, e)
        with torch.autocast(x.device.type, enabled=False):
            return self.head(F.silu(self.head_norm(h.float())))
