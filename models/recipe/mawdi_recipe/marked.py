"""Labelled sentences with their marks written into the text: `زار {PER|سامر} بلدة {LOC|الصور} .`

One sentence a line, an empty line after an article, `# source = x` before the sentences of a theme. Words are cut as
everywhere (:func:`~mawdi_recipe.words.words_in`), so a mark begins and ends where a word does.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .conll import Sentence
from .words import words_in

_MARK = re.compile(r"\{(PER|LOC|ORG|MISC)\|([^{}|]+)\}")


def parse_line(line: str, source: str = "") -> Sentence:
    """One sentence. Raises ValueError where a mark is broken or cuts a word."""
    words: list[str] = []
    tags: list[str] = []
    at = 0
    for mark in _MARK.finditer(line):
        words += words_in(line[at : mark.start()])
        tags += ["O"] * (len(words) - len(tags))
        name = words_in(mark[2])
        words += name
        tags += [f"B-{mark[1]}"] + [f"I-{mark[1]}"] * (len(name) - 1)
        at = mark.end()
    words += words_in(line[at:])
    tags += ["O"] * (len(words) - len(tags))
    plain = words_in(_MARK.sub(lambda found: found[2], line))
    if plain != words or any(letter in "{}" for word in words for letter in word):
        raise ValueError(f"a mark is broken or cuts a word: {line}")
    return Sentence(tuple(words), tuple(tags), source)


def parse_marked(lines: Iterable[str]) -> Iterator[Sentence]:
    """Sentences of a file's lines. Raises ValueError, with the number of the line."""
    source = ""
    for number, line in enumerate(lines, 1):
        if line.startswith("# source ="):
            source = line.partition("=")[2].strip()
        elif line.strip():
            try:
                yield parse_line(line.strip(), source)
            except ValueError as error:
                raise ValueError(f"line {number}: {error}") from error


def read_marked(folder: Path) -> list[Sentence]:
    """Sentences of all files of a folder, in the order of their names."""
    found: list[Sentence] = []
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8") as file:
            found += parse_marked(file)
    return found
