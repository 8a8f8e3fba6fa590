"""A training that can be stopped after any step and gone on with later; averages its weights near the end."""

from pathlib import Path

import torch
from torch import nn

from .schedule import Clock, warm_linear

#: One step in so many is averaged.
_AVERAGE_EVERY = 10


class Run:
    """Model, optimizer, clock and place in the data; one file keeps them all."""

    def __init__(
        self, model: nn.Module, groups: list[dict[str, object]], clock: Clock, folder: Path, warm_up: float
    ) -> None:
        self.model, self.clock, self.folder, self.warm_up = model, clock, folder, warm_up
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        self.rates = [float(group["lr"]) for group in self.optimizer.param_groups]
        self.average: dict[str, torch.Tensor] = {}
        self.averaged = 0
        #: Pass, and batch within it, that come next.
        self.epoch, self.batch = 0, 0

    def apply(self, loss: torch.Tensor) -> None:
        """One step of the optimizer down a loss."""
        factor = warm_linear(self.clock.progress, self.warm_up)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.clock.step += 1
        self.batch += 1

    @torch.no_grad()
    def add_to_average(self, start: float) -> None:
        """Counts the weights in once progress is past `start` (stochastic weight averaging, Izmailov et al. 2018)."""
        if self.clock.progress < start or self.clock.step % _AVERAGE_EVERY:
            return
        self.averaged += 1
        for name, value in self.model.state_dict().items():
            if name in self.average:
                self.average[name].lerp_(value, 1 / self.averaged)
            else:
                self.average[name] = value.clone()

    def use_average(self) -> None:
        """Puts the averaged weights, if there are any, in the place of the last ones."""
        if self.average:
            self.model.load_state_dict(self.average)

    def save(self) -> None:
        """Writes the checkpoint: the file is whole, or the one before stays."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "averaged": self.averaged,
            "random": torch.get_rng_state(),
            "at": (self.clock.step, self.clock.seconds, self.epoch, self.batch),
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        torch.save(state, self.folder / "checkpoint.new")
        (self.folder / "checkpoint.new").rename(self.folder / "checkpoint.pt")

    def resume(self) -> bool:
        """Goes on from the checkpoint, if there is one."""
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return False
        state = torch.load(path, map_location=next(self.model.parameters()).device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average, self.averaged = state["average"], state["averaged"]
        torch.set_rng_state(state["random"].cpu())
        step, seconds, self.epoch, self.batch = state["at"]
        self.clock.go_on_from(step, seconds)
        return True
