"""The few parts of ONNX that the graph needs, written without a library (protobuf wire format; onnx.proto3).

Nothing but the arguments reaches the file, so that an export is byte-equal when repeated.
"""

from collections.abc import Mapping, Sequence

import numpy as np

IR_VERSION, OPSET = 8, 17
FLOAT, INT8, INT64 = 1, 3, 7
_TYPES = {np.dtype(np.float32): FLOAT, np.dtype(np.int8): INT8, np.dtype(np.int64): INT64}

Attribute = int | float | Sequence[int]


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    out = bytearray()
    while True:
        low = value & 127
        value >>= 7
        out.append(low | 128 if value else low)
        if not value:
            return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _message(field: int, body: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(body)) + body


def _text(field: int, value: str) -> bytes:
    return _message(field, value.encode())


def tensor(name: str, array: np.ndarray) -> bytes:
    """A constant (`TensorProto`) of float32, int8 or int64."""
    raw = np.ascontiguousarray(array).tobytes()
    dims = b"".join(_number(1, size) for size in array.shape)
    return dims + _number(2, _TYPES[array.dtype]) + _text(8, name) + _message(9, raw)


def _attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, 2)
    if isinstance(value, float):
        return _text(1, name) + _varint(2 << 3 | 5) + np.float32(value).tobytes() + _number(20, 1)
    return _text(1, name) + b"".join(_number(8, item) for item in value) + _number(20, 7)


def node(
    operator: str, inputs: Sequence[str], outputs: Sequence[str], attributes: Mapping[str, Attribute] | None = None
) -> bytes:
    """One operation (`NodeProto`)."""
    return (
        b"".join(_text(1, name) for name in inputs)
        + b"".join(_text(2, name) for name in outputs)
        + _text(3, outputs[0])
        + _text(4, operator)
        + b"".join(_message(5, _attribute(name, value)) for name, value in (attributes or {}).items())
    )


def _port(name: str, kind: int, dims: Sequence[str | int]) -> bytes:
    shape = b"".join(_message(1, _text(2, dim) if isinstance(dim, str) else _number(1, dim)) for dim in dims)
    return _text(1, name) + _message(2, _message(1, _number(1, kind) + _message(2, shape)))


Port = tuple[str, int, Sequence[str | int]]


def model(nodes: Sequence[bytes], constants: Sequence[bytes], inputs: Sequence[Port], outputs: Sequence[Port]) -> bytes:
    """A whole file (`ModelProto`)."""
    graph = b"".join(
        [
            *(_message(1, part) for part in nodes),
            _text(2, "graph"),
            *(_message(5, part) for part in constants),
            *(_message(11, _port(*port)) for port in inputs),
            *(_message(12, _port(*port)) for port in outputs),
        ]
    )
    opset = _text(1, "") + _number(2, OPSET)
    return _number(1, IR_VERSION) + _text(2, "mawdi-recipe") + _message(7, graph) + _message(8, opset)
