"""Fine-tuning on partially labelled words: AdamW, a rate that falls layer by layer, averaged weights."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .encoder import Classifier, Encoder, Shape
from .labels import LABELS, SCHEMES
from .passes import Labelled
from .read_onnx import read_exported
from .rounding import set_rounding
from .run import Run
from .safetensors import read_tensors, write_tensors
from .schedule import Clock
from .soft import split_targets
from .unigram import PAD


@dataclass(frozen=True)
class TrainSettings:
    """How the weights learn."""

    steps: int = 4000
    minutes: float | None = None
    seed: int = 1
    top_rate: float = 1.5e-4
    layer_decay: float = 0.95
    head_rate: float = 9e-4
    warm_up: float = 0.06
    dropout: float = 0.1
    #: Word embeddings stay as they are: half of the weights, and a fifth of a step on a CPU.
    freeze_words: bool = False
    #: Weights are averaged from this progress on.
    average_from: float = 0.667
    #: Products round as the export will from this progress on; 1: never.
    round_from: float = 1.0


def tensors(batch: Sequence[Labelled], device: torch.device) -> tuple[torch.Tensor, ...]:
    """Ids, mask, rows and first tokens of the words, what is allowed for each, and soft labels."""
    size = max(len(window.ids) for window, _ in batch)
    ids = np.full((len(batch), size), PAD, dtype=np.int64)
    for row, (window, _) in enumerate(batch):
        ids[row, : len(window.ids)] = window.ids
    rows = np.concatenate([np.full(len(window.firsts), row) for row, (window, _) in enumerate(batch)])
    firsts = np.concatenate([window.firsts for window, _ in batch]).astype(np.int64)
    allowed, soft = split_targets([labels for _, labels in batch])
    made = [torch.from_numpy(array).to(device) for array in (ids, rows, firsts, allowed, soft)]
    return made[0], made[0] != PAD, *made[1:]


def partial_loss(logits: torch.Tensor, allowed: torch.Tensor, soft: torch.Tensor) -> torch.Tensor:
    """Mean over words and schemes that are told something. Hard: −log of the summed probability of the allowed labels.
    Soft: cross-entropy with the teachers' probabilities."""
    log_p = logits.float().view(allowed.shape).log_softmax(-1)
    hard = -log_p.masked_fill(~allowed, -torch.inf).logsumexp(-1)
    told = ~allowed.all(-1)
    taught = soft.sum(-1) > 0
    total = hard[told].sum() - (soft * log_p)[taught].sum()
    return total / (told.sum() + taught.sum()).clamp(min=1)


def _groups(model: Classifier, settings: TrainSettings) -> list[dict[str, object]]:
    """The top layer learns at `top_rate`, each below at `layer_decay` of the one above (Howard and Ruder 2018)."""
    encoder = model.encoder
    depth = len(encoder.layers)
    parts = [(layer, depth - 1 - number) for number, layer in enumerate(encoder.layers)]
    parts += [(module, depth) for module in (encoder.words, encoder.positions, encoder.types, encoder.norm)]
    groups: list[dict[str, object]] = [{"params": list(model.head.parameters()), "lr": settings.head_rate}]
    for part, below in parts:
        learning = [parameter for parameter in part.parameters() if parameter.requires_grad]
        if learning:
            groups.append({"params": learning, "lr": settings.top_rate * settings.layer_decay**below})
    return groups


def load_classifier(base: Path, dropout: float) -> Classifier:
    """An encoder of a folder (`config.json`, `model.safetensors`, or an exported model) with its head, or with a fresh
    one."""
    shape = Shape.of(json.loads((base / "config.json").read_text("utf-8")))
    whole = base / "model.safetensors"
    weights = read_tensors(whole) if whole.exists() else read_exported(base)
    model = Classifier(Encoder(shape, dropout), len(SCHEMES) * len(LABELS))
    model.encoder.load_arrays(weights)
    if "head.weight" in weights:
        head = {kind: torch.from_numpy(weights[f"head.{kind}"].astype(np.float32)) for kind in ("weight", "bias")}
        model.head.load_state_dict(head)
    return model


class Trainer:
    """Fine-tunes a base; its state lies in `folder`."""

    def __init__(self, base: Path, folder: Path, settings: TrainSettings, device: torch.device) -> None:
        torch.manual_seed(settings.seed)
        self.base, self.settings, self.device = base, settings, device
        self.model = load_classifier(base, settings.dropout).to(device)
        self.model.encoder.words.weight.requires_grad_(not settings.freeze_words)
        clock = Clock(settings.steps, settings.minutes)
        self.run = Run(self.model, _groups(self.model, settings), clock, folder, settings.warm_up)

    def step(self, batch: Sequence[Labelled]) -> float:
        """One step; its loss."""
        ids, mask, rows, firsts, allowed, soft = tensors(batch, self.device)
        set_rounding(self.model, self.run.clock.progress >= self.settings.round_from)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            logits = self.model(ids, mask, rows, firsts)
        loss = partial_loss(logits, allowed, soft)
        self.run.apply(loss)
        self.run.add_to_average(self.settings.average_from)
        return loss.item()

    def write(self) -> Path:
        """The averaged weights as a folder that the export takes."""
        self.run.use_average()
        set_rounding(self.model, False)
        arrays = self.model.encoder.arrays()
        for kind, value in self.model.head.state_dict().items():
            arrays[f"head.{kind}"] = value.float().cpu().numpy()
        target = self.run.folder / "model"
        write_tensors(target / "model.safetensors", arrays)
        for name in ("config.json", "tokenizer.json"):
            (target / name).write_bytes((self.base / name).read_bytes())
        return target
