"""Commands that read articles: `extract`, `ingest`, `load`, and `remove`, which takes them out again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from dealgraph.cli.options import confidence_option, output_option, store_option, strict_option, verbose_option
from dealgraph.cli.output import counted, opened, say
from dealgraph.cli.progress import progress
from dealgraph.cli.stores import opened_store
from dealgraph.errors import InputError

if TYPE_CHECKING:
    from dealgraph.extractors.extractor import Extractor
    from dealgraph.extractors.reading import Unreadable
    from dealgraph.pipeline import Checked, Item, Report

INPUT_MISSED = 1
"""Exit code when some input could not be read or was not found."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--evidence", is_flag=True, help="Add the spans of each value, the confidence and the extractor.")
@confidence_option
@output_option
@strict_option
@verbose_option
@click.pass_context
def extract(
    ctx: click.Context,
    paths: tuple[str, ...],
    evidence: bool,
    min_confidence: float,
    output: str,
    strict: bool,
    verbose: bool,
) -> None:
    """Print the facts of articles as JSON lines; no graph is touched.

    PATH is a file (.jsonl, .json, .txt, .md, .html, .xml feeds, .warc, each also as .gz), a folder of them, the address
    of a page or feed, or - for JSON lines on standard input. Each article gives one line, in input order.

    \b
    Example:
      dealgraph extract articles/ --evidence > facts.jsonl
    """
    from dealgraph import pipeline
    from dealgraph.extractors.reading import read

    report = pipeline.Report()
    with opened(output) as out, progress("articles") as advance:
        for item in pipeline.extract(read(paths), pipeline.default_extractor()):
            advance()
            if isinstance(item, pipeline.Checked):
                report.count(item)
                _tell_refusals(item, verbose)
                out.write(json.dumps(_facts_line(item, evidence, min_confidence), ensure_ascii=False) + "\n")
            else:
                report.unreadable[item.kind] += 1
                say(str(item))
    say(_summary(report, [counted(report.read, "article")]))
    ctx.exit(_exit_code(report, strict))


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH|URL...")
@store_option
@strict_option
@verbose_option
@click.pass_context
def ingest(ctx: click.Context, paths: tuple[str, ...], store: str | None, strict: bool, verbose: bool) -> None:
    """Read articles, find their facts, and load them into the graph.

    PATH is a file or folder in any form that `extract` reads. What was read before in the same text is passed over, so
    a run that was stopped goes on where it was.

    \b
    Examples:
      dealgraph ingest articles/
      dealgraph ingest https://example.com/feed.xml --store neo4j://localhost
    """
    from dealgraph.extractors.reading import read
    from dealgraph.pipeline import Report, default_extractor

    report = Report()
    _load(store, read(paths), default_extractor(), report, verbose=verbose)
    say(_load_summary(report))
    ctx.exit(_exit_code(report, strict))


@click.command()
@click.argument("articles")
@click.argument("facts")
@click.option(
    "--extractor", "name", default="given", show_default=True, help="Who made the facts, where they don't say."
)
@store_option
@strict_option
@verbose_option
@click.pass_context
def load(
    ctx: click.Context, articles: str, facts: str, name: str, store: str | None, strict: bool, verbose: bool
) -> None:
    """Load articles with facts that were made elsewhere, by people, an LLM or another program.

    ARTICLES holds records with doc_id and text, FACTS lines of {"doc_id": ..., "facts": [...]} in the form that
    `dealgraph schema` describes. Every value is looked for in its article; what isn't there is left out.

    \b
    Example:
      dealgraph load articles.jsonl facts.jsonl --extractor my-llm-1
    """
    from dealgraph.extractors.given import GivenFacts
    from dealgraph.extractors.reading import read
    from dealgraph.pipeline import Report

    report = Report()

    def tell(item: Unreadable) -> None:
        if item.where == facts and item.kind == "missing":
            raise InputError(f"{item}, so nothing was loaded")  # else all articles would lose the facts they have
        report.unreadable[item.kind] += 1
        say(str(item))

    given = GivenFacts(facts, name=name, on_unreadable=tell)
    _load(store, read([articles]), given, report, verbose=verbose, reread=True)
    given.report_unused()
    say(_load_summary(report))
    ctx.exit(_exit_code(report, strict))


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@store_option
@click.pass_context
def remove(ctx: click.Context, articles: tuple[str, ...], store: str | None) -> None:
    """Remove articles, by id, doc_id or url, and what only they support.

    \b
    Example:
      dealgraph remove https://example.com/withdrawn-story
    """
    from dealgraph.errors import NotFoundError
    from dealgraph.graph import loader
    from dealgraph.graph.lookups import find_article

    with opened_store(store) as graph:
        found, code = [], 0
        for name in articles:
            try:
                found.append(find_article(graph, name))
            except NotFoundError as error:
                code = INPUT_MISSED
                say(str(error))
        removed = loader.remove(graph, sorted(set(found))) if found else 0
    say(f"{counted(removed, 'article')} removed")
    ctx.exit(code)


