"""Tags sentences as the page does, and scores them."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch

from .conll import Sentence
from .encoder import Classifier
from .labels import LABELS, SCHEMES, best_tags
from .scores import strict_scores
from .unigram import PAD, Unigram
from .windows import page_windows


@torch.no_grad()
def tag(
    model: Classifier, unigram: Unigram, scheme: str, sentences: Sequence[Sentence], device: torch.device
) -> Iterator[list[str]]:
    """Tags of each sentence, with the windows and the decoding of the page."""
    model.eval()
    offset = SCHEMES.index(scheme) * len(LABELS)
    scores = [np.zeros((len(s.words), len(LABELS)), dtype=np.float32) for s in sentences]
    nearest = [np.full(len(s.words), -1.0) for s in sentences]
    for window in page_windows([s.words for s in sentences], unigram):
        ids = torch.tensor([window.ids], device=device)
        firsts = torch.tensor(window.firsts, device=device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            found = model(ids, ids != PAD, torch.zeros_like(firsts), firsts)
        found = found[:, offset : offset + len(LABELS)].float().cpu().numpy()
        for (number, word), distance, row in zip(window.origins, window.from_edge, found, strict=True):
            if distance > nearest[number][word]:
                nearest[number][word] = distance
                scores[number][word] = row
    model.train()
    yield from map(best_tags, scores)


def measure(
    model: Classifier, unigram: Unigram, dev: dict[str, list[Sentence]], device: torch.device
) -> dict[str, dict[str, float]]:
    """Strict F1 on each scheme's development sentences."""
    return {
        scheme: strict_scores([s.tags for s in sentences], tag(model, unigram, scheme, sentences, device))
        for scheme, sentences in dev.items()
    }
