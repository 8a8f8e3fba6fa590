"""Continued masked-language training of a base on our texts (Gururangan et al. 2020, "Don't Stop Pretraining")."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from .encoder import Encoder, Shape
from .masking import IGNORED, mask_block
from .run import Run
from .safetensors import read_tensors, write_tensors
from .schedule import Clock
from .unigram import PAD, Unigram


@dataclass(frozen=True)
class PretrainSettings:
    """Sizes and rates."""

    passes: float = 2
    minutes: float | None = None
    seed: int = 1
    rate: float = 3e-4
    warm_up: float = 0.05
    mask_rate: float = 0.18
    block_tokens: int = 128
    batch_blocks: int = 16
    dropout: float = 0.1


class Guesser(nn.Module):
    """Encoder and BERT's head of masked-language training; its table is the word embedding."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        size = encoder.shape.hidden_size
        self.encoder = encoder
        self.dense, self.norm = nn.Linear(size, size), nn.LayerNorm(size, encoder.shape.layer_norm_eps)
        self.bias = nn.Parameter(torch.zeros(encoder.shape.vocab_size))

    def forward(self, ids: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Mean loss of the tokens that are to be guessed."""
        chosen = targets != IGNORED
        hidden = self.encoder(ids, ids != PAD)[chosen]
        hidden = self.norm(functional.gelu(self.dense(hidden)))
        logits = functional.linear(hidden, self.encoder.words.weight, self.bias)
        return functional.cross_entropy(logits.float(), targets[chosen])


class Pretrainer:
    """Trains a base on blocks of words; its state lies in `folder`."""

    def __init__(
        self,
        base: Path,
        folder: Path,
        blocks: Sequence[list[tuple[int, ...]]],
        settings: PretrainSettings,
        device: torch.device,
    ) -> None:
        torch.manual_seed(settings.seed)
        self.base, self.blocks, self.settings, self.device = base, blocks, settings, device
        encoder = Encoder(Shape.of(json.loads((base / "config.json").read_text("utf-8"))), settings.dropout)
        encoder.load_arrays(read_tensors(base / "model.safetensors"))
        self.unigram = Unigram.load(base / "tokenizer.json")
        self.model = Guesser(encoder).to(device)
        groups: list[dict[str, object]] = [{"params": list(self.model.parameters()), "lr": settings.rate}]
        self.steps_a_pass = max(1, len(blocks) // settings.batch_blocks)
        clock = Clock(round(settings.passes * self.steps_a_pass), settings.minutes)
        self.run = Run(self.model, groups, clock, folder, settings.warm_up)

    def step(self) -> float:
        """One step; its loss. The blocks of a step depend on the seed and the step alone."""
        epoch, at = divmod(self.run.clock.step, self.steps_a_pass)
        order = np.random.default_rng((self.settings.seed, epoch)).permutation(len(self.blocks))
        chosen = order[at * self.settings.batch_blocks :][: self.settings.batch_blocks]
        rng = np.random.default_rng((self.settings.seed, 1 + self.run.clock.step, 1))
        masked = [mask_block(self.blocks[i], self.unigram, self.settings.mask_rate, rng) for i in chosen]
        size = max(len(ids) for ids, _ in masked)
        both = np.empty((2, len(masked), size), dtype=np.int64)
        both[0], both[1] = PAD, IGNORED
        for row, (ids, targets) in enumerate(masked):
            both[:, row, : len(ids)] = ids, targets
        ids, targets = torch.from_numpy(both).to(self.device)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            loss = self.model(ids, targets)
        self.run.apply(loss)
        return loss.item()

    def write(self) -> Path:
        """The encoder as a base folder."""
        target = self.run.folder / "model"
        arrays = {name: array.astype(np.float16) for name, array in self.model.encoder.arrays().items()}
        write_tensors(target / "model.safetensors", arrays)
        for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
            (target / name).write_bytes((self.base / name).read_bytes())
        return target
