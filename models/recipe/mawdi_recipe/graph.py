"""The classifier as an ONNX graph with 8-bit weights, from arrays alone.

Matrix products take activations quantised as they come (DynamicQuantizeLinear, MatMulInteger) and weights with one
scale a column; the word embedding has one scale a row, for a single scale for the whole table costs too much.
Query, key and value are one product; the scale of attention lies in the query's weights; token types are all 0, so that
their row is added to the positions.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from .int8 import quantize_columns, quantize_rows
from .onnx_file import FLOAT, INT64, Attribute, model, node, tensor

_TO_FLOAT = {"to": FLOAT}
_HIDDEN_SCORE = np.float32(-1e4)


class _Graph:
    """Collects nodes and constants; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[bytes] = []
        self.constants: list[bytes] = []
        self._count = 0

    def constant(self, name: str, array: np.ndarray) -> str:
        self.constants.append(tensor(name, array))
        return name

    def add(self, operator: str, *inputs: str, name: str | None = None, **attributes: Attribute) -> str:
        return self.add_many(operator, inputs, 1, name, attributes)[0]

    def add_many(
        self, operator: str, inputs: Sequence[str], outputs: int, to: str | None, attributes: Mapping[str, Attribute]
    ) -> list[str]:
        names = [to] if to else [f"v{self._count + i}" for i in range(outputs)]
        self._count += outputs
        self.nodes.append(node(operator, inputs, names, attributes))
        return names

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray, to: str | None = None) -> str:
        """`weight` [inputs, outputs]."""
        integers, scales = quantize_columns(weight)
        quantized, scale, zero = self.add_many("DynamicQuantizeLinear", [x], 3, None, {})
        product = self.add(
            "MatMulInteger",
            quantized,
            self.constant(f"{name}.q", integers),
            zero,
            self.constant(f"{name}.z", np.zeros(len(scales), dtype=np.int8)),
        )
        both = self.add("Mul", scale, self.constant(f"{name}.s", scales))
        scaled = self.add("Mul", self.add("Cast", product, **_TO_FLOAT), both)
        return self.add("Add", self.constant(f"{name}.b", bias.astype(np.float32)), scaled, name=to)

    def norm(self, x: str, name: str, arrays: Mapping[str, np.ndarray], epsilon: float, to: str | None = None) -> str:
        weight = self.constant(f"{name}.weight", arrays[f"{name}.weight"].astype(np.float32))
        bias = self.constant(f"{name}.bias", arrays[f"{name}.bias"].astype(np.float32))
        return self.add("LayerNormalization", x, weight, bias, name=to, axis=-1, epsilon=epsilon)


def _embed(g: _Graph, arrays: Mapping[str, np.ndarray], epsilon: float) -> str:
    integers, scales = quantize_rows(arrays["embeddings.word_embeddings.weight"])
    rows = g.add("Cast", g.add("Gather", g.constant("word_q", integers), "input_ids"), **_TO_FLOAT)
    words = g.add("Mul", rows, g.add("Gather", g.constant("word_s", scales), "input_ids"))
    positions = arrays["embeddings.position_embeddings.weight"] + arrays["embeddings.token_type_embeddings.weight"][0]
    length = g.add("Gather", g.add("Shape", "input_ids"), g.constant("one", np.array([1], dtype=np.int64)))
    zero = g.constant("zero", np.array([0], dtype=np.int64))
    places = g.add("Slice", g.constant("positions", positions.astype(np.float32)), zero, length, zero)
    return g.norm(g.add("Add", words, places), "embeddings.LayerNorm", arrays, epsilon)


def _hide(g: _Graph) -> str:
    """What is added to the scores of attention: 0 for a token, very low for padding."""
    mask = g.add("Cast", "attention_mask", **_TO_FLOAT)
    absent = g.add("Sub", g.constant("1.0", np.array(1, dtype=np.float32)), mask)
    low = g.add("Mul", absent, g.constant("low", np.array(_HIDDEN_SCORE)))
    return g.add("Unsqueeze", low, g.constant("axes12", np.array([1, 2], dtype=np.int64)))


