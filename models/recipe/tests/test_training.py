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
from mawdi_recipe.corpora import Corpus
from mawdi_recipe.export import export
from mawdi_recipe.labels import INDEX, LABELS, allowed_mask, exact, without_misc
from mawdi_recipe.masking import blocks
from mawdi_recipe.mentions import NamePools
from mawdi_recipe.passes import PassSettings, make_pass
from mawdi_recipe.safetensors import read_tensors
from mawdi_recipe.tiny import write_trained
from mawdi_recipe.tokenizer_json import tokenizer_config
from mawdi_recipe.unigram import Unigram

if torch is not None:
    from mawdi_recipe.measuring import measure
    from mawdi_recipe.pretraining import Pretrainer, PretrainSettings
    from mawdi_recipe.rounding import RoundedLinear, round_table, set_rounding
    from mawdi_recipe.teaching import teach, text_blocks
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
        none = torch.zeros(allowed.shape)
        self.assertAlmostEqual(partial_loss(logits, allowed, none).item(), expected, places=5)
        logits[0, INDEX["I-MISC"]] = 50
        self.assertAlmostEqual(partial_loss(logits, allowed, none).item(), np.log(9) / 2, places=5)

    def test_loss_of_soft_labels_is_their_cross_entropy(self) -> None:
        soft = torch.zeros(1, 2, len(LABELS))
        soft[0, :, :2] = 0.5
        logits = torch.zeros(1, 2 * len(LABELS))
        logits[0, 0] = logits[0, 9] = 3
        log_p = logits[0, :9].log_softmax(-1)
        found = partial_loss(logits, torch.ones(1, 2, 9, dtype=torch.bool), soft).item()
        self.assertAlmostEqual(found, -(log_p[0] + log_p[1]).item() / 2, places=5)

    def test_a_student_learns_from_teachers(self) -> None:
        trainer = self.trainer("teacher", 60)
        for i in range(60):
            trainer.step(self.batches[i % len(self.batches)])
        words = text_blocks([s.words for s in SENTENCES], self.unigram, 24)
        taught = list(teach([trainer.model, trainer.model], self.unigram, words, self.device))
        self.assertEqual(sum(len(block.words) for block in taught), 160)
        for block in taught:
            np.testing.assert_allclose(block.probabilities.sum(-1), 1, atol=1e-3)
        batches = make_pass(
            {}, NamePools((), (), frozenset()), self.unigram, PassSettings(batch_tokens=96, soft_share=1), 0, taught
        )
        student = self.trainer("student", 60)
        for i in range(60):
            student.step(batches[i % len(batches)])
        found = measure(student.model, self.unigram, {"newsroom": SENTENCES}, self.device)
        self.assertGreater(found["newsroom"]["micro"], 90)

    def test_rounding_is_near_and_lets_gradients_pass(self) -> None:
        layer = RoundedLinear(16, 8)
        x = torch.randn(5, 16, requires_grad=True)
        exact = layer(x)
        set_rounding(layer, True)
        rounded = layer(x)
        self.assertFalse(torch.equal(exact, rounded))
        self.assertLess((exact - rounded).abs().max().item(), 0.05)
        rounded.sum().backward()
        torch.testing.assert_close(x.grad, layer.weight.sum(0).expand(5, 16), atol=0.05, rtol=0.05)

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

    def test_a_table_in_few_bits_has_few_values(self) -> None:
        table = torch.randn(3, 64)
        for bits in (4, 8):
            rounded = round_table(table, bits)
            self.assertLessEqual(len(rounded[0, :32].unique()), 2**bits - 1)
            self.assertLess((rounded - table).abs().max().item(), 4 / 2 ** (bits - 1))

    def test_the_export_says_what_the_model_says(self) -> None:
        try:
            import onnxruntime
        except ImportError:
            self.skipTest("ONNX Runtime is not installed")
        trainer = self.trainer("a")
        for batch in self.batches[:3]:
            trainer.step(batch)
        export(trainer.write(), self.folder / "model", "1", [])
        session = onnxruntime.InferenceSession(str(self.folder / "model" / "onnx" / "model_quantized.onnx"))
        ids = np.array([[0, 5, 30, 31, 9, 2], [0, 6, 7, 2, 1, 1]])
        logits, hidden = session.run(["logits", "hidden"], {"input_ids": ids, "attention_mask": (ids != 1) * 1})
        trainer.model.eval()
        with torch.no_grad():
            expected = trainer.model.encoder(torch.from_numpy(ids), torch.from_numpy(ids != 1))
            outputs = trainer.model.head(expected)
        held = ids != 1
        np.testing.assert_allclose(hidden[held], expected.numpy()[held], atol=0.1)
        np.testing.assert_allclose(logits[held], outputs.numpy()[held], atol=0.3)

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
