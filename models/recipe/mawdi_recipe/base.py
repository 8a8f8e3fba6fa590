"""A base to train on: a whole encoder in, the same with a trimmed vocabulary out. numpy only."""

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from .e5s import Packed, read_packed
from .safetensors import read_tensors, write_tensors
from .tokenizer_json import read_vocabulary, tokenizer_config, tokenizer_json
from .unigram import Unigram
from .vocabulary import count_pieces, kept_rows

_SIZES = (
    "vocab_size",
    "hidden_size",
    "num_hidden_layers",
    "num_attention_heads",
    "intermediate_size",
    "max_position_embeddings",
    "type_vocab_size",
)
_WORDS = "embeddings.word_embeddings.weight"


def read_folder(folder: Path) -> Packed:
    """A model folder of Hugging Face's layout: BERT shape, Unigram tokenizer, weights as safetensors."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    vocabulary = read_vocabulary((folder / "tokenizer.json").read_text("utf-8"))
    weights = read_tensors(folder / "model.safetensors")
    tensors = {name.removeprefix("bert."): tensor for name, tensor in weights.items()}
    used = {name: tensor for name, tensor in tensors.items() if name.startswith(("embeddings.", "encoder."))}
    used.pop("embeddings.position_ids", None)
    return Packed({name: config[name] for name in _SIZES}, vocabulary, used)


def read_source(source: Path) -> Packed:
    """Either a packed file or a folder."""
    return read_folder(source) if source.is_dir() else read_packed(source)


def config_of(sizes: dict[str, int]) -> dict[str, object]:
    """What `config.json` says of an encoder's shape."""
    return {
        **{name: sizes[name] for name in _SIZES[:5]},
        "hidden_act": "gelu",
        **{name: sizes[name] for name in _SIZES[5:]},
        "layer_norm_eps": 1e-12,
        "pad_token_id": 1,
        "bos_token_id": 0,
        "eos_token_id": 2,
    }


def write_base(packed: Packed, words: Iterable[str], target: Path) -> int:
    """Writes the trimmed base; returns the pieces that stay. `words`: the texts that say which are used."""
    counts = count_pieces(words, Unigram(packed.vocabulary).encode_word, len(packed.vocabulary))
    rows = kept_rows(packed.vocabulary, counts)
    tensors = {**packed.tensors, _WORDS: packed.tensors[_WORDS][rows]}
    write_tensors(target / "model.safetensors", {name: tensor.astype(np.float16) for name, tensor in tensors.items()})
    config = config_of({**packed.sizes, "vocab_size": len(rows)})
    (target / "config.json").write_text(json.dumps(config, indent=1), "utf-8")
    (target / "tokenizer.json").write_text(tokenizer_json([packed.vocabulary[row] for row in rows]), "utf-8")
    (target / "tokenizer_config.json").write_text(tokenizer_config(), "utf-8")
    return len(rows)
