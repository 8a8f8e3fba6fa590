"""Spellings that readers meet and corpora lack, laid over labelled sentences; a word never loses its label.

Diacritics and tatweel need no noise: the normal form deletes them before the model sees a word.
"""

from dataclasses import dataclass

import numpy as np

from .conll import Sentence
from .words import is_arabic

_HAMZA = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ي"})
_FINAL = {"ة": "ه", "ى": "ي", "ي": "ى"}
_PERSIAN = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی"})


@dataclass(frozen=True)
class NoiseRates:
    """Share of the sentences that each noise falls on."""

    letters: float = 0.12
    persian: float = 0.03
    punctuation: float = 0.05
    conjunction: float = 0.03
    lower: float = 0.05


def drop_hamza(word: str) -> str:
    """Hamza left out, and the last letter ة/ه or ى/ي changed for its twin, as in hurried typing."""
    plain = word.translate(_HAMZA)
    return plain[:-1] + _FINAL.get(plain[-1], plain[-1]) if plain else plain


def _with_words(sentence: Sentence, words: list[str]) -> Sentence:
    return Sentence(tuple(words), sentence.tags, sentence.source)


def drop_punctuation(sentence: Sentence) -> Sentence:
    """All punctuation outside names lost, as in posts and captions; a sentence of nothing else stays."""
    kept = [i for i, w in enumerate(sentence.words) if any(c.isalnum() for c in w) or sentence.tags[i] != "O"]
    if not kept or len(kept) == len(sentence.words):
        return sentence
    return Sentence(tuple(sentence.words[i] for i in kept), tuple(sentence.tags[i] for i in kept), sentence.source)


def add_conjunction(sentence: Sentence) -> Sentence:
    """و written onto the first word of every Arabic name that has not one already."""
    words = list(sentence.words)
    for index, tag in enumerate(sentence.tags):
        if tag.startswith("B-") and is_arabic(words[index]) and words[index][0] not in "وفبلك":
            words[index] = "و" + words[index]
    return _with_words(sentence, words)


def add_noise(sentence: Sentence, rates: NoiseRates, rng: np.random.Generator) -> Sentence:
    """At most one change of letters, and perhaps lost punctuation, drawn from `rng`."""
    draw, second = rng.random(2)
    if not any(is_arabic(word) for word in sentence.words):
        if draw < rates.lower:
            return _with_words(sentence, [word.lower() for word in sentence.words])
        return sentence
    if draw < rates.letters:
        sentence = _with_words(sentence, [drop_hamza(word) for word in sentence.words])
    elif draw < rates.letters + rates.persian:
        sentence = _with_words(sentence, [word.translate(_PERSIAN) for word in sentence.words])
    elif draw < rates.letters + rates.persian + rates.conjunction:
        sentence = add_conjunction(sentence)
    return drop_punctuation(sentence) if second < rates.punctuation else sentence
