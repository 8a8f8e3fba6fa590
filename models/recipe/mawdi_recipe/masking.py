"""Blocks for masked-language training, whole words masked (Cui et al. 2021, "Pre-Training With Whole Word Masking")."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from .unigram import END, START, UNKNOWN, Unigram

#: What a token that is not to be guessed has for a target.
IGNORED = -100


def blocks(texts: Iterable[Sequence[str]], unigram: Unigram, tokens: int) -> Iterator[list[tuple[int, ...]]]:
    """Words of consecutive texts (each a list of words) in blocks that fill `tokens` ids with start and end."""
    open_words: list[tuple[int, ...]] = []
    used = 2
    for words in texts:
        for word in words:
            pieces = unigram.encode_word(word)
            if used + len(pieces) > tokens:
                yield open_words
                open_words, used = [], 2
            open_words.append(pieces)
            used += len(pieces)
    if open_words:
        yield open_words


def mask_block(
    block: Sequence[tuple[int, ...]], unigram: Unigram, rate: float, rng: np.random.Generator
) -> tuple[list[int], list[int]]:
    """Ids and targets. Of the chosen words' tokens 85 % become the mask, 7 % a random piece, 8 % stay."""
    ids, targets = [START], [IGNORED]
    for pieces in block:
        is_chosen = rng.random() < rate
        for piece in pieces:
            draw = rng.random()
            if is_chosen and draw < 0.85:
                ids.append(unigram.mask)
            elif is_chosen and draw < 0.92:
                ids.append(int(rng.integers(UNKNOWN + 1, unigram.mask)))
            else:
                ids.append(piece)
            targets.append(piece if is_chosen else IGNORED)
    return [*ids, END], [*targets, IGNORED]
