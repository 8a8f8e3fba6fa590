"""Strict scores: a span counts when borders and label are equal (as seqeval's strict mode with IOB2)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from .conll import spans


def strict_scores(gold: Iterable[Sequence[str]], predicted: Iterable[Sequence[str]]) -> dict[str, float]:
    """F1 in percent, `micro` and per label."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    known: Counter[str] = Counter()
    for gold_tags, predicted_tags in zip(gold, predicted, strict=True):
        wanted = set(spans(gold_tags))
        given = set(spans(predicted_tags))
        for counter, these in ((known, wanted), (found, given), (right, wanted & given)):
            for _, _, label in these:
                counter[label] += 1
                counter["micro"] += 1
    labels = ["micro", *sorted(set(known) | set(found) - {"micro"} - {"micro"})]
    return {
        label: round(200 * right[label] / max(1, known[label] + found[label]), 1) for label in dict.fromkeys(labels)
    }
