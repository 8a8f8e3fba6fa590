"""Command line: `python -m mawdi_recipe COMMAND --help`."""

import argparse
import sys
from pathlib import Path

from . import commands


def _data(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", type=Path, required=True, help="folder of the labelled corpora")


def _learning(command: argparse.ArgumentParser) -> None:
    _data(command)
    command.add_argument(
        "--base", type=Path, required=True, help="config.json, tokenizer.json and model.safetensors, or models/<id>"
    )
    command.add_argument("--out", type=Path, required=True, help="for checkpoint and model; goes on where it stopped")
    command.add_argument("--minutes", type=float, help="end the schedule after so long, if its steps have not")
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--threads", type=int)
    command.add_argument("--save-every", type=int, default=250, help="steps between checkpoints")


def _text(command: argparse.ArgumentParser) -> None:
    command.add_argument("--text", type=Path, action="append", default=[], help="articles without labels; repeatable")


def _figures(text: str) -> tuple[str, Path]:
    scheme, sign, path = text.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError("SCHEME=FILE")
    return scheme, Path(path)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mawdi_recipe")
    add = parser.add_subparsers(required=True).add_parser

    base = add("base", help="trim a whole encoder to the vocabulary of the texts")
    base.add_argument("source", type=Path, help="e5-small-q4.bin, or a folder of Hugging Face's layout")
    _data(base)
    _text(base)
    base.add_argument("--out", type=Path, required=True)
    base.set_defaults(run=commands.base)

    pretrain = add("pretrain", help="continue masked-language training of a base")
    _learning(pretrain)
    _text(pretrain)
    pretrain.add_argument("--passes", type=float, default=2)
    pretrain.set_defaults(run=commands.pretrain)

    train = add("train", help="fine-tune a base on the labelled corpora")
    _learning(train)
    train.add_argument("--places", type=Path, help="public/gazetteer/places.tsv.gz, for mention replacement")
    train.add_argument("--person-words", type=Path, help="words of person names with counts, for the same")
    train.add_argument("--steps", type=int, default=4000)
    train.add_argument("--rate", type=float, default=1.5e-4, help="learning rate of the top layer")
    train.add_argument("--head-rate", type=float, default=9e-4)
    train.add_argument("--mentions", type=float, default=0.2, help="share of mentions that are replaced")
    train.add_argument("--batch-tokens", type=int, default=2048)
    train.add_argument("--freeze-words", action="store_true", help="leave the word embeddings as they are: faster")
    train.add_argument("--soft", type=Path, help="text labelled by `teach`")
    train.add_argument("--round-from", type=float, default=1.0, help="progress from which products round to 8 bits")
    train.add_argument("--measure-every", type=int, default=0, help="steps between scores on development sentences")
    train.set_defaults(run=commands.train)

    teach = add("teach", help="label text softly with trained models")
    teach.add_argument("out", type=Path)
    teach.add_argument("--teacher", type=Path, action="append", required=True, help="trained folder; repeatable")
    _text(teach)
    teach.add_argument("--threads", type=int)
    teach.set_defaults(run=commands.teach)

    measure = add("measure", help="score a trained folder on development sentences")
    measure.add_argument("trained", type=Path)
    _data(measure)
    measure.add_argument("--threads", type=int)
    measure.add_argument("--round", action="store_true", help="products in 8 bits, as exported")
    measure.add_argument("--word-bits", type=int, help="word embeddings in so many bits, 32 values a scale")
    measure.set_defaults(run=commands.measure_model)

    export = add("export", help="write models/<id>/ from a trained folder")
    export.add_argument("trained", type=Path)
    export.add_argument("out", type=Path, help="models/<id>")
    export.add_argument("--version", required=True)
    export.add_argument("--evaluation", type=Path, help="JSON for the manifest")
    _data(export)
    export.set_defaults(run=commands.export)

    seen = add("seen", help="put the filter of training sentences into models/<id>/")
    seen.add_argument("model", type=Path)
    _data(seen)
    seen.set_defaults(run=commands.seen)

    card = add("card", help="put figures of the evaluate command into models/<id>/")
    card.add_argument("model", type=Path)
    card.add_argument("figures", type=_figures, nargs="+", metavar="SCHEME=FILE", help="output of evaluate --json")
    card.set_defaults(run=commands.card)

    dev = add("dev", help="write the development sentences as one file a scheme")
    _data(dev)
    dev.add_argument("--out", type=Path, required=True)
    dev.set_defaults(run=commands.dev)

    tiny = add("tiny", help="write the tiny model of the tests")
    tiny.add_argument("out", type=Path)
    tiny.set_defaults(run=commands.tiny)
    return parser


def main(argv: list[str]) -> None:
    """Runs one command."""
    arguments = _parser().parse_args(argv)
    arguments.run(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
