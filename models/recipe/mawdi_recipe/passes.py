"""One pass over the corpora: sample, change, encode, join, batch. numpy only."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .conll import Sentence
from .corpora import Corpus, sample
from .labels import allowed_mask
from .mentions import NamePools, replace_mentions
from .noise import NoiseRates, add_noise
from .soft import SoftBlock, soft_windows
from .unigram import Unigram
from .windows import Window, batches, training_windows

Labelled = tuple[Window, np.ndarray]


@dataclass(frozen=True)
class PassSettings:
    """What becomes of the sentences before a model sees them."""

    seed: int = 1
    batch_tokens: int = 2048
    window_tokens: int = 160
    join_rate: float = 0.6
    mention_rate: float = 0.2
    noise: NoiseRates = NoiseRates()
    #: How much of the softly labelled text a pass takes.
    soft_share: float = 0.5


def make_pass(
    data: dict[Corpus, list[Sentence]],
    pools: NamePools,
    unigram: Unigram,
    settings: PassSettings,
    number: int,
    soft: Sequence[SoftBlock] = (),
) -> list[list[Labelled]]:
    """The batches of one pass; the same for the same seed and number."""
    rng = np.random.default_rng((settings.seed, number))
    windows: list[Labelled] = []

    def laid(sentence: Sentence, corpus: Corpus) -> tuple[Sequence[tuple[int, ...]], np.ndarray]:
        changed = replace_mentions(sentence, pools, settings.mention_rate, rng)
        changed = add_noise(changed, settings.noise, rng)
        return [unigram.encode_word(word) for word in changed.words], allowed_mask(changed.tags, dict(corpus.rules))

    for corpus, sentences in data.items():
        runs = [[laid(sentence, corpus) for sentence in run] for run in sample(sentences, corpus.times, rng)]
        windows += training_windows(runs, settings.window_tokens, settings.join_rate, rng)
    windows += soft_windows(soft, settings.soft_share, settings.noise.letters, unigram, settings.window_tokens, rng)
    return batches(windows, settings.batch_tokens, rng)
