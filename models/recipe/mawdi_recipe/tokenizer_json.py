"""`tokenizer.json` of a trimmed vocabulary, and its compact form."""

import json
from collections.abc import Sequence

import numpy as np

from .unigram import SPACE_MARK
from .words import DELETED_CLASS

Vocabulary = Sequence[tuple[str, float]]
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


def _shortest(score: float) -> int | float:
    """The shortest decimal that is the same 32-bit float, which is all that the scores of a vocabulary are worth."""
    short = float(str(np.float32(score)))
    return int(short) if short.is_integer() else short


def _added(index: int, content: str) -> dict[str, object]:
    flags = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
    return {"id": index, "content": content, **flags, "special": True}


def tokenizer_json(vocabulary: Vocabulary) -> str:
    """For Hugging Face `tokenizers` and Transformers.js: Unigram over the normal form of `words.py` and Metaspace.

    The vocabulary begins with `<s> <pad> </s> <unk>` and ends with `<mask>`.
    """
    if tuple(piece for piece, _ in vocabulary[:4]) != _SPECIAL or vocabulary[-1][0] != "<mask>":
        raise ValueError("the vocabulary begins with <s> <pad> </s> <unk> and ends with <mask>")
    metaspace = {"type": "Metaspace", "replacement": SPACE_MARK, "prepend_scheme": "always", "split": True}

    def template(*parts: str) -> list[dict[str, object]]:
        kinds = {"A": "Sequence", "B": "Sequence"}
        return [{kinds.get(part, "SpecialToken"): {"id": part, "type_id": 0}} for part in parts]

    whole = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            *(_added(index, content) for index, content in enumerate(_SPECIAL)),
            _added(len(vocabulary) - 1, "<mask>"),
        ],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "NFKC"},
                {"type": "Replace", "pattern": {"Regex": DELETED_CLASS}, "content": ""},
            ],
        },
        "pre_tokenizer": metaspace,
        "post_processor": {
            "type": "TemplateProcessing",
            "single": template("<s>", "A", "</s>"),
            "pair": template("<s>", "A", "</s>", "</s>", "B", "</s>"),
            "special_tokens": {
                "</s>": {"id": "</s>", "ids": [2], "tokens": ["</s>"]},
                "<s>": {"id": "<s>", "ids": [0], "tokens": ["<s>"]},
            },
        },
        "decoder": metaspace,
        "model": {
            "type": "Unigram",
            "unk_id": 3,
            "vocab": [[piece, _shortest(score)] for piece, score in vocabulary],
            "byte_fallback": False,
        },
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def read_vocabulary(text: str) -> list[tuple[str, float]]:
    """Pieces and scores of a `tokenizer.json`."""
    return [(piece, score) for piece, score in json.loads(text)["model"]["vocab"]]


def tokenizer_config() -> str:
    """`tokenizer_config.json`, the same for every model."""
    tokens = {
        "bos": "<s>",
        "eos": "</s>",
        "unk": "<unk>",
        "pad": "<pad>",
        "mask": "<mask>",
        "cls": "<s>",
        "sep": "</s>",
    }
    config = {
        "tokenizer_class": "XLMRobertaTokenizer",
        "model_max_length": 512,
        **{f"{name}_token": token for name, token in tokens.items()},
    }
    return json.dumps(config, indent=1)
