"""Quantisation-aware training (Jacob et al. 2018): products see what the export's 8 bits will make of them.

Gradients pass the rounding as if it were not there (straight-through; Bengio et al. 2013).
"""

import torch
from torch import nn
from torch.nn import functional


class RoundedLinear(nn.Linear):
    """Rounds, while `is_rounded`, its weights to one scale an output and its input to one scale a call."""

    is_rounded = False

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.is_rounded:
            return super().forward(x)
        return functional.linear(_round_input(x), _round_weight(self.weight), self.bias)


def _pass_through(value: torch.Tensor, rounded: torch.Tensor) -> torch.Tensor:
    return value + (rounded - value).detach()


def _round_weight(weight: torch.Tensor) -> torch.Tensor:
    scale = weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
    return _pass_through(weight, (weight / scale).round() * scale)


def _round_input(x: torch.Tensor) -> torch.Tensor:
    """As DynamicQuantizeLinear: 256 steps from the least to the largest value, 0 among them."""
    low = x.detach().amin().float().clamp(max=0)
    high = x.detach().amax().float().clamp(min=0)
    scale = ((high - low) / 255).clamp(min=1e-8)
    zero = (-low / scale).round()
    return _pass_through(x, ((((x.float() / scale).round() + zero).clamp(0, 255) - zero) * scale).to(x.dtype))


def set_rounding(model: nn.Module, is_rounded: bool) -> None:
    """Turns the rounding of all a model's linear layers on or off."""
    for module in model.modules():
        if isinstance(module, RoundedLinear):
            module.is_rounded = is_rounded


def round_table(table: torch.Tensor, bits: int, block: int = 32) -> torch.Tensor:
    """A table of embeddings as so many bits would leave it, one scale for each `block` values of a row."""
    cells = table.view(len(table), -1, block)
    scale = cells.abs().amax(-1, keepdim=True).clamp(min=1e-8) / (2 ** (bits - 1) - 1)
    return ((cells / scale).round() * scale).view_as(table)
