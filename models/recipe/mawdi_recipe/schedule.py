"""How far a training is, and what learning rate goes with it."""

import time
from dataclasses import dataclass


@dataclass
class Clock:
    """Progress from 0 to 1 by steps or, where minutes are given, by what is farther. Time spent survives a stop."""

    steps: int
    minutes: float | None = None
    step: int = 0

    def __post_init__(self) -> None:
        self._started = time.monotonic()

    @property
    def seconds(self) -> float:
        """Time spent, earlier runs included."""
        return time.monotonic() - self._started

    @property
    def progress(self) -> float:
        """0 at the start, 1 when done."""
        by_time = self.seconds / (60 * self.minutes) if self.minutes else 0.0
        return min(1.0, max(self.step / self.steps, by_time))

    def go_on_from(self, step: int, seconds: float) -> None:
        """Sets what an earlier run has done."""
        self.step = step
        self._started = time.monotonic() - seconds


def warm_linear(progress: float, warm_up: float) -> float:
    """Factor of the learning rate: linear up over the share `warm_up`, then linear down to 0."""
    return progress / warm_up if progress < warm_up else max(0.0, (1 - progress) / (1 - warm_up))
