"""Labelled sentences: two columns a line, word and IOB2 tag; an empty line ends a sentence, `# source = x` names it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sentence:
    """Words with one tag each."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    source: str = ""


def parse(lines: Iterable[str]) -> Iterator[Sentence]:
    """Sentences of a file's lines. Raises ValueError, with the number of the line, where a line is no word and tag."""
    words: list[str] = []
    tags: list[str] = []
    source = ""
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\r\n")
        if not line:
            if words:
                yield Sentence(tuple(words), tuple(tags), source)
            words, tags, source = [], [], ""
        elif not words and "\t" not in line and line.startswith("#"):
            source = line.partition("=")[2].strip()
        else:
            word, tab, tag = line.partition("\t")
            if not word or not tab or not tag:
                raise ValueError(f"line {number}: not a word and a tag")
            words.append(word)
            tags.append(tag)
    if words:
        yield Sentence(tuple(words), tuple(tags), source)


def read(path: Path) -> list[Sentence]:
    """All sentences of a file."""
    with path.open(encoding="utf-8") as file:
        return list(parse(file))


def write(path: Path, sentences: Iterable[Sentence]) -> None:
    """Writes sentences, their sources left out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for sentence in sentences:
            file.writelines(f"{word}\t{tag}\n" for word, tag in zip(sentence.words, sentence.tags, strict=True))
            file.write("\n")


def spans(tags: Iterable[str]) -> list[tuple[int, int, str]]:
    """Spans (first word, word after the last, label). A stray `I-x` starts a span, as conlleval reads it."""
    found: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        if tag == "O":
            continue
        prefix, _, label = tag.partition("-")
        if prefix == "I" and found and found[-1][1] == index and found[-1][2] == label:
            found[-1] = (found[-1][0], index + 1, label)
        else:
            found.append((index, index + 1, label))
    return found
