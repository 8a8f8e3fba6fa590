"""Words and their normal form, the same as `src/text/words.ts` and `src/text/normalize.ts` of the page."""

import re
import unicodedata
from collections.abc import Iterator

#: What the tokenizer never sees: Arabic diacritics, tatweel, zero-width and direction marks, soft hyphen.
DELETED_CLASS = (
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
)
_DELETED = re.compile(DELETED_CLASS)
# Python's \w is [\p{L}\p{N}_]; its \s has U+001C-001F and U+0085, which JavaScript's has not, and lacks U+FEFF.
_WORD = re.compile(r"[\w\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c\u200d]+|[^\s\ufeff]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")


def normal_form(word: str) -> str:
    """NFKC (Unicode Standard Annex 15), then the deletions above."""
    return _DELETED.sub("", unicodedata.normalize("NFKC", word))


def words_in(text: str) -> list[str]:
    """Letters, digits, marks and joiners stay together; any other visible character stands alone."""
    return _WORD.findall(text)


def is_arabic(word: str) -> bool:
    """Whether a word has a letter of the Arabic script, of whatever language."""
    return _ARABIC.search(word) is not None


def articles_in(lines: Iterator[str]) -> Iterator[list[str]]:
    """Paragraphs of each article of a text file: one a line, an empty line after an article."""
    article: list[str] = []
    for line in lines:
        if line.strip():
            article.append(line.strip())
        elif article:
            yield article
            article = []
    if article:
        yield article
