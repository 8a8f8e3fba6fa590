"""Teachers label text: the mean of what several trainings, say of different seeds, find probable."""

from collections.abc import Iterable, Iterator, Sequence

import torch

from .encoder import Classifier
from .labels import LABELS, SCHEMES
from .soft import SoftBlock
from .unigram import PAD, Unigram
from .windows import lay


def text_blocks(texts: Iterable[Sequence[str]], unigram: Unigram, tokens: int) -> Iterator[list[str]]:
    """Words of consecutive paragraphs in blocks of at most so many ids."""
    held: list[str] = []
    used = 2
    for words in texts:
        for word in words:
            size = len(unigram.encode_word(word))
            if used + size > tokens:
                yield held
                held, used = [], 2
            held.append(word)
            used += size
    if held:
        yield held


@torch.no_grad()
def teach(
    models: Sequence[Classifier], unigram: Unigram, blocks: Iterable[Sequence[str]], device: torch.device
) -> Iterator[SoftBlock]:
    """Each block with the mean of the models' probabilities."""
    for model in models:
        model.eval()
    for words in blocks:
        ids, firsts = lay([unigram.encode_word(word) for word in words])
        batch = torch.tensor([ids], device=device)
        places = torch.tensor(firsts, device=device)
        total = torch.zeros(len(words), len(SCHEMES), len(LABELS))
        for model in models:
            with torch.autocast(device.type, dtype=torch.bfloat16):
                logits = model(batch, batch != PAD, torch.zeros_like(places), places)
            total += logits.float().view(total.shape).softmax(-1).cpu()
        yield SoftBlock(tuple(words), (total / len(models)).numpy())
