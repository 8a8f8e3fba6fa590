"""The tiny model of the tests: the export, its graph and its tokenizer with small random weights.

A few words have a label of their own, for tests that need known spans: the table of embeddings says it and the rest
lets it through. Everything else is `O`.
"""

import json
import math
import random
import re
from pathlib import Path

import numpy as np

from .base import config_of
from .export import export
from .labels import INDEX, LABELS, SCHEMES
from .safetensors import write_tensors
from .tokenizer_json import tokenizer_json
from .unigram import SPACE_MARK

KNOWN = {
    "حلب": "B-LOC",
    "الرقة": "B-LOC",
    "بالرقة": "B-LOC",
    "دمشق": "B-LOC",
    "سامر": "B-PER",
    "الحسن": "I-PER",
    "قوات": "B-ORG",
    "سوريا": "I-ORG",
    "Aleppo": "B-LOC",
}
_SEED = 7
_SIZES = {
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 16,
    "max_position_embeddings": 512,
    "type_vocab_size": 2,
}
#: How far a label's own dimension stands out, and how loud the random weights are beside it.
_PEAK, _NOISE = 4.0, 0.02


def vocabulary() -> list[tuple[str, float]]:
    """Special tokens, the known words, and single characters: ASCII and Arabic letters, digits, punctuation."""
    ascii_characters = map(chr, range(0x21, 0x7F))
    arabic = (chr(code) for code in range(0x61F, 0x6D4) if re.match(r"\w|[؟٪٫٬٭۔]", chr(code)))
    characters = sorted({*ascii_characters, *arabic} - {"ـ"})
    special = [(piece, 0.0) for piece in ("<s>", "<pad>", "</s>", "<unk>")]
    words = [(SPACE_MARK + word, -4.0) for word in KNOWN]
    return [*special, (SPACE_MARK, -3.0), *words, *((c, -8.0) for c in characters), ("<mask>", 0.0)]


def _weights(pieces: list[tuple[str, float]]) -> dict[str, np.ndarray]:
    bits = random.Random(_SEED)
    size, wide = _SIZES["hidden_size"], _SIZES["intermediate_size"]

    def noise(*shape: int) -> np.ndarray:
        # Bare bits of Python's generator: the same numbers on every machine and with every numpy.
        steps = [bits.getrandbits(13) - 4096 for _ in range(math.prod(shape))]
        return (np.array(steps).reshape(shape) * (_NOISE / 4096)).astype(np.float32)

    table = noise(len(pieces), size)
    for row, (piece, _) in enumerate(pieces):
        table[row, INDEX[KNOWN.get(piece.removeprefix(SPACE_MARK), "O")]] += _PEAK
    arrays = {
        "embeddings.word_embeddings.weight": table,
        "embeddings.position_embeddings.weight": noise(_SIZES["max_position_embeddings"], size),
        "embeddings.token_type_embeddings.weight": noise(_SIZES["type_vocab_size"], size),
        "head.weight": noise(len(SCHEMES) * len(LABELS), size),
        "head.bias": noise(len(SCHEMES) * len(LABELS)),
    }
    for scheme in range(len(SCHEMES)):
        for label in range(len(LABELS)):
            arrays["head.weight"][scheme * len(LABELS) + label, label] += 2
    layer = "encoder.layer.0"
    parts = {f"attention.self.{name}": (size, size) for name in ("query", "key", "value")}
    parts |= {"attention.output.dense": (size, size), "intermediate.dense": (wide, size), "output.dense": (size, wide)}
    for part, shape in parts.items():
        arrays[f"{layer}.{part}.weight"] = noise(*shape)
        arrays[f"{layer}.{part}.bias"] = noise(shape[0])
    for part in ("embeddings", f"{layer}.attention.output", f"{layer}.output"):
        arrays[f"{part}.LayerNorm.weight"] = np.ones(size, dtype=np.float32)
        arrays[f"{part}.LayerNorm.bias"] = np.zeros(size, dtype=np.float32)
    return arrays


def write_trained(folder: Path) -> None:
    """A folder as training leaves it."""
    pieces = vocabulary()
    write_tensors(folder / "model.safetensors", _weights(pieces))
    config = config_of({"vocab_size": len(pieces), **_SIZES})
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    (folder / "tokenizer.json").write_text(tokenizer_json(pieces), "utf-8")


def write_tiny(target: Path, work: Path) -> str:
    """Writes the model's folder by way of a trained one in `work`; returns its SHA-256."""
    write_trained(work)
    return export(work, target, "1.0.0", [list(KNOWN)[:2]])
