"""The key under which spellings of one sentence meet: `foldName` of `src/text/fold.ts`, letter by letter."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

_LETTERS = {
    **dict.fromkeys("ةۀەہھ", "ه"),
    **dict.fromkeys("ىیێېۍ", "ي"),
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("ۆۇ", "و"),
    "ٱ": "ا",
    "ڕ": "ر",
    "ڵ": "ل",
    "ء": "",
    "ـ": "",
    "’": "'",
    "‘": "'",
    "–": "-",
    "—": "-",
}
_IGNORED = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
# JavaScript's \s: Python's counts U+001C-001F and U+0085 as space, and not U+FEFF.
_SPACE = re.compile("[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]")


def _digit(character: str) -> str | None:
    code = ord(character)
    for first in (0x660, 0x6F0):
        if first <= code < first + 10:
            return str(code - first)
    return None


@cache
def _fold_character(character: str) -> str:
    parts = [
        part
        for part in unicodedata.normalize("NFKD", character)
        if not unicodedata.category(part).startswith("M") and not _IGNORED.match(part)
    ]
    folded = ""
    for part in "".join(parts).lower():
        digit = _digit(part)
        folded += digit if digit is not None else _LETTERS.get(part, " " if _SPACE.match(part) else part)
    return folded


def fold_name(name: str) -> str:
    """No diacritics, tatweel or direction marks; letter forms united; ASCII digits; lower case; single spaces."""
    folded = "".join(map(_fold_character, name))
    return re.sub(f"{_SPACE.pattern}+", " ", folded).strip(" ")


def sentence_key(words: Sequence[str]) -> str:
    """What two copies of one sentence have in common (`sentenceKey` of `src/evaluation/seen-filter.ts`)."""
    return fold_name(" ".join(words))
