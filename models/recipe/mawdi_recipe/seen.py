"""Writes the filter of training sentences that the page reads (`src/evaluation/seen-filter.ts` has the format).

A Bloom filter (Bloom 1970): it never misses a sentence, and takes about one other in a hundred for one.
"""

import math
import struct
from collections.abc import Iterable, Iterator, Sequence

from .fold import sentence_key

#: Largest filter that ships with a model.
MAX_BYTES = 100_000
_HEADER = struct.Struct("<4sBBHII")
_VERSION = 1
_BITS_A_SENTENCE = 10
_MASK = 0xFFFFFFFF


def _hash(data: bytes, basis: int) -> int:
    """FNV-1a, mixed by the finaliser of MurmurHash3."""
    value = basis
    for byte in data:
        value = (value ^ byte) * 0x01000193 & _MASK
    value = (value ^ value >> 16) * 0x85EBCA6B & _MASK
    value = (value ^ value >> 13) * 0xC2B2AE35 & _MASK
    return value ^ value >> 16


def _bits(key: str, hashes: int, size: int) -> Iterator[int]:
    data = key.encode()
    first = _hash(data, 0x811C9DC5)
    step = _hash(data, 0x9747B28C) | 1
    return (((first + i * step) & _MASK) % size for i in range(hashes))


def make_filter(sentences: Iterable[Sequence[str]]) -> bytes:
    """The file; at most :data:`MAX_BYTES`. The same sentences give the same bytes, in whatever order."""
    keys = {sentence_key(words) for words in sentences}
    size = min(max(64, len(keys) * _BITS_A_SENTENCE), (MAX_BYTES - _HEADER.size) * 8)
    # As JavaScript rounds: halves up.
    hashes = max(1, min(16, math.floor(size / max(1, len(keys)) * math.log(2) + 0.5)))
    body = bytearray(-(-size // 8))
    for key in keys:
        for bit in _bits(key, hashes, size):
            body[bit >> 3] |= 1 << (bit & 7)
    return _HEADER.pack(b"SEEN", _VERSION, hashes, 0, size, len(keys)) + bytes(body)


def has_seen(data: bytes, words: Sequence[str]) -> bool:
    """Whether a filter knows a sentence."""
    _, _, hashes, _, size, _ = _HEADER.unpack_from(data)
    bits = _bits(sentence_key(words), hashes, size)
    return all(data[_HEADER.size + (bit >> 3)] & 1 << (bit & 7) for bit in bits)
