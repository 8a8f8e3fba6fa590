"""What the command line does, one function a command. PyTorch is imported by those that train."""

import json
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

from .conll import Sentence, read
from .corpora import OWN, read_corpora, read_dev
from .words import articles_in, words_in

Report = Callable[[int, float], None]


def corpus_words(data: Path) -> Iterator[str]:
    """Every word of every train part in the folder."""
    for path in sorted(data.glob("*/train.conll")):
        for sentence in read(path):
            yield from sentence.words


def paragraphs(path: Path) -> Iterator[list[str]]:
    """Words of each paragraph of a file of articles."""
    with path.open(encoding="utf-8") as file:
        for article in articles_in(iter(file)):
            yield from map(words_in, article)


def seen_sentences(data: Path) -> Iterator[tuple[str, ...]]:
    """Every labelled sentence that is trained on."""
    return (sentence.words for sentences in read_corpora(data).values() for sentence in sentences)


def base(arguments: Namespace) -> None:
    """Reads the whole encoder and writes it with a trimmed vocabulary."""
    from .base import read_source, write_base

    words = [*corpus_words(arguments.data)]
    for path in arguments.text:
        words += (word for paragraph in paragraphs(path) for word in paragraph)
    print(write_base(read_source(arguments.source), words, arguments.out), "pieces")


def export(arguments: Namespace) -> None:
    """Writes `models/<id>/`."""
    from .export import export as write

    evaluation = json.loads(arguments.evaluation.read_text("utf-8")) if arguments.evaluation else None
    sentences = seen_sentences(arguments.data)
    print(write(arguments.trained, arguments.out, arguments.version, sentences, evaluation))


def seen(arguments: Namespace) -> None:
    """Puts the filter of training sentences into a model that is there already."""
    from .model_folder import add_seen
    from .seen import make_filter

    print(add_seen(arguments.model, make_filter(seen_sentences(arguments.data))))


def card(arguments: Namespace) -> None:
    """Puts figures of the evaluate command into a model's manifest and card."""
    from .card import read_figures, write_card

    entries = []
    for scheme, path in arguments.figures:
        entries += read_figures(scheme, path.read_text("utf-8").splitlines())
    write_card(arguments.model, entries)


def dev(arguments: Namespace) -> None:
    """Writes what is measured on as one file a scheme, for the evaluate command."""
    from .conll import write

    for scheme, sentences in read_dev(arguments.data).items():
        write(arguments.out / scheme / "dev.conll", sentences)


def tiny(arguments: Namespace) -> None:
    """Writes the tiny model of the tests."""
    from tempfile import TemporaryDirectory

    from .tiny import write_tiny

    with TemporaryDirectory() as work:
        print(write_tiny(arguments.out, Path(work)))


def _reporter(steps_before: int, progress: Callable[[], float], every: int = 50) -> Report:
    began = time.monotonic()
    mean = 0.0

    def report(step: int, loss: float) -> None:
        nonlocal mean
        mean = loss if mean == 0 else 0.98 * mean + 0.02 * loss
        if step % every == 0:
            each = (time.monotonic() - began) / max(1, step - steps_before)
            print(f"step {step} progress {progress():.3f} loss {mean:.3f} {each:.2f} s/step", flush=True)

    return report


def _device(arguments: Namespace) -> "torch.device":  # noqa: F821
    import torch

    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def pretrain(arguments: Namespace) -> None:
    """Continues masked-language training on unlabelled text and the corpora without their labels."""
    from .masking import blocks
    from .pretraining import Pretrainer, PretrainSettings
    from .unigram import Unigram

    settings = PretrainSettings(passes=arguments.passes, minutes=arguments.minutes, seed=arguments.seed)
    unigram = Unigram.load(arguments.base / "tokenizer.json")
    texts = [list(words) for words in seen_sentences(arguments.data)]
    for path in arguments.text:
        texts += paragraphs(path)
    cut = list(blocks(texts, unigram, settings.block_tokens))
    trainer = Pretrainer(arguments.base, arguments.out, cut, settings, _device(arguments))
    trainer.run.resume()
    print(f"{trainer.steps_a_pass} steps a pass", flush=True)
    report = _reporter(trainer.run.clock.step, lambda: trainer.run.clock.progress)
    while trainer.run.clock.progress < 1:
        loss = trainer.step()
        report(trainer.run.clock.step, loss)
        if trainer.run.clock.step % arguments.save_every == 0:
            trainer.run.save()
    trainer.run.save()
    print(trainer.write())


