"""Sentences to windows of ids: to train on, neighbours joined at random; to measure on, as `src/model/windows.ts`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .unigram import END, START, Unigram

#: Ids of one window on the page, start and end included, and the words that two windows of a long sentence share.
PAGE_TOKENS, PAGE_OVERLAP = 128, 24


@dataclass(frozen=True)
class Window:
    """Ids of a window, and for each of its words the place of its first token."""

    ids: tuple[int, ...]
    firsts: tuple[int, ...]


@dataclass(frozen=True)
class PageWindow(Window):
    """Also: which sentence and word each is, and its distance from the window's nearer cut, in words."""

    origins: tuple[tuple[int, int], ...]
    from_edge: tuple[float, ...]


def lay(pieces: Sequence[tuple[int, ...]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    ids = [START]
    firsts = []
    for piece in pieces:
        firsts.append(len(ids))
        ids.extend(piece)
    ids.append(END)
    return tuple(ids), tuple(firsts)


def training_windows(
    runs: Iterable[Sequence[tuple[Sequence[tuple[int, ...]], np.ndarray]]],
    max_tokens: int,
    join_rate: float,
    rng: np.random.Generator,
) -> Iterator[tuple[Window, np.ndarray]]:
    """Windows with the labels of their words. A run holds neighbouring sentences (pieces of the words, labels); one
    joins the window before it with probability `join_rate` where it fits; what does not fit at all is cut on words."""
    room = max_tokens - 2
    for run in runs:
        open_pieces: list[tuple[int, ...]] = []
        open_labels: list[np.ndarray] = []
        used = 0
        for pieces, labels in run:
            at = 0
            while at < len(pieces):
                end = at
                size = 0
                while end < len(pieces) and size + len(pieces[end]) <= room:
                    size += len(pieces[end])
                    end += 1
                if open_pieces and (used + size > room or rng.random() >= join_rate):
                    yield Window(*lay(open_pieces)), np.concatenate(open_labels)
                    open_pieces, open_labels, used = [], [], 0
                open_pieces += pieces[at:end]
                open_labels.append(labels[at:end])
                used += size
                at = end
        if open_pieces:
            yield Window(*lay(open_pieces)), np.concatenate(open_labels)


def page_windows(sentences: Sequence[Sequence[str]], unigram: Unigram) -> Iterator[PageWindow]:
    """The windows that the page makes of consecutive sentences of one text."""
    room = PAGE_TOKENS - 2
    held: list[tuple[int, int]] = []
    pieces: list[tuple[int, ...]] = []
    used = 0
    for number, words in enumerate(sentences):
        encoded = [unigram.encode_word(word) for word in words]
        size = sum(map(len, encoded))
        if used + size > room and held:
            yield PageWindow(*lay(pieces), tuple(held), (np.inf,) * len(held))
            held, pieces, used = [], [], 0
        if size > room:
            yield from _cut_long(number, encoded, room)
        else:
            held += [(number, word) for word in range(len(words))]
            pieces += encoded
            used += size
    if held:
        yield PageWindow(*lay(pieces), tuple(held), (np.inf,) * len(held))


def _cut_long(number: int, encoded: Sequence[tuple[int, ...]], room: int) -> Iterator[PageWindow]:
    first = 0
    while True:
        last = first
        size = 0
        while last < len(encoded) and size + len(encoded[last]) <= room:
            size += len(encoded[last])
            last += 1
        before = [np.inf if first == 0 else word - first for word in range(first, last)]
        after = [np.inf if last == len(encoded) else last - 1 - word for word in range(first, last)]
        origins = tuple((number, word) for word in range(first, last))
        yield PageWindow(*lay(encoded[first:last]), origins, tuple(map(min, before, after)))
        if last >= len(encoded):
            return
        first = max(first + 1, last - PAGE_OVERLAP)


def batches(
    windows: Sequence[tuple[Window, np.ndarray]], max_tokens: int, rng: np.random.Generator
) -> list[list[tuple[Window, np.ndarray]]]:
    """Batches of like length, at most `max_tokens` with padding, in random order."""
    order = sorted(range(len(windows)), key=lambda i: (len(windows[i][0].ids), rng.random()))
    found: list[list[tuple[Window, np.ndarray]]] = []
    for index in order:
        size = len(windows[index][0].ids)
        if found and (len(found[-1]) + 1) * size <= max_tokens:
            found[-1].append(windows[index])
        else:
            found.append([windows[index]])
    return [found[i] for i in rng.permutation(len(found))]
