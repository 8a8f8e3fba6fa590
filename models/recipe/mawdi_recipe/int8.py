"""Weights as signed 8-bit integers with one scale a row or column (symmetric; Jacob et al. 2018, section 2)."""

import numpy as np

_LIMIT = 127
#: Shares of the largest value that are tried as the end of the range: clipping it may round all others better.
_CLIPS = (1.0, 0.97, 0.94, 0.91, 0.88, 0.85)


def quantize_rows(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Integers [rows, width] and scales [rows, 1]; each row's range is the one of least squared error."""
    table = np.asarray(table, dtype=np.float32)
    largest = np.abs(table).max(axis=1, keepdims=True)
    largest[largest == 0] = 1
    best = np.full((len(table), 1), np.inf)
    integers = np.zeros(table.shape, dtype=np.int8)
    scales = np.ones((len(table), 1), dtype=np.float32)
    for clip in _CLIPS:
        scale = (largest * np.float32(clip / _LIMIT)).astype(np.float32)
        rounded = np.clip(np.rint(table / scale), -_LIMIT, _LIMIT)
        error = np.square(rounded * scale - table).sum(axis=1, keepdims=True, dtype=np.float64)
        is_better = error < best
        best = np.where(is_better, error, best)
        integers = np.where(is_better, rounded.astype(np.int8), integers)
        scales = np.where(is_better, scale, scales)
    return integers, scales.astype(np.float32)


def quantize_columns(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Integers [inputs, outputs] and scales [outputs] of a matrix that is multiplied from the right."""
    integers, scales = quantize_rows(np.asarray(matrix).T)
    return np.ascontiguousarray(integers.T), scales[:, 0]
