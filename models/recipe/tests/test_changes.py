"""Noise and mention replacement: never a word without its label."""

import unittest

import numpy as np

from mawdi_recipe.conll import Sentence, spans
from mawdi_recipe.mentions import attach_clitic, make_pools, replace_mentions, split_clitic
from mawdi_recipe.noise import NoiseRates, add_conjunction, add_noise, drop_hamza, drop_punctuation

SENTENCE = Sentence(
    ("زار", "أحمد", "الأحمد", "مدينة", "بالرقة", "،", "ثم", "وحلب", "."),
    ("O", "B-PER", "I-PER", "O", "B-LOC", "O", "O", "B-LOC", "O"),
)
HEADS = frozenset({"الرقة", "حلب", "دمشق", "بيروت", "أحمد"})


class Clitics(unittest.TestCase):
    def test_are_told_from_first_letters(self) -> None:
        cases = {
            "بالرقة": ("ب", "الرقة"),
            "للرقة": ("ل", "الرقة"),
            "وللرقة": ("ول", "الرقة"),
            "والرقة": ("و", "الرقة"),
            "وحلب": ("و", "حلب"),
            "وبدمشق": ("وب", "دمشق"),
            "بيروت": ("", "بيروت"),
            "وادي": ("", "وادي"),
            "سحلب": ("", "سحلب"),
        }
        for word, expected in cases.items():
            self.assertEqual(split_clitic(word, HEADS), expected, word)

    def test_come_back_as_they_are_written(self) -> None:
        for word in ("بالرقة", "للرقة", "وللرقة", "وحلب", "بيروت"):
            self.assertEqual(attach_clitic(*split_clitic(word, HEADS)), word)


class Mentions(unittest.TestCase):
    pools = make_pools([SENTENCE], ["الرقة", "حلب", "رأس العين"], ["سمير", "ليلى"])

    def test_keeps_labels_and_all_other_words(self) -> None:
        rng = np.random.default_rng(5)
        for _ in range(60):
            changed = replace_mentions(SENTENCE, self.pools, 1, rng)
            self.assertEqual(len(changed.words), len(changed.tags))
            self.assertEqual([label for _, _, label in spans(changed.tags)], ["PER", "LOC", "LOC"])
            outside = [word for word, tag in zip(changed.words, changed.tags, strict=True) if tag == "O"]
            self.assertEqual(outside, ["زار", "مدينة", "،", "ثم", "."])

    def test_keeps_the_clitic(self) -> None:
        rng = np.random.default_rng(5)
        places = {replace_mentions(SENTENCE, self.pools, 1, rng).words[4] for _ in range(60)}
        self.assertEqual(places, {"بالرقة", "بحلب", "برأس"})

    def test_draws_no_name_that_carries_a_clitic(self) -> None:
        self.assertNotIn(("وحلب",), [name for source in self.pools.places for name in source])

    def test_leaves_alone_what_is_not_drawn(self) -> None:
        self.assertEqual(replace_mentions(SENTENCE, self.pools, 0, np.random.default_rng(1)), SENTENCE)


class Noise(unittest.TestCase):
    def test_letters(self) -> None:
        self.assertEqual(
            [drop_hamza(word) for word in ("إدارة", "مستشفى", "علي", "سؤال", "ة")],
            ["اداره", "مستشفي", "على", "سوال", "ه"],
        )

    def test_lost_punctuation_takes_its_labels_along(self) -> None:
        changed = drop_punctuation(SENTENCE)
        self.assertEqual(changed.words, ("زار", "أحمد", "الأحمد", "مدينة", "بالرقة", "ثم", "وحلب"))
        self.assertEqual(len(changed.tags), 7)
        only = Sentence((".", "!"), ("O", "O"))
        self.assertEqual(drop_punctuation(only), only)

    def test_conjunction_is_written_once(self) -> None:
        self.assertEqual(add_conjunction(SENTENCE).words[1], "وأحمد")
        self.assertEqual(add_conjunction(SENTENCE).words[7], "وحلب")

    def test_never_parts_words_from_labels(self) -> None:
        rng = np.random.default_rng(2)
        rates = NoiseRates(0.3, 0.3, 0.5, 0.3, 0.5)
        for sentence in (SENTENCE, Sentence(("In", "Aleppo"), ("O", "B-LOC"))):
            for _ in range(50):
                changed = add_noise(sentence, rates, rng)
                self.assertEqual(len(changed.words), len(changed.tags))
                self.assertTrue(all(changed.words))
                self.assertEqual(
                    [tag for tag in changed.tags if tag != "O"], [tag for tag in sentence.tags if tag != "O"]
                )


if __name__ == "__main__":
    unittest.main()
