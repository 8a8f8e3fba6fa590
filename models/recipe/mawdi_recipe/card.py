"""Figures of `npm run --silent evaluate -- --json` into a model's manifest and card."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

_LABELS = ("PER", "LOC", "ORG", "MISC")
_TITLES = {
    "anercorp-camel/test": "ANERcorp, CAMeL split, test",
    "cleananercorp/test": "CLEANANERCorp, test",
    "newsroom/dev": "newsroom dev",
    "wojood-sample/dev": "Wojood sample, dev",
    "agackner/dev": "AgaCKNER (Sorani), dev",
    "aqmar/dev": "AQMAR (Wikipedia), dev",
    "uner-en-ewt/test": "UNER English EWT, test",
    "wikigold/test": "Wikigold, test",
    "turkish-wikiner/test": "Turkish Wiki NER, test",
    "parstwiner/test": "ParsTwiNER, test",
    "factrueval16/test": "FactRuEval 2016, test",
    "germeval14/test": "GermEval 2014, test",
    "europeana-fr/test": "Europeana French, test",
    "iahlt-knesset/test": "IAHLT Knesset, test",
}
_TABLE = re.compile(r"(^## Scores\n.*?)(^\|.*?\n)(?!\|)", re.MULTILINE | re.DOTALL)


def _percent(fraction: float | None) -> float | None:
    return None if fraction is None else round(100 * fraction, 1)


def entry_of(scheme: str, figures: Mapping[str, object]) -> dict[str, object]:
    """One entry of a manifest's `evaluation` from one line of the command's output."""
    path = Path(str(figures["file"]))
    name = f"{path.parent.name}/{path.stem}"
    strict = figures["strict"]
    interval = figures["interval"]
    entry: dict[str, object] = {
        "test": _TITLES.get(name, name),
        "sentences": figures["sentences"],
        "scheme": scheme,
        "metric": "strict F1",
        "micro": _percent(strict["f1"]),
    }
    if interval:
        entry["interval"] = [_percent(end) for end in interval]
    scores = strict["perLabel"]
    return entry | {label: _percent(scores[label]["f1"]) for label in _LABELS if scores.get(label, {}).get("support")}


def read_figures(scheme: str, lines: Iterable[str]) -> list[dict[str, object]]:
    """Entries of a file of lines, empty ones left out."""
    return [entry_of(scheme, json.loads(line)) for line in lines if line.strip()]


def _cell(value: object) -> str:
    return "–" if value is None else f"{value:.1f}" if isinstance(value, float) else str(value)


def table(entries: Sequence[Mapping[str, object]]) -> str:
    """The card's table."""
    head = ["test", "scheme", "micro", *_LABELS]
    rows = []
    for entry in entries:
        low_high = entry.get("interval")
        interval = f" ({_cell(low_high[0])}–{_cell(low_high[1])})" if low_high else ""
        title = f"{entry['test']} ({entry['sentences']:,} sentences)"
        scores = [_cell(entry.get(label)) for label in _LABELS]
        rows.append([title, str(entry["scheme"]), _cell(entry["micro"]) + interval, *scores])
    first, *others = (f"| {' | '.join(row)} |\n" for row in (head, *rows))
    return "".join([first, "|---" * len(head) + "|\n", *others])


def write_card(folder: Path, entries: Sequence[Mapping[str, object]]) -> None:
    """Puts the figures into `manifest.json` and in the place of the table under "Scores" in `MODEL_CARD.md`.

    Raises ValueError where the card has no such table.
    """
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["evaluation"] = list(entries)
    card = folder / "MODEL_CARD.md"
    text, count = _TABLE.subn(lambda found: found[1] + table(entries), card.read_text("utf-8"), count=1)
    if count == 0:
        raise ValueError(f"{card}: no table under ## Scores")
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", "utf-8")
    card.write_text(text, "utf-8")
