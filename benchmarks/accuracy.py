"""How right the facts are that dealgraph finds: `python -m benchmarks.accuracy DOCUMENTS FACTS [options]`.

DOCUMENTS and FACTS are JSON lines, joined on doc_id: articles with title, text, language and date, and their gold
facts in the form of the guide. The extractor and the evidence gate run as in `dealgraph extract`; the module `scoring`
says what counts as right. Printed are facts by type, slots by name, 95 % intervals over documents, and how far
`confidence` can be trusted. `--json` prints the same as one object, `--out` keeps the facts.

With `--card FIGURES` the exit code is 1 when a figure lies more than one point below the one recorded for this set,
which is named after the folder and the file: `deals/en-dev`. `--record FIGURES` records them, and the tables that
the model card shows.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.scoring import Counts, Score, calibration_error, interval, reliability, score, total
from dealgraph.extractors.extractor import Extractor
from dealgraph.pipeline import Checked, extract
from dealgraph.schemas import Article, to_guide

Row = dict[str, Any]
SURE = 0.9
FEWEST_SURE = 30  # sure facts from which on their precision is a figure to hold
POINT = 0.01


def rows(path: Path) -> list[Row]:
    """The objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def articles(path: Path) -> list[Article]:
    """The documents of a set."""
    return [
        Article(
            doc_id=row["doc_id"],
            title=row.get("title") or None,
            text=row["text"],
            publisher=row.get("publisher"),
            published=row.get("published"),
            language=row["lang"],
        )
        for row in rows(path)
    ]


def extractor_called(name: str) -> Extractor:
    """The rules, or the model that ships."""
    if name == "rules":
        from dealgraph.extractors.rules.extractor import RuleExtractor

        return RuleExtractor()
    from dealgraph.extractors.neural.extractor import ModelExtractor

    return ModelExtractor()


def result_of(gold: Mapping[str, list[Row]], found: Sequence[Checked], rounds: int) -> Row:
    """All that is known of the accuracy on a set; with `rounds`, intervals from so many draws of documents."""
    scores = [score(gold[one.article.doc_id], [to_guide(fact) for fact in one.facts]) for one in found]
    whole = sum(scores, Score())
    result: Row = {"documents": len(found)}
    for part, table in (("facts", whole.facts), ("slots", whole.slots)):
        result[part] = shown(total(table.values()))
        result[f"{part}_by_name"] = {name: shown(counts) for name, counts in table.items()}
        if rounds and found:
            result[part]["interval"] = interval(scores, part, rounds=rounds)
    empty = [one for one in found if not gold[one.article.doc_id]]
    result["empty_documents"] = {"gold": len(empty), "kept_empty": sum(not one.facts for one in empty)}
    facts = [fact for one in found for fact in one.facts]
    return result | trust([fact.confidence for fact in facts], whole.verdicts)


def trust(confidences: Sequence[float | None], verdicts: Sequence[bool]) -> Row:
    """How far confidence can be trusted: the reliability table, its error, and the facts that are called sure."""
    rated = [(sure, right) for sure, right in zip(confidences, verdicts, strict=True) if sure is not None]
    table = reliability([sure for sure, _ in rated], [right for _, right in rated])
    surest = [right for sure, right in rated if sure >= SURE]
    return {
        "reliability": [asdict(row) for row in table],
        "calibration_error": calibration_error(table),
        "sure": {"facts": len(surest), "precision": sum(surest) / len(surest) if surest else None},
    }


def shown(counts: Counts) -> Row:
    return {**asdict(counts), "precision": counts.precision, "recall": counts.recall, "f1": counts.f1}


def figures(result: Row) -> dict[str, float]:
    """The figures of a set that a model card records; the higher the better."""
    named = {
        "fact_f1": result["facts"]["f1"],
        "slot_f1": result["slots"]["f1"],
        "sure_precision": result["sure"]["precision"] if result["sure"]["facts"] >= FEWEST_SURE else None,
    }
    return {name: round(value, 4) for name, value in named.items() if value is not None}


