"""Soft labels: what teachers say of unlabelled words, for a student to learn from (Hinton et al. 2015). numpy only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .labels import LABELS, SCHEMES
from .noise import drop_hamza
from .unigram import Unigram
from .windows import Window, lay

_NEWLINE = "\n"


@dataclass(frozen=True)
class SoftBlock:
    """Words that were read together, and the probability [words, schemes, labels] of every label of each."""

    words: tuple[str, ...]
    probabilities: np.ndarray


def write_blocks(path: Path, blocks: Sequence[SoftBlock]) -> None:
    """One compressed file; probabilities in half precision."""
    text = _NEWLINE.join(" ".join(block.words) for block in blocks)
    probabilities = np.concatenate([block.probabilities for block in blocks]).astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(file, text=np.frombuffer(text.encode(), np.uint8), probabilities=probabilities)


def read_blocks(path: Path) -> list[SoftBlock]:
    """What :func:`write_blocks` wrote."""
    with np.load(path) as file:
        lines = file["text"].tobytes().decode().split(_NEWLINE)
        probabilities = file["probabilities"]
    blocks = []
    at = 0
    for line in lines:
        words = tuple(line.split(" "))
        blocks.append(SoftBlock(words, probabilities[at : at + len(words)]))
        at += len(words)
    return blocks


def soft_windows(
    blocks: Sequence[SoftBlock],
    share: float,
    letters: float,
    unigram: Unigram,
    max_tokens: int,
    rng: np.random.Generator,
) -> Iterator[tuple[Window, np.ndarray]]:
    """A share of the blocks as windows; `letters` of them with the spelling of :func:`drop_hamza`, which teachers did
    not see, so that the student learns to read both alike."""
    for index in rng.permutation(len(blocks))[: round(share * len(blocks))]:
        block = blocks[index]
        words = [drop_hamza(word) for word in block.words] if rng.random() < letters else block.words
        pieces = [unigram.encode_word(word) for word in words]
        size = 2 + np.cumsum([len(piece) for piece in pieces])
        fits = int(np.searchsorted(size, max_tokens, side="right"))
        yield Window(*lay(pieces[:fits])), block.probabilities[:fits]


def split_targets(labels: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Labels of a batch's windows, hard (booleans: what is allowed) and soft (probabilities), as two arrays: a word of
    the one kind allows everything, respectively has no probabilities, in the other."""
    count = sum(map(len, labels))
    allowed = np.ones((count, len(SCHEMES), len(LABELS)), dtype=bool)
    soft = np.zeros(allowed.shape, dtype=np.float32)
    at = 0
    for part in labels:
        target = allowed if part.dtype == bool else soft
        target[at : at + len(part)] = part
        at += len(part)
    return allowed, soft
