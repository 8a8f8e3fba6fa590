"""`models/<id>/`: files in shards of at most 8 MB, and the manifest that the page checks them by."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from .labels import LABELS, SCHEMES

SHARD_BYTES = 8_000_000
#: Files of every model, in the order of the manifest.
FILES = ("config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model_quantized.onnx")
#: The filter of sentences that a model was trained on; may be left out.
SEEN_FILE = "seen.bin"
#: Languages (BCP 47) of the labelled sentences that the recipe trains on: those of the newsroom corpus, then what the
#: other corpora add.
LANGUAGES = ("ar", "ckb", "ku", "fa", "tr", "he", "en", "fr", "de", "ru")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def schemes() -> list[dict[str, object]]:
    """The schemes as manifest and `config.json` list them: where in the outputs each one's labels begin."""
    return [{"id": name, "offset": at * len(LABELS), "labels": list(LABELS)} for at, name in enumerate(SCHEMES)]


def config_json(sizes: Mapping[str, object]) -> str:
    """`config.json` of a token classifier. The first scheme's labels have their plain names."""
    names = [label if at == 0 else f"{scheme}:{label}" for at, scheme in enumerate(SCHEMES) for label in LABELS]
    config = {
        "architectures": ["BertForTokenClassification"],
        "model_type": "bert",
        **sizes,
        "id2label": {str(index): name for index, name in enumerate(names)},
        "label2id": {name: index for index, name in enumerate(names)},
        "schemes": schemes(),
        "transformers.js_config": {"use_external_data_format": False, "dtype": "q8"},
    }
    return json.dumps(config, indent=1)


def write_shards(data: bytes, path: str, folder: Path) -> list[dict[str, object]]:
    """Writes a file in slices; one slice keeps the file's name."""
    slices = [data[at : at + SHARD_BYTES] for at in range(0, len(data), SHARD_BYTES)] or [b""]
    shards: list[dict[str, object]] = []
    for number, part in enumerate(slices):
        name = path if len(slices) == 1 else f"{path}.{number:02d}"
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(part)
        shards.append({"path": name, "bytes": len(part), "sha256": _sha256(part)})
    return shards


def _write_file(data: bytes, path: str, folder: Path) -> dict[str, object]:
    return {"path": path, "bytes": len(data), "sha256": _sha256(data), "shards": write_shards(data, path, folder)}


def _write_manifest(folder: Path, manifest: dict[str, object], files: Sequence[Mapping[str, object]]) -> str:
    """With the SHA-256 of the model: that of its files' sums as `sha256sum` prints them."""
    whole = _sha256("".join(f"{file['sha256']}  {file['path']}\n" for file in files).encode())
    text = json.dumps({**manifest, "sha256": whole, "files": files}, indent=1, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", "utf-8")
    return whole


def write_model(
    folder: Path,
    files: Mapping[str, bytes],
    version: str,
    licence: str = "CC-BY-SA-4.0",
    languages: Sequence[str] = LANGUAGES,
    evaluation: Sequence[object] | None = None,
) -> str:
    """Writes every file of :data:`FILES`, the filter if there is one, and the manifest; returns the model's SHA-256."""
    paths = [*FILES, SEEN_FILE] if SEEN_FILE in files else FILES
    entries = [_write_file(files[path], path, folder) for path in paths]
    manifest = {
        "schemaVersion": 1,
        "id": folder.name,
        "version": version,
        "sha256": "",
        "defaultScheme": SCHEMES[0],
        "schemes": schemes(),
        "files": entries,
        "licence": licence,
        "languages": list(languages),
        "evaluation": evaluation,
    }
    return _write_manifest(folder, manifest, entries)


def add_seen(folder: Path, data: bytes) -> str:
    """Puts a filter into a model that lies there already; returns the model's new SHA-256."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    others = [file for file in manifest["files"] if file["path"] != SEEN_FILE]
    return _write_manifest(folder, manifest, [*others, _write_file(data, SEEN_FILE, folder)])
