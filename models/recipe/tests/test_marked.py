"""Sentences with marks in the text."""

import unittest

from mawdi_recipe.conll import spans
from mawdi_recipe.corpora import CORPORA, OWN
from mawdi_recipe.marked import parse_line, parse_marked, read_marked
from tests.test_files import ROOT

SENTENCES = ROOT / "models" / "recipe" / "sentences"


class Marked(unittest.TestCase):
    def test_a_mark_becomes_tags(self) -> None:
        found = parse_line("زار {PER|سامر العلي}، أمس، {LOC|بالصور} ({ORG|قسد}).")
        self.assertEqual(found.words, ("زار", "سامر", "العلي", "،", "أمس", "،", "بالصور", "(", "قسد", ")", "."))
        self.assertEqual([tag for tag in found.tags if tag != "O"], ["B-PER", "I-PER", "B-LOC", "B-ORG"])

    def test_punctuation_inside_a_name_is_of_it(self) -> None:
        found = parse_line("مقاتلة {MISC|إف-16}")
        self.assertEqual(found.words[1:], ("إف", "-", "16"))
        self.assertEqual(found.tags[1:], ("B-MISC", "I-MISC", "I-MISC"))

    def test_a_broken_mark_is_refused_with_its_line(self) -> None:
        for line in ("في {LOC|حلب", "في {XYZ|حلب}", "و{LOC|حلب}", "{LOC|حلب}ية", "{PER|{LOC|حلب}}"):
            with self.assertRaisesRegex(ValueError, "line 2: "):
                list(parse_marked(["# source = x", line]))

    def test_sources_and_empty_lines(self) -> None:
        found = list(parse_marked(["# source = a", "واحد", "", "اثنان", "# source = b", "ثلاثة"]))
        self.assertEqual([sentence.source for sentence in found], ["a", "a", "b"])


class OwnSentences(unittest.TestCase):
    def test_all_can_be_read_and_no_name_begins_or_ends_with_punctuation(self) -> None:
        self.assertIn(OWN, [corpus.name for corpus in CORPORA])
        found = read_marked(SENTENCES)
        self.assertGreater(len(found), 1000)
        for sentence in found:
            for start, end, _ in spans(sentence.tags):
                edges = sentence.words[start], sentence.words[end - 1]
                self.assertTrue(all(any(letter.isalnum() for letter in word) for word in edges), sentence)