def tables(result: Row) -> Row:
    """What a model card shows of a set beside the figures."""
    return {
        "documents": result["documents"],
        "facts": {**result["facts_by_name"], "all": result["facts"]},
        "slots": {**result["slots_by_name"], "all": result["slots"]},
        "reliability": result["reliability"],
        "calibration_error": result["calibration_error"],
        "sure": result["sure"],
        "empty_documents": result["empty_documents"],
    }


def show(result: Row) -> None:
    """Prints the result for people."""
    print(f"{'':<18}{'P':>8}{'R':>8}{'F1':>8}{'right':>7}{'pred':>7}{'gold':>7}")
    for part in ("facts", "slots"):
        for name, row in [*result[f"{part}_by_name"].items(), (f"all {part}", result[part])]:
            between = "   {:.4f} to {:.4f}".format(*row["interval"]) if "interval" in row else ""
            line = "{:<18}{precision:>8.4f}{recall:>8.4f}{f1:>8.4f}{right:>7}{predicted:>7}{gold:>7}"
            print(line.format(name, **row) + between)
        print()
    print("documents without facts kept empty: {kept_empty} of {gold}\n".format(**result["empty_documents"]))
    print(f"{'confidence':<18}{'facts':>8}{'right':>8}")
    for row in result["reliability"]:
        print("{confidence:<18.2f}{facts:>8}{right:>8.2f}".format(**row))
    print(f"expected calibration error {result['calibration_error']:.3f}")
    if result["sure"]["facts"]:
        print(f"of {{facts}} facts with confidence {SURE} or more {{precision:.1%}} are right".format(**result["sure"]))


def falls(recorded: Mapping[str, float], measured: Mapping[str, float]) -> list[str]:
    """Each recorded figure that was not reached, by more than a point, in words."""
    return [
        f"{name} is {measured.get(name, 0.0):.4f}, the card says {value:.4f}"
        for name, value in recorded.items()
        if measured.get(name, 0.0) < value - POINT
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--extractor", choices=["rules", "model"], default="model")
    parser.add_argument("--bootstrap", type=int, default=1000, metavar="N", help="draws for the intervals, 0 for none")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the facts that were found")
    parser.add_argument(
        "--card", type=Path, metavar="FIGURES", help="fail when a figure is below the one recorded here"
    )
    parser.add_argument("--record", type=Path, metavar="FIGURES", help="record the figures here")
    options = parser.parse_args()
    name = f"{options.documents.resolve().parent.name}/{options.documents.name.removesuffix('.documents.jsonl')}"
    gold = {row["doc_id"]: row["facts"] for row in rows(options.facts)}
    documents = articles(options.documents)
    if lacking := [one.doc_id for one in documents if one.doc_id not in gold]:
        sys.exit(f"{options.facts} says nothing of {len(lacking)} documents, {lacking[0]} the first of them")
    extractor = extractor_called(options.extractor)
    found = [item for item in extract(documents, extractor) if isinstance(item, Checked)]
    result = {"set": name, "extractor": extractor.name} | result_of(gold, found, options.bootstrap)
    if options.json:
        print(json.dumps(result, indent=1))
    else:
        show(result)
    if options.out:
        options.out.write_text("".join(lines(found)), encoding="utf-8")
    if options.record:
        kept = json.loads(options.record.read_text(encoding="utf-8")) if options.record.exists() else {}
        card = dict(sorted({**kept, name: {**figures(result), "tables": tables(result)}}.items()))
        options.record.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    if options.card:
        card = json.loads(options.card.read_text(encoding="utf-8"))
        if name not in card:
            sys.exit(f"{options.card} has no figures for {name}")
        recorded = {figure: value for figure, value in card[name].items() if figure != "tables"}
        if fallen := falls(recorded, figures(result)):
            sys.exit(f"{name}: " + "; ".join(fallen))


def lines(found: Iterable[Checked]) -> Iterable[str]:
    """The facts in the form of the guide, one document a line."""
    for one in found:
        row = {"doc_id": one.article.doc_id, "facts": [to_guide(fact) for fact in one.facts]}
        yield json.dumps(row, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
