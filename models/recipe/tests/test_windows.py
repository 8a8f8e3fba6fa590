"""Windows and batches: every word once, none too long."""

import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from mawdi_recipe.labels import LABELS, SCHEMES, allowed_mask, exact
from mawdi_recipe.masking import IGNORED, blocks, mask_block
from mawdi_recipe.soft import SoftBlock, read_blocks, soft_windows, split_targets, write_blocks
from mawdi_recipe.unigram import END, START, Unigram
from mawdi_recipe.windows import PAGE_OVERLAP, PAGE_TOKENS, batches, page_windows, training_windows

_SPECIAL = [(piece, 0.0) for piece in ("<s>", "<pad>", "</s>", "<unk>")]
UNIGRAM = Unigram([*_SPECIAL, ("▁", -1.0), *((letter, -2.0) for letter in "abcdef"), ("<mask>", 0.0)])


def _run(sizes: list[int]) -> list[tuple[list[tuple[int, ...]], np.ndarray]]:
    """Sentences of words with two pieces; each word's label is its number in the run."""
    number = iter(range(10_000))
    return [([(4, 5)] * size, np.array([next(number) for _ in range(size)])) for size in sizes]


class Training(unittest.TestCase):
    def test_holds_every_word_in_order(self) -> None:
        rng = np.random.default_rng(1)
        for rate in (0.0, 0.5, 1.0):
            made = list(training_windows([_run([3, 50, 2, 9, 1])], 32, rate, rng))
            self.assertEqual(np.concatenate([labels for _, labels in made]).tolist(), list(range(65)))
            for window, labels in made:
                self.assertLessEqual(len(window.ids), 32)
                self.assertEqual((window.ids[0], window.ids[-1]), (START, END))
                self.assertEqual(len(window.firsts), len(labels))

    def test_joins_neighbours_as_asked(self) -> None:
        rng = np.random.default_rng(1)
        self.assertEqual(len(list(training_windows([_run([2, 2, 2])], 32, 1.0, rng))), 1)
        self.assertEqual(len(list(training_windows([_run([2, 2, 2])], 32, 0.0, rng))), 3)

    def test_batches_hold_every_window_within_their_size(self) -> None:
        rng = np.random.default_rng(1)
        windows = list(training_windows([_run([3, 9, 20, 1, 14, 7, 7, 2])], 48, 0.3, rng))
        made = batches(windows, 64, rng)
        self.assertEqual(sum(map(len, made)), len(windows))
        for batch in made:
            self.assertLessEqual(len(batch) * max(len(window.ids) for window, _ in batch), 64)


class Page(unittest.TestCase):
    def test_packs_as_the_page_does(self) -> None:
        made = list(page_windows([["ab"] * 20, ["ab"] * 21, ["a"] * 3], UNIGRAM))
        self.assertEqual([len(window.firsts) for window in made], [41, 3])
        self.assertEqual(made[0].origins[20], (1, 0))

    def test_cuts_a_long_sentence_with_an_overlap(self) -> None:
        made = list(page_windows([["ab"] * 100], UNIGRAM))
        self.assertEqual([window.origins[0][1] for window in made], [0, 42 - PAGE_OVERLAP, 36, 54, 72])
        self.assertEqual({word for window in made for _, word in window.origins}, set(range(100)))
        self.assertTrue(all(len(window.ids) <= PAGE_TOKENS for window in made))
        self.assertEqual(made[1].from_edge[:3], (0, 1, 2))
        self.assertEqual(made[0].from_edge[0], 41)
        self.assertEqual(made[-1].from_edge[-1], 27)


class Soft(unittest.TestCase):
    rng = np.random.default_rng(4)
    made = [
        SoftBlock(("ab", "c"), rng.random((2, len(SCHEMES), len(LABELS))).astype(np.float16)),
        SoftBlock(("d",) * 30, rng.random((30, len(SCHEMES), len(LABELS))).astype(np.float16)),
    ]

    def test_come_back_from_their_file(self) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "soft.npz"
            write_blocks(path, self.made)
            found = read_blocks(path)
        self.assertEqual([block.words for block in found], [block.words for block in self.made])
        for left, right in zip(found, self.made, strict=True):
            np.testing.assert_array_equal(left.probabilities, right.probabilities)

    def test_words_that_do_not_fit_are_left_out_with_their_labels(self) -> None:
        windows = sorted(soft_windows(self.made, 1, 0, UNIGRAM, 20, self.rng), key=lambda item: len(item[1]))
        self.assertEqual([len(labels) for _, labels in windows], [2, 9])
        self.assertEqual([len(window.ids) for window, _ in windows], [7, 20])

    def test_hard_and_soft_labels_part(self) -> None:
        hard = allowed_mask(["O"], {"newsroom": exact})
        allowed, soft = split_targets([hard, self.made[0].probabilities])
        self.assertTrue(allowed[1:].all() and not allowed[0, 0].all())
        self.assertEqual(soft[0].sum(), 0)
        np.testing.assert_array_equal(soft[1:], self.made[0].probabilities)


class Masking(unittest.TestCase):
    def test_blocks_hold_every_word(self) -> None:
        made = list(blocks([["ab"] * 30, ["abc"] * 7], UNIGRAM, 20))
        self.assertEqual(sum(map(len, made)), 37)
        self.assertTrue(all(2 + sum(map(len, block)) <= 20 for block in made))

    def test_masks_whole_words(self) -> None:
        block = [(4, 5, 6)] * 400
        ids, targets = mask_block(block, UNIGRAM, 0.18, np.random.default_rng(1))
        self.assertEqual(len(ids), 1202)
        chosen = [targets[at] != IGNORED for at in range(1, 1201)]
        for word in range(400):
            self.assertEqual(len(set(chosen[3 * word : 3 * word + 3])), 1)
        self.assertAlmostEqual(sum(chosen) / 1200, 0.18, delta=0.05)
        masked = sum(ids[at + 1] == UNIGRAM.mask for at in range(1200)) / sum(chosen)
        self.assertAlmostEqual(masked, 0.85, delta=0.08)


if __name__ == "__main__":
    unittest.main()
