"""Trims a Unigram vocabulary to what the texts of the project need; embeddings are cut to the same rows.

Segmentation with fewer pieces still covers every word, for all single characters stay (idea: Abdaoui et al. 2020, "Load
What You Need: Smaller Versions of Multilingual BERT").
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from .unigram import SPACE_MARK, UNKNOWN
from .words import is_arabic

#: Latin pieces stay from so many occurrences in the texts on; Hebrew and Cyrillic ones from the first.
LEAST_LATIN = 9
#: Scripts of the corpora and of what they quote, as Unicode names letters; `MODIFIER` are letters of none.
_SCRIPTS = {"ARABIC", "LATIN", "HEBREW", "CYRILLIC", "GREEK", "MODIFIER"}


def count_pieces(words: Iterable[str], encode: Callable[[str], Sequence[int]], size: int) -> list[int]:
    """How often each piece of the whole vocabulary is used in the texts."""
    counts = [0] * size
    for word, times in Counter(words).items():
        for index in encode(word):
            counts[index] += times
    return counts


def _scripts(piece: str) -> set[str]:
    names = (unicodedata.name(letter, "") for letter in piece if letter.isalpha())
    return {name.split(" ")[0] for name in names}


def is_kept(piece: str, count: int) -> bool:
    """Whether a piece stays: characters and marks of our scripts, anything Arabic, all else when it is used enough."""
    bare = piece.replace(SPACE_MARK, "")
    scripts = _scripts(bare)
    if not scripts <= _SCRIPTS:
        return False
    if len(bare) <= 1 or is_arabic(bare):
        return True
    return count >= (LEAST_LATIN if scripts == {"LATIN"} else 1)


def kept_rows(vocabulary: Sequence[tuple[str, float]], counts: Sequence[int]) -> list[int]:
    """Rows of the whole vocabulary that stay, in order: the four special tokens first, `<mask>` last."""
    last = len(vocabulary) - 1
    middle = (i for i in range(UNKNOWN + 1, last) if is_kept(vocabulary[i][0], counts[i]))
    return [*range(UNKNOWN + 1), *middle, last]
