"""How well facts meet in deals: `python -m benchmarks.deals CHAINS --scorer SCORE_DEALS`.

CHAINS is a folder with `SET.documents.jsonl`, `SET.facts.jsonl` and `SET.deals.jsonl` for the sets `train`, `dev` and
`parallel`; SCORE_DEALS is the scorer that comes with them. All documents and their gold facts are loaded together into
one graph, by `dealgraph load`, and each set is scored on the deals of its own stories; where stories stand in two
languages it also says how many of the deals told in both meet in one.

`--pure` leaves out gate and store and only resolves. `--facts SUFFIX` takes `SET.SUFFIX.jsonl` in place of the gold (an
extractor's facts). `--out FOLDER` keeps the deals of each set as `SET.predicted.jsonl`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from dealgraph.graph.deals import group_deals
from dealgraph.graph.parties import resolve_parties
from dealgraph.graph.records import ArticleCard, StoredFact, ties_of
from dealgraph.schemas import Article, from_guide

Row = dict[str, Any]

DEALS = """
MATCH (a:Article)-[:STATES]->(:Fact)-[:ABOUT]->(d:Deal)
OPTIONAL MATCH (p)-[]->(d) WHERE p:Company OR p:Person
RETURN d.id AS deal, d.type AS type, d.status AS status,
       collect(DISTINCT p.name) AS parties, collect(DISTINCT a.doc_id) AS stories
"""


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def loaded_deals(folder: Path, sets: Sequence[str], suffix: str) -> list[Row]:
    """All deals of a graph into which the command line loaded the sets."""
    with tempfile.TemporaryDirectory() as scratch:
        articles, facts, store = (Path(scratch, name) for name in ("articles.jsonl", "facts.jsonl", "graph"))
        for target, part in ((articles, "documents"), (facts, suffix)):
            texts = [(folder / f"{name}.{part}.jsonl").read_text(encoding="utf-8") for name in sets]
            target.write_text("".join(texts), encoding="utf-8")
        command = [sys.executable, "-m", "dealgraph"]
        subprocess.run([*command, "load", str(articles), str(facts), "--store", str(store)], check=True)
        asked = [*command, "query", DEALS, "--store", str(store), "--format", "jsonl", "--limit", "1000000"]
        answer = subprocess.run(asked, check=True, capture_output=True, text=True, encoding="utf-8")
        return [json.loads(line) for line in answer.stdout.splitlines()]


def resolved_deals(folder: Path, sets: Sequence[str], suffix: str) -> list[Row]:
    """All deals of the sets' facts, resolved as they are."""
    facts = [fact for name in sets for fact in stored_facts(folder, name, suffix)]
    start = time.perf_counter()
    parties = resolve_parties(facts)
    deals = group_deals(facts, parties)
    print(f"{len(facts)} facts, {len(parties.by_id)} parties, {len(deals)} deals: {time.perf_counter() - start:.2f} s")
    told_in = {fact.id: fact.article.doc_id for fact in facts}
    return [
        {
            "deal": deal.id,
            "type": deal.type,
            "status": deal.status,
            "parties": sorted({party.name for party in deal.parties}),
            "stories": sorted({told_in[fact] for fact in deal.facts}),
        }
        for deal in deals
    ]


def stored_facts(folder: Path, name: str, suffix: str) -> Iterator[StoredFact]:
    """The facts of a set as a graph stores them."""
    documents = {row["doc_id"]: row for row in rows(folder / f"{name}.documents.jsonl")}
    for row in rows(folder / f"{name}.{suffix}.jsonl"):
        document = documents[row["doc_id"]]
        article = Article(
            doc_id=document["doc_id"],
            title=document.get("title") or None,
            text=document["text"],
            publisher=document.get("publisher"),
            published=document.get("published_at") or document.get("published"),
            language=document["lang"],
        )
        facts = [from_guide(fact) for fact in row["facts"]]
        card = ArticleCard.of(article, ties=ties_of(facts))
        yield from (StoredFact.of(fact, card) for fact in facts)


def of_set(deals: Sequence[Row], stories: frozenset[str]) -> list[Row]:
    """The deals that some of these stories tell, with the stories that do."""
    here = [{**deal, "stories": sorted(stories.intersection(deal["stories"]))} for deal in deals]
    return [deal for deal in here if deal["stories"]]


def met(
    gold: Sequence[Row], predicted: Sequence[Row], pairs: Mapping[int, int], languages: Mapping[str, str]
) -> tuple[int, int]:
    """Of the gold deals that stories of two languages tell: how many meet in one deal, of how many."""
    told = [{languages[story] for story in deal["stories"]} for deal in gold]
    both = [g for g, found in enumerate(told) if len(found) > 1]
    shared = {g: set(gold[g]["stories"]) & set(predicted[p]["stories"]) for g, p in pairs.items()}
    return sum(len({languages[story] for story in shared.get(g, ())}) > 1 for g in both), len(both)


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_deals", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("chains", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--sets", nargs="+", default=["train", "dev", "parallel"])
    parser.add_argument("--facts", default="facts", metavar="SUFFIX")
    parser.add_argument("--pure", action="store_true")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)
    deals = (resolved_deals if options.pure else loaded_deals)(options.chains, options.sets, options.facts)
    for name in options.sets:
        languages = {row["doc_id"]: row["lang"] for row in rows(options.chains / f"{name}.documents.jsonl")}
        gold, predicted = rows(options.chains / f"{name}.deals.jsonl"), of_set(deals, frozenset(languages))
        if options.out:
            options.out.mkdir(parents=True, exist_ok=True)
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in predicted)
            (options.out / f"{name}.predicted.jsonl").write_text(lines, encoding="utf-8")
        scores, pairs = scorer.score(gold, predicted)
        for part in ("all", "chains"):
            print("{:<9} {:<7} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}".format(name, part, **scores[part]))
        print(f"{name:<9} status  {scores['status']:.3f}   type {scores['type']:.3f}   {scores['deals']}")
        together, told_in_both = met(gold, predicted, pairs, languages)
        if told_in_both:
            print(f"{name:<9} told in both languages: {together} of {told_in_both} meet in one deal")


if __name__ == "__main__":
    main()
