"""Sub-word pieces of words: Unigram language model (Kudo 2018, "Subword Regularization"), best path only.

Gives the ids that Hugging Face `tokenizers` and `src/model/encode.ts` give, without needing either.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from .words import normal_form

START, PAD, END, UNKNOWN = 0, 1, 2, 3
SPACE_MARK = "\u2581"
#: Tokens kept of one word: longer words are addresses and noise.
MAX_WORD_TOKENS = 16
#: What an unknown character costs beyond the worst piece, as in SentencePiece (`kUnkPenalty`).
_UNKNOWN_PENALTY = 10.0


class Unigram:
    """Encodes words one by one: normal form, a leading mark, the best pieces, at most sixteen."""

    def __init__(self, vocabulary: Sequence[tuple[str, float]]) -> None:
        self.size = len(vocabulary)
        self.mask = self.size - 1
        # Pieces that name special tokens are never found in a text.
        self._pieces = {
            piece: (score, index) for index, (piece, score) in enumerate(vocabulary) if UNKNOWN < index < self.mask
        }
        self._longest = max((len(piece) for piece in self._pieces), default=1)
        self._unknown_score = min((score for score, _ in self._pieces.values()), default=0.0) - _UNKNOWN_PENALTY
        self._cache: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, tokenizer: Path) -> "Unigram":
        """From a `tokenizer.json`."""
        return cls([(piece, score) for piece, score in json.loads(tokenizer.read_text("utf-8"))["model"]["vocab"]])

    def encode_word(self, word: str) -> tuple[int, ...]:
        """Ids of a word; a word whose normal form is empty is the unknown token."""
        known = self._cache.get(word)
        if known is None:
            known = self._cache[word] = self._encode(word)
        return known

    def _encode(self, word: str) -> tuple[int, ...]:
        form = normal_form(word).replace(" ", SPACE_MARK)
        if not form:
            return (UNKNOWN,)
        ids: list[int] = []
        for cut in f"{SPACE_MARK}{form}".split(SPACE_MARK)[1:]:
            ids.extend(self._best_path(SPACE_MARK + cut))
        return tuple(ids[:MAX_WORD_TOKENS])

    def _best_path(self, text: str) -> list[int]:
        size = len(text)
        best: list[float | None] = [0.0] + [None] * size
        came: list[tuple[int, int]] = [(0, UNKNOWN)] * (size + 1)
        for start in range(size):
            score_here = best[start]
            if score_here is None:
                continue
            has_single = False
            for end in range(start + 1, min(size, start + self._longest) + 1):
                found = self._pieces.get(text[start:end])
                if found is None:
                    continue
                has_single = has_single or end == start + 1
                self._relax(best, came, start, end, score_here + found[0], found[1])
            if not has_single:
                self._relax(best, came, start, start + 1, score_here + self._unknown_score, UNKNOWN)
        ids: list[int] = []
        at = size
        while at > 0:
            start, index = came[at]
            # Unknown characters in a row are one token.
            if not (index == UNKNOWN and ids and ids[-1] == UNKNOWN):
                ids.append(index)
            at = start
        return ids[::-1]

    @staticmethod
    def _relax(
        best: list[float | None], came: list[tuple[int, int]], start: int, end: int, score: float, index: int
    ) -> None:
        known = best[end]
        if known is None or score > known:
            best[end] = score
            came[end] = (start, index)
