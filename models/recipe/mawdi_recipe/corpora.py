"""What is trained and measured on: parts of corpora, how much of each a pass takes, and what its labels say.

Only train parts with a licence that allows weights to be passed on (class A of the data notes); dev parts of GermEval
and IAHLT stand in for train parts that could not be had. Test parts are never read here.
"""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from .conll import Sentence, read
from .labels import Rule, anercorp_for_newsroom, exact, type_words, wider_misc, without_misc
from .marked import read_marked

#: Sentences of our own that came after the newsroom corpus, for where its errors are; they lie beside this package.
OWN = "own"
_OWN_FOLDER = Path(__file__).parent.parent / "sentences"
#: Sentences of ANERcorp's train part, from its end, that are held out to measure on, as masakhane-ner did.
HELD_OUT = 500
#: Sentences in a row that are drawn together, so that neighbours stay neighbours.
_RUN = 8


@dataclass(frozen=True)
class Corpus:
    """A part of a corpus; `times` a pass (below 1: a fresh sample each pass)."""

    name: str
    part: str
    times: float
    rules: tuple[tuple[str, Rule], ...]


def _newsroom(rule: Rule) -> tuple[tuple[str, Rule], ...]:
    return (("newsroom", rule),)


CORPORA = (
    Corpus("newsroom", "train", 2, _newsroom(exact)),
    Corpus(OWN, "train", 2, _newsroom(exact)),
    Corpus("anercorp-camel", "train", 1, (("newsroom", anercorp_for_newsroom), ("anercorp", exact))),
    Corpus("wojood-sample", "train", 1, _newsroom(type_words)),
    Corpus("uner-en-ewt", "train", 0.25, _newsroom(without_misc)),
    Corpus("wikigold", "train", 0.6, _newsroom(wider_misc)),
    Corpus("parstwiner", "train", 0.12, _newsroom(wider_misc)),
    Corpus("turkish-wikiner", "train", 0.15, _newsroom(wider_misc)),
    Corpus("factrueval16", "train", 0.6, _newsroom(without_misc)),
    Corpus("europeana-fr", "train", 0.15, _newsroom(without_misc)),
    Corpus("germeval14", "dev", 0.5, _newsroom(wider_misc)),
    Corpus("iahlt-knesset", "dev", 1, _newsroom(wider_misc)),
)


def read_corpora(folder: Path) -> dict[Corpus, list[Sentence]]:
    """All training sentences, those held out left out."""

    def sentences_of(corpus: Corpus) -> list[Sentence]:
        if corpus.name == OWN:
            return read_marked(_OWN_FOLDER)
        return read(folder / corpus.name / f"{corpus.part}.conll")

    found = {corpus: sentences_of(corpus) for corpus in CORPORA}
    return {c: s[:-HELD_OUT] if c.name == "anercorp-camel" else s for c, s in found.items()}


def read_dev(folder: Path) -> dict[str, list[Sentence]]:
    """What is measured on, by scheme."""
    return {
        "newsroom": read(folder / "newsroom" / "dev.conll"),
        "anercorp": read(folder / "anercorp-camel" / "train.conll")[-HELD_OUT:],
    }


def sample(sentences: list[Sentence], times: float, rng: np.random.Generator) -> list[list[Sentence]]:
    """Runs of neighbouring sentences, in random order, that together are `times` the corpus."""
    shift = int(rng.integers(_RUN))
    starts = [0, *range(shift or _RUN, len(sentences), _RUN)]
    runs = [sentences[a:b] for a, b in pairwise([*starts, len(sentences)])]
    whole, part = int(times), times - int(times)
    chosen = [runs[i] for _ in range(whole) for i in rng.permutation(len(runs))]
    return chosen + [runs[i] for i in rng.permutation(len(runs))[: round(part * len(runs))]]
