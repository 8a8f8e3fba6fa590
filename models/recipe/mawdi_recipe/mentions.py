"""Mention replacement (Dai and Adel 2020, "An Analysis of Simple Data Augmentation for NER"): a person or place of an
Arabic sentence becomes another one, the clitic before it kept.
"""

import gzip
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from .conll import Sentence, spans
from .words import is_arabic

_PREFIXES = ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "وب", "ول", "وك", "و", "ف", "ب", "ل", "ك")
_ARABIC_NAME = re.compile("[\u0621-\u064a]+( [\u0621-\u064a]+){0,2}")
_CLITICS = "وفبلك"
_LINE_NAMES, _LINE_FLAGS = 0, 7


@dataclass(frozen=True)
class NamePools:
    """Names by source (one is drawn first, then a name of it), each a tuple of words without clitics; and all first
    words, to tell a clitic from a letter."""

    persons: tuple[tuple[tuple[str, ...], ...], ...]
    places: tuple[tuple[tuple[str, ...], ...], ...]
    heads: frozenset[str]


def read_places(path: Path) -> list[str]:
    """Main Arabic names of the page's list of places (`tools/gazetteer/layout.ts`) that are not words as well."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in islice(file, _LINE_FLAGS + 1)]
    names = lines[_LINE_NAMES].split("\t")
    flags = lines[_LINE_FLAGS].split("\t")
    flags += [""] * (len(names) - len(flags))
    main = (names[i].partition("|")[0] for i in range(len(names)) if "y" not in flags[i])
    return [name for name in main if _ARABIC_NAME.fullmatch(name)]


def read_person_words(path: Path, least: int = 20) -> list[str]:
    """Words of person names (`word<TAB>count`) seen at least so often."""
    words = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            word, _, count = line.rstrip("\n").partition("\t")
            if int(count) >= least and _ARABIC_NAME.fullmatch(word):
                words.append(word)
    return words


def split_clitic(word: str, heads: frozenset[str]) -> tuple[str, str]:
    """Clitic and name. A word that begins a known name has none; else one is taken off where a known name is left."""
    if word in heads:
        return "", word
    for prefix in _PREFIXES:
        if not word.startswith(prefix):
            continue
        rest = word[len(prefix) :]
        if prefix.endswith("ال") and "ال" + rest in heads:
            return prefix[:-2], "ال" + rest
        if prefix.endswith("لل") and "ال" + rest in heads:
            return prefix[:-1], "ال" + rest
        if rest in heads and all(letter in _CLITICS for letter in prefix) and not prefix.endswith("لل"):
            return prefix, rest
    return "", word


def attach_clitic(clitic: str, word: str) -> str:
    """The clitic written onto a name: ل swallows the alif of ال."""
    if clitic.endswith("ل") and word.startswith("ال"):
        return clitic + word[1:]
    return clitic + word


def make_pools(
    sentences: Iterable[Sentence], places: Sequence[str] = (), person_words: Sequence[str] = ()
) -> NamePools:
    """Pools from the mentions of training sentences, more places, and pairs of words that persons are named by."""
    found: dict[str, set[tuple[str, ...]]] = {"PER": set(), "LOC": set()}
    for sentence in sentences:
        for start, end, label in spans(sentence.tags):
            name = sentence.words[start:end]
            if label in found and all(_ARABIC_NAME.fullmatch(word) for word in name):
                found[label].add(name)
    listed = {tuple(name.split(" ")) for name in places}
    firsts = {name[0] for names in found.values() for name in names} | {name[0] for name in listed}
    plain = frozenset(word for word in firsts if word[0] not in _CLITICS) | {name[0] for name in listed}
    # A mention that begins with a clitic of its own is no name to put elsewhere.
    persons = {name for name in found["PER"] if split_clitic(name[0], plain)[0] == ""}
    pairs = {(person_words[i], person_words[-1 - i]) for i in range(len(person_words) // 2)}
    own = {name for name in found["LOC"] if split_clitic(name[0], plain)[0] == ""}
    heads = plain | {name[0] for name in persons}
    sources = [tuple(tuple(sorted(names)) for names in both if names) for both in ((persons, pairs), (own, listed))]
    return NamePools(sources[0], sources[1], frozenset(heads))


def replace_mentions(sentence: Sentence, pools: NamePools, rate: float, rng: np.random.Generator) -> Sentence:
    """Each Arabic person or place becomes another one of its pool with probability `rate`."""
    words: list[str] = []
    tags: list[str] = []
    at = 0
    for start, end, label in spans(sentence.tags):
        sources = {"PER": pools.persons, "LOC": pools.places}.get(label, ())
        words += sentence.words[at:start]
        tags += sentence.tags[at:start]
        at = end
        if not sources or not is_arabic(sentence.words[start]) or rng.random() >= rate:
            words += sentence.words[start:end]
            tags += sentence.tags[start:end]
            continue
        clitic, _ = split_clitic(sentence.words[start], pools.heads)
        pool = sources[int(rng.integers(len(sources)))]
        first, *others = pool[int(rng.integers(len(pool)))]
        words += [attach_clitic(clitic, first), *others]
        tags += [f"B-{label}"] + [f"I-{label}"] * len(others)
    words += sentence.words[at:]
    tags += sentence.tags[at:]
    return Sentence(tuple(words), tuple(tags), sentence.source)
