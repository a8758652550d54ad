"""The exported network: folding BatchNorm away, and evaluating the folded tensors in PyTorch.

Folding BN after a convolution is exact under zero padding (the padding never meets the norm); BN before a
1x1 convolution folds exactly too. The last BN stands before an activation and stays a per-channel affine.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from network import Lbn3, Lean, attend, time_features

Tensors = dict[str, torch.Tensor]


def affine(norm: nn.BatchNorm2d) -> tuple[torch.Tensor, torch.Tensor]:
    """(scale, shift) of a BatchNorm in evaluation mode (Ioffe & Szegedy 2015, algorithm 2), float64."""
    scale = norm.weight.double() / (norm.running_var.double() + norm.eps).sqrt()
    return scale, norm.bias.double() - norm.running_mean.double() * scale


def hwio(weight: torch.Tensor) -> torch.Tensor:
    """[out, in, kh, kw] -> [kh, kw, in, out]; a transposed layer's [in, out, ...] -> [kh, kw, out, in]."""
    return weight.permute(2, 3, 1, 0)


@torch.no_grad()
def fold(model: Lbn3) -> Tensors:
    """Every tensor of the export by name, float64, in the order of evaluation."""
    out: Tensors = {
        "template": model.template.weight.reshape(-1, 28, 28),
        "label": model.label.weight,
    }

    def linear(name: str, layer: nn.Linear) -> None:
        out[f"{name}.kernel"] = layer.weight.T
        out[f"{name}.bias"] = layer.bias

    def convolution(name: str, weight: torch.Tensor, bias: torch.Tensor) -> None:
        out[f"{name}.kernel"] = hwio(weight)
        out[f"{name}.bias"] = bias

    def lean(name: str, block: Lean) -> None:
        scale, shift = affine(block.norm)
        convolution(f"{name}.a", block.a.weight.double() * scale[:, None, None, None], shift)
        linear(f"{name}.a.embed", block.embed)
        convolution(f"{name}.b", block.b.weight, block.b.bias)

    linear("time.0", model.time_0)
    linear("time.1", model.time_1)
    convolution("stem", model.stem.weight, model.stem.bias)
    lean("enc28", model.enc28)
    convolution("down14", model.down14.weight, model.down14.bias)
    lean("enc14", model.enc14)
    convolution("down7", model.down7.weight, model.down7.bias)
    lean("enc7", model.enc7)
    lean("mid0", model.mid0)
    scale, shift = affine(model.attention.norm)
    weight = model.attention.qkv.weight.double()
    bias = model.attention.qkv.bias.double() + weight[:, :, 0, 0] @ shift
    convolution("attention.qkv", weight * scale[None, :, None, None], bias)
    convolution("attention.out", model.attention.out.weight, model.attention.out.bias)
    lean("mid1", model.mid1)
    lean("dec7", model.dec7)
    convolution("up14", model.up14.weight, model.up14.bias)
    lean("dec14", model.dec14)
    convolution("up28", model.up28.weight, model.up28.bias)
    lean("dec28", model.dec28)
    out["head.scale"], out["head.shift"] = affine(model.head_norm)
    convolution("head", model.head.weight, model.head.bias)
    return {name: tensor.double().contiguous() for name, tensor in out.items()}


class Folded:
    """The network rebuilt from the exported tensors; same call as Lbn3 in evaluation mode."""

    def __init__(self, tensors: dict[str, np.ndarray] | Tensors, device: torch.device) -> None:
        """tensors by exported name, any float type; computes in float32 on the given device."""
        self.p: Tensors = {}
        for name, value in tensors.items():
            tensor = torch.as_tensor(value).to(device, torch.float32)
            # Convolution kernels go back to PyTorch's order, once.
            self.p[name] = tensor.permute(3, 2, 0, 1).contiguous() if tensor.dim() == 4 else tensor

    def _conv(self, name: str, x: torch.Tensor, stride: int = 1, padding: int = 0) -> torch.Tensor:
        return F.conv2d(x, self.p[f"{name}.kernel"], self.p[f"{name}.bias"], stride, padding)

    def _up(self, name: str, x: torch.Tensor) -> torch.Tensor:
        return F.conv_transpose2d(x, self.p[f"{name}.kernel"], self.p[f"{name}.bias"], 2)

    def _linear(self, name: str, x: torch.Tensor) -> torch.Tensor:
        return x @ self.p[f"{name}.kernel"] + self.p[f"{name}.bias"]

    def _lean(self, name: str, x: torch.Tensor, e: torch.Tensor) -> torch.Tensor:
        h = self._conv(f"{name}.a", x, padding=1)
        h = h + self._linear(f"{name}.a.embed", e)[:, :, None, None]
        return x + self._conv(f"{name}.b", F.silu(h), padding=1)

    @torch.no_grad()
    def __call__(self, x: torch.Tensor, t: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        """x [N, 1, 28, 28], t [N] 0..999, y [N] 0..10 -> v [N, 1, 28, 28]."""
        e = self._linear("time.1", F.silu(self._linear("time.0", time_features(t))))
        e = F.silu(e + self.p["label"][y])
        template = self.p["template"][y][:, None]
        z = self._lean("enc28", self._conv("stem", torch.cat([x, template], 1), padding=1), e)
        s0 = self._lean("enc14", self._conv("down14", z, stride=2), e)
        s1 = self._lean("enc7", self._conv("down7", s0, stride=2), e)
        h = self._lean("mid0", s1, e)
        h = h + self._conv("attention.out", attend(self._conv("attention.qkv", h)))
        h = self._lean("mid1", h, e)
        h = self._lean("dec7", h + s1, e)
        h = self._lean("dec14", self._up("up14", h) + s0, e)
        h = self._lean("dec28", self._up("up28", h) + z, e)
        h = h * self.p["head.scale"][:, None, None] + self.p["head.shift"][:, None, None]
        return self._conv("head", F.silu(h), padding=1)
