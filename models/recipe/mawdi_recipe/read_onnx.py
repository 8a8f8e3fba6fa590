"""Reads back the weights of an exported model, so that a training can go on from shipped files alone.

Reads the few parts of ONNX that an export has (protobuf wire format; onnx.proto3), numpy only. Every product with
8-bit weights is found by the bias that is added to it, whose name says which weight it is; the same rule reads our own
export and one that PyTorch and ONNX Runtime made.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_TYPES = {1: "<f4", 3: "i1", 7: "<i8"}
_WORDS = "embeddings.word_embeddings.weight"
_POSITIONS = "embeddings.position_embeddings.weight"
_KINDS = "embeddings.token_type_embeddings.weight"


@dataclass(frozen=True)
class Node:
    """An operation, the names of its inputs and outputs."""

    operator: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


def _varint(body: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = body[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _fields(body: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Numbers and values of a message's fields."""
    at = 0
    while at < len(body):
        key, at = _varint(body, at)
        kind = key & 7
        if kind == 0:
            value, at = _varint(body, at)
            yield key >> 3, value
            continue
        size, at = _varint(body, at) if kind == 2 else ({1: 8, 5: 4}[kind], at)
        yield key >> 3, body[at : at + size]
        at += size


def _tensor(body: bytes) -> tuple[str, np.ndarray] | None:
    """Name and value, or None for a type that no weight has."""
    dims: list[int] = []
    kind, name, raw = 0, "", b""
    for number, value in _fields(body):
        if number == 1 and isinstance(value, bytes):
            at = 0
            while at < len(value):
                size, at = _varint(value, at)
                dims.append(size)
        elif number == 1:
            dims.append(value)
        elif number == 2:
            kind = value
        elif number == 8:
            name = value.decode()
        elif number in (4, 9):  # float_data, packed or one by one; raw_data
            raw += value
    return (name, np.frombuffer(raw, _TYPES[kind]).reshape(dims)) if kind in _TYPES and raw else None


def _node(body: bytes) -> Node:
    found: dict[int, list[str]] = {1: [], 2: [], 4: []}
    for number, value in _fields(body):
        if number in found:
            found[number].append(value.decode())
    return Node(found[4][0], tuple(found[1]), tuple(found[2]))


def read_graph(file: bytes) -> tuple[list[Node], dict[str, np.ndarray]]:
    """Operations and constants of an ONNX file."""
    graph = next(value for number, value in _fields(file) if number == 7)
    nodes: list[Node] = []
    constants: dict[str, np.ndarray] = {}
    for number, value in _fields(graph):
        if number == 1:
            nodes.append(_node(value))
        elif number == 5 and (tensor := _tensor(value)):
            constants[tensor[0]] = tensor[1]
    return nodes, constants


def _products(nodes: list[Node], constants: dict[str, np.ndarray]) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Name, weight [inputs, outputs] and bias of every product with 8-bit weights."""
    users: dict[str, list[Node]] = {}
    makers: dict[str, Node] = {}
    for node in nodes:
        makers.update(dict.fromkeys(node.outputs, node))
        for name in node.inputs:
            users.setdefault(name, []).append(node)
    for node in nodes:
        if node.operator != "MatMulInteger":
            continue
        scaled = users[users[node.outputs[0]][0].outputs[0]][0]
        both = next(makers[name] for name in scaled.inputs if makers[name].operator == "Mul")
        scale = next(constants[name] for name in both.inputs if name in constants)
        added = users[scaled.outputs[0]][0]
        bias = next(name for name in added.inputs if name in constants)
        name = bias.removesuffix(".bias").removesuffix(".b").removeprefix("bert.")
        yield name, constants[node.inputs[1]].astype(np.float32) * scale.reshape(1, -1), constants[bias]


def read_weights(file: bytes, heads: int) -> dict[str, np.ndarray]:
    """Weights under `transformers`' names, and `head.weight`, `head.bias`. Raises KeyError where one is missing."""
    nodes, constants = read_graph(file)
    plain = {name.removeprefix("bert."): value for name, value in constants.items() if value.dtype == np.float32}
    weights = {name: value for name, value in plain.items() if name.endswith(("LayerNorm.weight", "LayerNorm.bias"))}
    weights[_WORDS] = constants["word_q"].astype(np.float32) * constants["word_s"]
    places = plain.get(_POSITIONS)
    weights[_POSITIONS] = plain["positions"] if places is None else places
    size = weights[_WORDS].shape[1]
    weights[_KINDS] = plain.get(_KINDS, np.zeros((2, size), dtype=np.float32))
    for name, weight, bias in _products(nodes, constants):
        if not name.endswith(".qkv"):
            weights[f"{name}.weight"], weights[f"{name}.bias"] = weight.T, bias
            continue
        for part, at in (("query", 0), ("key", size), ("value", 2 * size)):
            scale = np.float32((size / heads) ** 0.5 if part == "query" else 1)
            target = name.removesuffix("qkv") + f"self.{part}"
            weights[f"{target}.weight"] = weight[:, at : at + size].T * scale
            weights[f"{target}.bias"] = bias[at : at + size] * scale
    return {name: np.ascontiguousarray(value) for name, value in weights.items()}


def onnx_bytes(folder: Path) -> bytes:
    """The ONNX file of an exported model: whole, or put together from the shards that its manifest lists."""
    whole = folder / "onnx" / "model_quantized.onnx"
    if whole.exists():
        return whole.read_bytes()
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    entry = next(file for file in manifest["files"] if file["path"] == "onnx/model_quantized.onnx")
    return b"".join((folder / shard["path"]).read_bytes() for shard in entry["shards"])


def read_exported(folder: Path) -> dict[str, np.ndarray]:
    """Weights of an exported model's folder, as far as 8 bits kept them."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    return read_weights(onnx_bytes(folder), config["num_attention_heads"])
