"""A trained folder to `models/<id>/`: 8-bit ONNX, tokenizer, shards, manifest, filter of seen sentences. numpy only.

Byte-equal when repeated: nothing but the trained folder, the sentences and the version reaches the files.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from .base import config_of
from .graph import classifier
from .model_folder import SEEN_FILE, config_json, write_model
from .safetensors import read_tensors
from .seen import make_filter
from .tokenizer_json import read_vocabulary, tokenizer_config, tokenizer_json


def export(
    trained: Path,
    target: Path,
    version: str,
    sentences: Iterable[Sequence[str]],
    evaluation: Sequence[object] | None = None,
) -> str:
    """Writes the model's folder; returns its SHA-256."""
    config = json.loads((trained / "config.json").read_text("utf-8"))
    arrays = read_tensors(trained / "model.safetensors")
    vocabulary = read_vocabulary((trained / "tokenizer.json").read_text("utf-8"))
    files = {
        "config.json": config_json(config_of(config)).encode(),
        "tokenizer.json": tokenizer_json(vocabulary).encode(),
        "tokenizer_config.json": tokenizer_config().encode(),
        "onnx/model_quantized.onnx": classifier(arrays, config["num_attention_heads"], config["layer_norm_eps"]),
    }
    files[SEEN_FILE] = make_filter(sentences)
    return write_model(target, files, version, evaluation=evaluation)