def train(arguments: Namespace) -> None:
    """Fine-tunes a base on the labelled corpora and says what it scores on development sentences."""
    from .measuring import measure
    from .mentions import make_pools, read_person_words, read_places
    from .passes import PassSettings, make_pass
    from .soft import read_blocks
    from .training import Trainer, TrainSettings
    from .unigram import Unigram

    settings = TrainSettings(
        steps=arguments.steps,
        minutes=arguments.minutes,
        seed=arguments.seed,
        top_rate=arguments.rate,
        head_rate=arguments.head_rate,
        freeze_words=arguments.freeze_words,
        round_from=arguments.round_from,
    )
    passes = PassSettings(seed=arguments.seed, batch_tokens=arguments.batch_tokens, mention_rate=arguments.mentions)
    soft = read_blocks(arguments.soft) if arguments.soft else ()
    data, dev = read_corpora(arguments.data), read_dev(arguments.data)
    unigram = Unigram.load(arguments.base / "tokenizer.json")
    places = read_places(arguments.places) if arguments.places else ()
    persons = read_person_words(arguments.person_words) if arguments.person_words else ()
    named: list[Sentence] = []
    for corpus, sentences in data.items():
        if corpus.name in ("newsroom", OWN, "anercorp-camel"):
            named += sentences
    pools = make_pools(named, places, persons)
    trainer = Trainer(arguments.base, arguments.out, settings, _device(arguments))
    run = trainer.run
    run.resume()

    def score(what: str) -> None:
        print(what, json.dumps(measure(trainer.model, unigram, dev, trainer.device)), flush=True)

    report = _reporter(run.clock.step, lambda: run.clock.progress)
    while run.clock.progress < 1:
        todo = make_pass(data, pools, unigram, passes, run.epoch, soft)
        print(f"pass {run.epoch}: {len(todo)} steps", flush=True)
        for batch in todo[run.batch :]:
            report(run.clock.step + 1, trainer.step(batch))
            if run.clock.step % arguments.save_every == 0:
                run.save()
            if arguments.measure_every and run.clock.step % arguments.measure_every == 0:
                score(f"step {run.clock.step}")
            if run.clock.progress >= 1:
                break
        else:
            run.epoch, run.batch = run.epoch + 1, 0
    run.save()
    score("last weights")
    print(trainer.write())
    score(f"mean of {run.averaged}")


def teach(arguments: Namespace) -> None:
    """Labels text softly with trained models, for `train --soft`."""
    from .soft import write_blocks
    from .teaching import teach as label
    from .teaching import text_blocks
    from .training import load_classifier
    from .unigram import Unigram
    from .windows import PAGE_TOKENS

    device = _device(arguments)
    models = [load_classifier(folder, 0.0).to(device) for folder in arguments.teacher]
    unigram = Unigram.load(arguments.teacher[0] / "tokenizer.json")
    texts = (words for path in arguments.text for words in paragraphs(path))
    write_blocks(arguments.out, list(label(models, unigram, text_blocks(texts, unigram, PAGE_TOKENS), device)))


def measure_model(arguments: Namespace) -> None:
    """Says what a trained folder scores on development sentences, in full precision or rounded."""
    from .measuring import measure
    from .rounding import round_table, set_rounding
    from .training import load_classifier
    from .unigram import Unigram

    device = _device(arguments)
    model = load_classifier(arguments.trained, 0.0).to(device)
    set_rounding(model, arguments.round)
    if arguments.word_bits:
        words = model.encoder.words.weight
        words.data = round_table(words.data, arguments.word_bits)
    unigram = Unigram.load(arguments.trained / "tokenizer.json")
    print(json.dumps(measure(model, unigram, read_dev(arguments.data), device)))