def _attention(g: _Graph, x: str, hide: str, name: str, arrays: Mapping[str, np.ndarray], heads: int) -> str:
    size = arrays[f"{name}.self.query.weight"].shape[0]
    scale = np.float32((size / heads) ** -0.5)
    parts = [(f"{name}.self.{part}", scale if part == "query" else np.float32(1)) for part in ("query", "key", "value")]
    weight = np.concatenate([arrays[f"{part}.weight"].astype(np.float32).T * factor for part, factor in parts], axis=1)
    bias = np.concatenate([arrays[f"{part}.bias"].astype(np.float32) * factor for part, factor in parts])
    joined = g.linear(x, f"{name}.qkv", weight, bias)
    cut = g.add("Reshape", joined, "cut")
    query, key, value = (g.add("Squeeze", part, "axis2") for part in g.add_many("Split", [cut], 3, None, {"axis": 2}))
    query = g.add("Transpose", query, perm=[0, 2, 1, 3])
    key = g.add("Transpose", key, perm=[0, 2, 3, 1])
    value = g.add("Transpose", value, perm=[0, 2, 1, 3])
    scores = g.add("Add", g.add("MatMul", query, key), hide)
    mixed = g.add("MatMul", g.add("Softmax", scores, axis=-1), value)
    return g.add("Reshape", g.add("Transpose", mixed, perm=[0, 2, 1, 3]), "joined")


def _gelu(g: _Graph, x: str) -> str:
    """x/2 · (1 + erf(x/√2)), in the form that ONNX Runtime makes one operation of."""
    erf = g.add("Erf", g.add("Div", x, "root2"))
    return g.add("Mul", g.add("Mul", x, g.add("Add", erf, "1.0")), "half")


def _layer(
    g: _Graph,
    x: str,
    hide: str,
    name: str,
    arrays: Mapping[str, np.ndarray],
    heads: int,
    epsilon: float,
    to: str | None,
) -> str:
    def linear(value: str, part: str) -> str:
        return g.linear(value, f"{name}.{part}", arrays[f"{name}.{part}.weight"].T, arrays[f"{name}.{part}.bias"])

    mixed = linear(_attention(g, x, hide, f"{name}.attention", arrays, heads), "attention.output.dense")
    x = g.norm(g.add("Add", mixed, x), f"{name}.attention.output.LayerNorm", arrays, epsilon)
    wide = linear(_gelu(g, linear(x, "intermediate.dense")), "output.dense")
    return g.norm(g.add("Add", wide, x), f"{name}.output.LayerNorm", arrays, epsilon, to)


def classifier(arrays: Mapping[str, np.ndarray], heads: int, epsilon: float) -> bytes:
    """The ONNX file. `arrays` as `transformers` names a BertModel's, and `head.weight` [outputs, size], `head.bias`.

    Inputs `input_ids`, `attention_mask`; outputs `logits`, and `hidden`, the input of the head.
    """
    g = _Graph()
    size = arrays["embeddings.LayerNorm.weight"].shape[0]
    x = _embed(g, arrays, epsilon)
    hide = _hide(g)
    g.constant("cut", np.array([0, 0, 3, heads, size // heads], dtype=np.int64))
    g.constant("joined", np.array([0, 0, size], dtype=np.int64))
    g.constant("axis2", np.array([2], dtype=np.int64))
    g.constant("root2", np.array(np.sqrt(2), dtype=np.float32))
    g.constant("half", np.array(0.5, dtype=np.float32))
    depth = 1 + max(int(name.split(".")[2]) for name in arrays if name.startswith("encoder.layer."))
    for number in range(depth):
        to = "hidden" if number == depth - 1 else None
        x = _layer(g, x, hide, f"encoder.layer.{number}", arrays, heads, epsilon, to)
    g.linear(x, "head", arrays["head.weight"].T, arrays["head.bias"], to="logits")
    outputs = arrays["head.weight"].shape[0]
    return model(
        g.nodes,
        g.constants,
        [(name, INT64, ("batch", "tokens")) for name in ("input_ids", "attention_mask")],
        [("logits", FLOAT, ("batch", "tokens", outputs)), ("hidden", FLOAT, ("batch", "tokens", size))],
    )
