"""An exported model read back."""

import json
import unittest
from collections.abc import Mapping

import numpy as np

from mawdi_recipe.export import export
from mawdi_recipe.graph import classifier
from mawdi_recipe.read_onnx import onnx_bytes, read_exported, read_weights
from mawdi_recipe.safetensors import read_tensors
from mawdi_recipe.tiny import write_trained
from tests.test_files import SHIPPED, Folder


def _positions(weights: Mapping[str, np.ndarray]) -> np.ndarray:
    return weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]


class ReadBack(Folder):
    def setUp(self) -> None:
        super().setUp()
        self.trained = self.folder / "trained"
        write_trained(self.trained)
        export(self.trained, self.folder / "model", "1.0.0", [["x"]])

    def test_every_weight_comes_back_within_a_step_of_its_rounding(self) -> None:
        before = read_tensors(self.trained / "model.safetensors")
        found = read_exported(self.folder / "model")
        self.assertEqual(sorted(found), sorted(before))
        for name, weight in before.items():
            if "position" in name or "token_type" in name:
                continue
            # Ranges are clipped at 85 % at most, so the largest values may lose more than half a step.
            bound = 0.16 * np.abs(weight).max() + 1e-6
            np.testing.assert_allclose(found[name], weight, atol=bound, err_msg=name)
            if weight.std() > 0:
                self.assertGreater(np.corrcoef(found[name].ravel(), weight.ravel())[0, 1], 0.999)
        # Token types are added to the positions by the export.
        together, apart = (_positions(weights) for weights in (before, found))
        np.testing.assert_allclose(apart, together, atol=1e-6)

    def test_read_back_and_exported_again_it_is_the_same_model(self) -> None:
        file = onnx_bytes(self.folder / "model")
        heads = json.loads((self.trained / "config.json").read_text("utf-8"))["num_attention_heads"]
        again = classifier(read_weights(file, heads), heads, 1e-12)
        self.assertEqual(len(again), len(file))
        first, second = read_weights(file, heads), read_weights(again, heads)
        for name, weight in first.items():
            np.testing.assert_allclose(second[name], weight, atol=np.abs(weight).max() * 0.16 + 1e-6, err_msg=name)

    def test_the_shipped_model_can_be_read(self) -> None:
        found = read_exported(SHIPPED)
        self.assertEqual(found["embeddings.word_embeddings.weight"].shape, (55_652, 384))
        self.assertEqual(found["head.weight"].shape, (18, 384))
        self.assertEqual(sum(name.endswith("intermediate.dense.weight") for name in found), 12)
        self.assertTrue(all(np.isfinite(weight).all() for weight in found.values()))


if __name__ == "__main__":
    unittest.main()
