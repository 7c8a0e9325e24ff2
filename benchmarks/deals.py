"""How well facts meet in deals: `python -m benchmarks.deals CHAINS --scorer SCORE_DEALS [--sets train dev parallel]`.

CHAINS is a folder with `SET.documents.jsonl`, `SET.facts.jsonl`, `SET.deals.jsonl` and `SET.deal-keys.jsonl`;
SCORE_DEALS is the scorer that comes with them. The gold facts of all sets go into one graph together; each set is
scored on the deals of its own stories. `--facts SUFFIX` takes the facts of `SET.SUFFIX.jsonl` in their place (an
extractor's), `--out` writes the deals of each set as `SET.predicted.jsonl`. For sets with stories in two languages it
prints how many of the deals told in both meet in one.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from dealgraph.graph.deals import group_deals
from dealgraph.graph.parties import resolve_parties
from dealgraph.graph.records import ArticleCard, StoredFact, ties_of
from dealgraph.schemas import Article, from_guide
from dealgraph.schemas.graph import Deal

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def stored_facts(folder: Path, name: str, suffix: str) -> Iterator[StoredFact]:
    """The facts of a set as a graph stores them; the quotes of the gold serve as evidence."""
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


def predicted(deals: Iterable[Deal], facts: Sequence[StoredFact], stories: frozenset[str]) -> list[Row]:
    """The deals of a set's stories in the scorer's form."""
    told_in = {fact.id: fact.article.doc_id for fact in facts}
    found = []
    for deal in deals:
        here = sorted({told_in[fact] for fact in deal.facts} & stories)
        if here:
            names = sorted({party.name for party in deal.parties})
            found.append({"deal": deal.id, "type": deal.type, "status": deal.status, "parties": names, "stories": here})
    return found


def bilingual(folder: Path, name: str, deals: Iterable[Deal], facts: Sequence[StoredFact]) -> tuple[int, int]:
    """Of the gold deals whose facts stand in stories of both languages: how many meet in one deal, of how many."""
    languages = {row["doc_id"]: row["lang"] for row in rows(folder / f"{name}.documents.jsonl")}
    deal_of = {fact: deal.id for deal in deals for fact in deal.facts}
    order: dict[str, list[str]] = {}
    for fact in facts:
        order.setdefault(fact.article.doc_id, []).append(deal_of[fact.id])
    told: dict[str, dict[str, set[str]]] = {}
    for row in rows(folder / f"{name}.deal-keys.jsonl"):
        for key, deal in zip(row["deals"], order.get(row["doc_id"], []), strict=True):
            told.setdefault(key, {}).setdefault(languages[row["doc_id"]], set()).add(deal)
    both = [by_language for by_language in told.values() if len(by_language) > 1]
    return sum(bool(set.intersection(*by_language.values())) for by_language in both), len(both)


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_deals", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def show(name: str, scores: Mapping[str, Any], met: tuple[int, int] | None) -> None:
    for part in ("all", "chains"):
        print("{:<9} {:<7} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}".format(name, part, **scores[part]))
    print(f"{name:<9} status  {scores['status']:.3f}   type {scores['type']:.3f}   {scores['deals']}")
    if met and met[1]:
        print(f"{name:<9} told in both languages: {met[0]} of {met[1]} meet in one deal")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("chains", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--sets", nargs="+", default=["train", "dev", "parallel"])
    parser.add_argument("--facts", default="facts", metavar="SUFFIX")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)
    by_set = {name: list(stored_facts(options.chains, name, options.facts)) for name in options.sets}
    facts = [fact for found in by_set.values() for fact in found]
    start = time.perf_counter()
    parties = resolve_parties(facts)
    deals = group_deals(facts, parties)
    print(f"{len(facts)} facts, {len(parties.by_id)} parties, {len(deals)} deals: {time.perf_counter() - start:.2f} s")
    for name in options.sets:
        stories = frozenset(row["doc_id"] for row in rows(options.chains / f"{name}.documents.jsonl"))
        found = predicted(deals, facts, stories)
        if options.out:
            options.out.mkdir(parents=True, exist_ok=True)
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
            (options.out / f"{name}.predicted.jsonl").write_text(lines, encoding="utf-8")
        scores, _ = scorer.score(rows(options.chains / f"{name}.deals.jsonl"), found)
        gold = options.facts == "facts"
        show(name, scores, bilingual(options.chains, name, deals, by_set[name]) if gold else None)


if __name__ == "__main__":
    main()
