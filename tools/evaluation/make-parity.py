"""Writes seqeval's and nervaluate's figures, which the tests of src/evaluation compare to.

    python3 -m venv /tmp/evalenv && /tmp/evalenv/bin/pip install seqeval==1.2.2 nervaluate==1.2.1
    /tmp/evalenv/bin/python tools/evaluation/make-parity.py cases tests/unit/evaluation/parity.json
    /tmp/evalenv/bin/python tools/evaluation/make-parity.py figures TAGS.txt.gz FIGURES.json

`cases` draws its cases from a fixed seed. `figures` reads a file of sentences, two lines each: gold tags and predicted
tags, apart by spaces; a blank line between sentences.
"""

import gzip
import json
import random
import sys
import warnings
from functools import partial
from importlib.metadata import version

from nervaluate.evaluator import Evaluator
from seqeval.metrics.sequence_labeling import get_entities
from seqeval.metrics.sequence_labeling import precision_recall_fscore_support as measure_lenient
from seqeval.metrics.v1 import precision_recall_fscore_support as measure_strict
from seqeval.scheme import IOB2, Entities

warnings.filterwarnings("ignore")

SEED = 20260101
CASES = 240
LABELS = ["PER", "LOC", "ORG", "MISC"]
# More than a hundred words in one name, so that nervaluate's 1 % of overlap matters.
LONG_CASES = 6


def random_tags(rng, length, labels):
    """Spans with sound tags, then some tags changed at random, so that stray I- and odd borders occur."""
    tags = ["O"] * length
    at = 0
    while at < length:
        if rng.random() < 0.35:
            label = rng.choice(labels)
            size = min(rng.choice([1, 1, 2, 2, 3, 5]), length - at)
            tags[at : at + size] = [f"B-{label}"] + [f"I-{label}"] * (size - 1)
            at += size
        else:
            at += 1
    return tags


def disturb(rng, tags, labels, share):
    every = ["O"] + [f"{prefix}-{label}" for prefix in "BI" for label in labels]
    return [rng.choice(every) if rng.random() < share else tag for tag in tags]


def random_case(rng, number):
    labels = LABELS[: rng.randint(1, len(LABELS))]
    gold, predicted = [], []
    if number < LONG_CASES:
        size = rng.randint(90, 240)
        gold.append(["B-ORG"] + ["I-ORG"] * (size - 1) + ["O"] * 3)
        cut = rng.choice([1, 2, 3, size // 2])
        predicted.append(["B-PER"] + ["I-PER"] * (cut - 1) + disturb(rng, gold[0][cut:], LABELS, 0.01))
    for _ in range(rng.randint(1, 6)):
        length = rng.randint(1, 14)
        share = rng.choice([0, 0.05, 0.2])
        tags = disturb(rng, random_tags(rng, length, labels), labels, share)
        gold.append(tags)
        kind = rng.random()
        if kind < 0.1:
            predicted.append(["O"] * length)
        elif kind < 0.3:
            predicted.append(disturb(rng, random_tags(rng, length, LABELS), LABELS, share))
        else:
            predicted.append(disturb(rng, tags, LABELS, rng.choice([0.1, 0.3, 0.5])))
    if number % 40 == 39:
        gold = [["O"] * len(tags) for tags in gold]
    return gold, predicted


def seqeval_figures(gold, predicted, measure, labels):
    """[precision, recall, f1] for each way to average, and [label, precision, recall, f1, support] for each label."""
    if not labels:
        nothing = [0, 0, 0]
        return {"micro": nothing, "macro": nothing, "weighted": nothing, "perLabel": []}
    averages = {
        name: [float(value) for value in measure(gold, predicted, average=name)[:3]]
        for name in ["micro", "macro", "weighted"]
    }
    columns = measure(gold, predicted, average=None)
    rows = zip(labels, *([value.item() for value in column] for column in columns))
    return {**averages, "perLabel": [list(row) for row in rows]}


def nervaluate_figures(gold, predicted):
    """[correct, incorrect, partial, missed, spurious, precision, recall, f1] over all and for each label."""

    def row(result):
        names = ["correct", "incorrect", "partial", "missed", "spurious", "precision", "recall", "f1"]
        return [getattr(result, name) for name in names]

    results = Evaluator(gold, predicted, tags=LABELS, loader="list").evaluate()
    names = {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}
    return {
        matching: {
            "overall": row(results["overall"][name]),
            "perLabel": {label: row(each[name]) for label, each in sorted(results["entities"].items())},
        }
        for matching, name in names.items()
    }


def figures(gold, predicted):
    lenient = sorted({label for label, _, _ in get_entities(gold) + get_entities(predicted)})
    strict = sorted(Entities(gold, IOB2).unique_tags | Entities(predicted, IOB2).unique_tags)
    return {
        "seqeval": seqeval_figures(gold, predicted, measure_lenient, lenient),
        "seqevalStrict": seqeval_figures(gold, predicted, partial(measure_strict, scheme=IOB2), strict),
        "nervaluate": nervaluate_figures(gold, predicted),
    }


def compact(value):
    """Eleven digits are enough for a comparison to 1e-9."""
    if isinstance(value, float):
        return int(value) if value in (0, 1) else round(value, 11)
    if isinstance(value, list):
        return [compact(item) for item in value]
    if isinstance(value, dict):
        return {key: compact(item) for key, item in value.items()}
    return value


def versions():
    return {"seqeval": version("seqeval"), "nervaluate": version("nervaluate")}


def write_cases(path):
    rng = random.Random(SEED)
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"versions":%s,"seed":%d,"cases":[\n' % (json.dumps(versions()), SEED))
        for number in range(CASES):
            gold, predicted = random_case(rng, number)
            case = {"gold": [" ".join(tags) for tags in gold], "predicted": [" ".join(tags) for tags in predicted]}
            case.update(figures(gold, predicted))
            line = json.dumps(compact(case), separators=(",", ":"))
            file.write(line + (",\n" if number < CASES - 1 else "\n"))
        file.write("]}\n")


def write_figures(source, path):
    with gzip.open(source, "rt", encoding="utf-8") as file:
        pairs = [block.split("\n") for block in file.read().strip().split("\n\n")]
    gold = [pair[0].split(" ") for pair in pairs]
    predicted = [pair[1].split(" ") for pair in pairs]
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"versions": versions(), **compact(figures(gold, predicted))}, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    command, *paths = sys.argv[1:]
    {"cases": write_cases, "figures": write_figures}[command](*paths)
