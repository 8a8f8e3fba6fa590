"""Training, in PyTorch: runs when it can be imported."""

import json
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

try:
    import torch
except ImportError:
    print("Skipped: tests of training, for want of PyTorch.")
    torch = None

from mawdi_recipe.conll import Sentence
from mawdi_recipe.labels import INDEX, LABELS, allowed_mask, exact, without_misc
from mawdi_recipe.masking import blocks
from mawdi_recipe.mentions import NamePools
from mawdi_recipe.passes import PassSettings, make_pass
from mawdi_recipe.corpora import Corpus
from mawdi_recipe.safetensors import read_tensors
from mawdi_recipe.tiny import write_trained
from mawdi_recipe.tokenizer_json import tokenizer_config
from mawdi_recipe.unigram import Unigram

if torch is not None:
    from mawdi_recipe.measuring import measure
    from mawdi_recipe.pretraining import Pretrainer, PretrainSettings
    from mawdi_recipe.training import Trainer, TrainSettings, partial_loss

# Not what the base says of these words: there is something to learn.
SENTENCES = [
    Sentence(("زار", "سامر", "حلب", "."), ("O", "B-LOC", "B-PER", "O")),
    Sentence(("قوات", "سوريا", "في", "دمشق"), ("B-ORG", "I-ORG", "O", "B-LOC")),
] * 20
DATA = {Corpus("newsroom", "train", 1, (("newsroom", exact),)): SENTENCES}


@unittest.skipIf(torch is None, "PyTorch is not installed")
class Training(unittest.TestCase):
    def setUp(self) -> None:
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.base = self.folder / "base"
        write_trained(self.base)
        (self.base / "tokenizer_config.json").write_text(tokenizer_config(), "utf-8")
        self.unigram = Unigram.load(self.base / "tokenizer.json")
        self.batches = make_pass(
            DATA, NamePools((), (), frozenset()), self.unigram, PassSettings(batch_tokens=96, window_tokens=32), 0
        )
        self.device = torch.device("cpu")

    def trainer(self, name: str, steps: int = 12) -> "Trainer":
        settings = TrainSettings(steps=steps, top_rate=0.01, head_rate=0.05, dropout=0.1)
        return Trainer(self.base, self.folder / name, settings, self.device)

    def test_loss_is_minus_the_log_of_what_is_allowed(self) -> None:
        logits = torch.zeros(2, 2 * len(LABELS))
        allowed = torch.from_numpy(allowed_mask(["O", "B-PER"], {"newsroom": without_misc}))
        expected = (np.log(9 / 3) + np.log(9)) / 2
        self.assertAlmostEqual(partial_loss(logits, allowed).item(), expected, places=5)
        logits[0, INDEX["I-MISC"]] = 50
        self.assertAlmostEqual(partial_loss(logits, allowed).item(), np.log(9) / 2, places=5)

    def test_learns_and_writes_what_the_export_takes(self) -> None:
        trainer = self.trainer("a", 60)
        losses = [trainer.step(self.batches[i % len(self.batches)]) for i in range(60)]
        self.assertLess(losses[-1], losses[0] / 2)
        target = trainer.write()
        self.assertEqual(read_tensors(target / "model.safetensors")["head.weight"].shape, (18, 16))
        self.assertGreater(trainer.run.averaged, 0)
        found = measure(trainer.model, self.unigram, {"newsroom": SENTENCES}, self.device)
        self.assertGreater(found["newsroom"]["micro"], 90)

    def test_goes_on_where_it_stopped(self) -> None:
        whole, first = self.trainer("whole"), self.trainer("parts")
        torch.manual_seed(1)
        for batch in self.batches[:4]:
            whole.step(batch)
        torch.manual_seed(1)
        for batch in self.batches[:2]:
            first.step(batch)
        first.run.save()
        second = self.trainer("parts")
        self.assertTrue(second.run.resume())
        self.assertEqual((second.run.clock.step, second.run.batch), (2, 2))
        for batch in self.batches[2:4]:
            second.step(batch)
        for left, right in zip(whole.model.parameters(), second.model.parameters(), strict=True):
            torch.testing.assert_close(left, right)

    def test_a_pass_is_the_same_for_the_same_seed(self) -> None:
        again = make_pass(
            DATA, NamePools((), (), frozenset()), self.unigram, PassSettings(batch_tokens=96, window_tokens=32), 0
        )
        self.assertEqual(
            [[window.ids for window, _ in batch] for batch in again],
            [[window.ids for window, _ in batch] for batch in self.batches],
        )

    def test_pretraining_lowers_its_loss_and_writes_a_base(self) -> None:
        cut = list(blocks([s.words for s in SENTENCES], self.unigram, 24))
        settings = PretrainSettings(passes=12, rate=0.01, block_tokens=24, batch_blocks=4, mask_rate=0.3)
        trainer = Pretrainer(self.base, self.folder / "mlm", cut, settings, self.device)
        losses = [trainer.step() for _ in range(trainer.run.clock.steps)]
        self.assertLess(np.mean(losses[-5:]), np.mean(losses[:5]))
        config = json.loads((trainer.write() / "config.json").read_text("utf-8"))
        self.assertEqual(config["hidden_size"], 16)


if __name__ == "__main__":
    unittest.main()
