"""Words, pieces and keys are those of the page."""

import json
import unittest
from pathlib import Path

from mawdi_recipe.fold import fold_name
from mawdi_recipe.tokenizer_json import read_vocabulary, tokenizer_config, tokenizer_json
from mawdi_recipe.unigram import UNKNOWN, Unigram
from mawdi_recipe.words import articles_in, normal_form, words_in

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "models" / "newsroom-small"
PARITY = ROOT / "tests" / "golden" / "newsroom-small" / "parity.jsonl"


class Words(unittest.TestCase):
    def test_cuts_as_the_page_does(self) -> None:
        self.assertEqual(
            words_in("قال: «حَلَب»، 3.5٪ x_y\u00a0z!"),
            ["قال", ":", "«", "حَلَب", "»", "،", "3", ".", "5", "٪", "x_y", "z", "!"],
        )

    def test_deletes_what_the_model_never_sees(self) -> None:
        self.assertEqual(normal_form("حَلَـــب\u200f"), "حلب")
        self.assertEqual(normal_form("ﻻ"), "لا")
        self.assertEqual(normal_form("ـ"), "")

    def test_parts_articles_at_empty_lines(self) -> None:
        self.assertEqual(list(articles_in(iter(["a\n", " b \n", "\n", "\n", "c"]))), [["a", "b"], ["c"]])

    def test_folds_spellings_together(self) -> None:
        self.assertEqual(fold_name("  الحَسَكَةُ\u00a0 ١٢ "), "الحسكه 12")
        self.assertEqual(fold_name("أإآٱ ﻻ کى ۆ"), "اااا لا كي و")
        self.assertEqual(fold_name("ΟΣ İ Ⅳ"), "οσ i iv")


class Pieces(unittest.TestCase):
    unigram = Unigram.load(SHIPPED / "tokenizer.json")

    def test_ids_equal_those_of_the_shipped_tokenizer(self) -> None:
        lines = PARITY.read_text("utf-8").splitlines()
        self.assertGreater(len(lines), 50)
        for line in lines:
            case = json.loads(line)
            words = [word["surface"] for word in case["words"]]
            ids = [0, *(i for word in words for i in self.unigram.encode_word(word)), 2]
            self.assertEqual(ids, case["ids"], case["text"])

    def test_words_that_name_special_tokens_stay_words(self) -> None:
        for word in ("<s>", "</s>", "<mask>", "<pad>"):
            for index in self.unigram.encode_word(word):
                self.assertTrue(UNKNOWN <= index < self.unigram.mask)

    def test_keeps_sixteen_tokens_and_the_unknown(self) -> None:
        self.assertEqual(len(self.unigram.encode_word("x7" * 60)), 16)
        self.assertEqual(self.unigram.encode_word("ـ"), (UNKNOWN,))

    def test_takes_the_path_of_the_best_sum(self) -> None:
        special = [(piece, 0.0) for piece in ("<s>", "<pad>", "</s>", "<unk>")]
        pieces = [("▁a", -2.0), ("b", -2.0), ("▁", -1.0), ("ab", -2.5), ("▁ab", -4.1)]
        self.assertEqual(Unigram([*special, *pieces, ("<mask>", 0.0)]).encode_word("ab"), (6, 7))

    def test_unknown_letters_in_a_row_are_one_token(self) -> None:
        special = [(piece, 0.0) for piece in ("<s>", "<pad>", "</s>", "<unk>")]
        self.assertEqual(Unigram([*special, ("▁", -1.0), ("a", -1.0), ("<mask>", 0.0)]).encode_word("xya"), (4, 3, 5))


class Files(unittest.TestCase):
    def test_writes_the_shipped_tokenizer_byte_for_byte(self) -> None:
        shipped = (SHIPPED / "tokenizer.json").read_text("utf-8")
        self.assertEqual(tokenizer_json(read_vocabulary(shipped)), shipped)
        self.assertEqual(tokenizer_config(), (SHIPPED / "tokenizer_config.json").read_text("utf-8"))

    def test_refuses_a_vocabulary_without_its_special_tokens(self) -> None:
        with self.assertRaises(ValueError):
            tokenizer_json([("a", -1.0)] * 6)


if __name__ == "__main__":
    unittest.main()
