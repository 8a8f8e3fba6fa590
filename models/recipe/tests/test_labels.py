"""Labelled files, what their labels allow, decoding and scores."""

import unittest
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from mawdi_recipe.conll import Sentence, parse, read, spans, write
from mawdi_recipe.corpora import CORPORA, sample
from mawdi_recipe.labels import (
    INDEX,
    LABELS,
    allowed_mask,
    anercorp_for_newsroom,
    best_tags,
    exact,
    type_words,
    wider_misc,
    without_misc,
)
from mawdi_recipe.scores import strict_scores


class Files(unittest.TestCase):
    def test_reads_sentences_and_their_sources(self) -> None:
        lines = ["# source = ant\n", "حلب\tB-LOC\n", "#\tO\n", "\n", "x\tO"]
        self.assertEqual(list(parse(lines)), [Sentence(("حلب", "#"), ("B-LOC", "O"), "ant"), Sentence(("x",), ("O",))])

    def test_comes_back_from_its_file(self) -> None:
        sentences = [Sentence(("حلب", "#"), ("B-LOC", "O")), Sentence(("x",), ("O",))]
        with TemporaryDirectory() as folder:
            write(Path(folder) / "a" / "dev.conll", sentences)
            self.assertEqual(read(Path(folder) / "a" / "dev.conll"), sentences)

    def test_says_which_line_is_no_word_and_tag(self) -> None:
        with self.assertRaisesRegex(ValueError, "line 2"):
            list(parse(["x\tO", "broken"]))

    def test_a_stray_inside_starts_a_span(self) -> None:
        self.assertEqual(
            spans(["I-PER", "I-PER", "I-LOC", "B-LOC", "O"]), [(0, 2, "PER"), (2, 3, "LOC"), (3, 4, "LOC")]
        )

    def test_reads_no_test_part(self) -> None:
        self.assertEqual({corpus.part for corpus in CORPORA}, {"train", "dev"})
        self.assertNotIn("dev", {corpus.part for corpus in CORPORA if corpus.name in ("newsroom", "anercorp-camel")})


class Masks(unittest.TestCase):
    tags = ("O", "B-LOC", "I-LOC", "B-MISC")

    def test_each_rule(self) -> None:
        misc = {"B-MISC", "I-MISC"}
        self.assertEqual(exact(self.tags), [{"O"}, {"B-LOC"}, {"I-LOC"}, {"B-MISC"}])
        self.assertEqual(without_misc(self.tags)[0], {"O", *misc})
        self.assertEqual(wider_misc(self.tags), [{"O"}, {"B-LOC"}, {"I-LOC"}, {"O", *misc}])
        self.assertEqual(type_words(self.tags)[1:3], [{"B-LOC", "O"}, {"I-LOC", "B-LOC"}])
        self.assertEqual(anercorp_for_newsroom(self.tags)[0], {"O", "B-ORG", "I-ORG", *misc})

    def test_every_tag_is_allowed_by_every_rule(self) -> None:
        for rule in (exact, without_misc, wider_misc, type_words, anercorp_for_newsroom):
            for tag in LABELS:
                self.assertIn(tag, rule([tag])[0])

    def test_a_scheme_that_is_told_nothing_allows_everything(self) -> None:
        mask = allowed_mask(self.tags, {"newsroom": exact})
        self.assertTrue(mask[:, 1].all())
        self.assertEqual(mask[:, 0].sum(axis=-1).tolist(), [1, 1, 1, 1])
        self.assertTrue(mask[3, 0, INDEX["B-MISC"]])


class Decoding(unittest.TestCase):
    def test_an_inside_never_follows_another_label(self) -> None:
        rng = np.random.default_rng(3)
        for _ in range(40):
            tags = best_tags(rng.normal(size=(12, len(LABELS))))
            for before, tag in pairwise(["O", *tags]):
                self.assertFalse(tag.startswith("I-") and before[2:] != tag[2:])

    def test_gives_the_path_of_the_highest_sum(self) -> None:
        scores = np.zeros((2, len(LABELS)))
        scores[0, INDEX["B-PER"]], scores[0, INDEX["O"]], scores[1, INDEX["I-PER"]] = 1.0, 1.5, 2.0
        self.assertEqual(best_tags(scores), ["B-PER", "I-PER"])

    def test_counts_a_span_only_when_borders_and_label_are_equal(self) -> None:
        gold = [["B-PER", "I-PER", "O"], ["B-LOC"]]
        found = strict_scores(gold, [["B-PER", "O", "O"], ["B-LOC"]])
        self.assertEqual(found, {"micro": 50.0, "LOC": 100.0, "PER": 0.0})


class Sampling(unittest.TestCase):
    sentences = [Sentence((str(i),), ("O",)) for i in range(37)]

    def test_takes_each_sentence_as_often_as_asked(self) -> None:
        drawn = sorted(s.words[0] for run in sample(self.sentences, 2, np.random.default_rng(1)) for s in run)
        self.assertEqual(drawn, sorted(2 * [s.words[0] for s in self.sentences]))

    def test_neighbours_stay_neighbours(self) -> None:
        for run in sample(self.sentences, 0.5, np.random.default_rng(1)):
            numbers = [int(s.words[0]) for s in run]
            self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(numbers))))


if __name__ == "__main__":
    unittest.main()