def _load(
    store: str | None,
    items: Iterable[Item],
    extractor: Extractor,
    report: Report,
    *,
    verbose: bool,
    reread: bool = False,
) -> None:
    """Runs the pipeline into a store; when it is stopped or fails on the way, says how far it came."""
    from dealgraph import pipeline

    try:
        with opened_store(store, create=True) as graph, progress("articles") as advance:
            pipeline.ingest(
                graph,
                _watched(items, advance),
                extractor,
                reread=reread,
                report=report,
                on_checked=lambda checked: _tell_refusals(checked, verbose),
            )
    except BaseException as error:
        if report.read:
            say(_load_summary(report))
        if isinstance(error, KeyboardInterrupt):
            raise KeyboardInterrupt("what was loaded is kept, and the same command goes on from there") from None
        raise


def _watched(items: Iterable[Item], advance: Any) -> Iterator[Item]:
    """The items as they pass, each counted, and told of when it could not be read."""
    from dealgraph.schemas import Article

    for item in items:
        advance()
        if not isinstance(item, Article):
            say(str(item))
        yield item


def _facts_line(checked: Checked, evidence: bool, min_confidence: float) -> dict[str, Any]:
    from dealgraph.schemas import to_guide

    kept = (fact for fact in checked.facts if fact.confidence is None or fact.confidence >= min_confidence)
    return {"doc_id": checked.article.doc_id, "facts": [to_guide(fact, evidence=evidence) for fact in kept]}


def _tell_refusals(checked: Checked, verbose: bool) -> None:
    """With `verbose`, each fact and each value that the gate refused."""
    if not verbose:
        return
    from dealgraph.schemas import fact_name

    for fact, verdict in zip(checked.found, checked.verdicts, strict=True):
        place = f"{checked.article.doc_id}: {fact_name(fact)}"
        if verdict.reason is not None:
            say(f"{place}: quarantined: {verdict.reason}")
        else:
            for dropped in verdict.dropped:
                say(f"{place}: left out: {dropped}")


def _load_summary(report: Report) -> str:
    done = report.articles
    return _summary(report, [f"articles: {done.new:,} new, {done.changed:,} changed, {done.unchanged:,} unchanged"])


def _summary(report: Report, parts: list[str]) -> str:
    """One line for people that begins with `parts`."""
    parts.append(counted(report.facts, "fact"))
    if report.quarantined:
        parts.append(f"{counted(report.quarantined, 'fact')} quarantined")
    if report.dropped:
        parts.append(f"{counted(report.dropped, 'value')} not in the article and left out")
    if unread := report.unreadable.total():
        kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(report.unreadable.items()))
        parts.append(f"{unread} not read ({kinds})")
    return "; ".join(parts)


def _exit_code(report: Report, strict: bool) -> int:
    return INPUT_MISSED if report.unreadable.total() or (strict and report.quarantined) else 0
