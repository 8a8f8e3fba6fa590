"""Schemes and what a corpus says of them: for each word and scheme, the labels that its tag allows.

Training lets the allowed labels share their probability (the loss of a word is minus the log of their sum), so that a
corpus teaches no "not MISC" where it has none: partial labels, as Jie et al. 2019, "Better Modeling of Incomplete
Annotations for NER", reduced to single words.
"""

from collections.abc import Callable, Sequence

import numpy as np

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC")
SCHEMES = ("newsroom", "anercorp")
INDEX = {label: index for index, label in enumerate(LABELS)}

_MISC = ("B-MISC", "I-MISC")
#: From the tags of a sentence, the labels allowed for each of its words.
Rule = Callable[[Sequence[str]], list[set[str]]]


def exact(tags: Sequence[str]) -> list[set[str]]:
    """The corpus follows the scheme."""
    return [{tag} for tag in tags]


def without_misc(tags: Sequence[str]) -> list[set[str]]:
    """The corpus labels no MISC: what it leaves out may be one."""
    return [{"O", *_MISC} if tag == "O" else {tag} for tag in tags]


def wider_misc(tags: Sequence[str]) -> list[set[str]]:
    """The corpus's MISC holds ours and more (nationalities, currencies): one of its words may be none of ours."""
    return [{"O", *_MISC} if tag in _MISC else {tag} for tag in tags]


def type_words(tags: Sequence[str]) -> list[set[str]]:
    """As :func:`wider_misc` both ways, and a place may begin with its type (`قرية X`), which our guide leaves out."""
    allowed = [{"O", *_MISC} if tag == "O" or tag in _MISC else {tag} for tag in tags]
    for index, tag in enumerate(tags[:-1]):
        if tag == "B-LOC" and tags[index + 1] == "I-LOC":
            allowed[index] = {"B-LOC", "O"}
            allowed[index + 1] = {"I-LOC", "B-LOC"}
    return allowed


def anercorp_for_newsroom(tags: Sequence[str]) -> list[set[str]]:
    """ANERcorp leaves ministries and armies out, and counts currencies and God as MISC."""
    return [{"O", "B-ORG", "I-ORG", *_MISC} if tag == "O" else {"O", *_MISC} if tag in _MISC else {tag} for tag in tags]


def allowed_mask(tags: Sequence[str], rules: dict[str, Rule]) -> np.ndarray:
    """Boolean [words, schemes, labels]; a scheme without a rule allows everything, which costs and teaches nothing."""
    mask = np.ones((len(tags), len(SCHEMES), len(LABELS)), dtype=bool)
    for scheme, rule in rules.items():
        at = SCHEMES.index(scheme)
        mask[:, at] = False
        for word, allowed in enumerate(rule(tags)):
            for label in allowed:
                mask[word, at, INDEX[label]] = True
    return mask


def best_tags(scores: np.ndarray) -> list[str]:
    """Best tags of a sentence from [words, labels] under the rule that `I-x` follows `B-x` or `I-x` (Viterbi 1967)."""
    count = len(LABELS)
    legal = np.zeros((count, count), dtype=bool)
    for before, left in enumerate(LABELS):
        for after, right in enumerate(LABELS):
            legal[before, after] = not right.startswith("I-") or left[2:] == right[2:]
    step = np.where(legal, 0.0, -np.inf)
    first = np.where([label.startswith("I-") for label in LABELS], -np.inf, 0.0)
    total = first + scores[0]
    came = np.zeros((len(scores), count), dtype=int)
    for word in range(1, len(scores)):
        paths = total[:, None] + step
        came[word] = paths.argmax(axis=0)
        total = paths.max(axis=0) + scores[word]
    at = int(total.argmax())
    path = [at]
    for word in range(len(scores) - 1, 0, -1):
        at = int(came[word, at])
        path.append(at)
    return [LABELS[index] for index in reversed(path)]
