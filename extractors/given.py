"""Facts made elsewhere, by people, an LLM or another program, as an extractor like any other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dealgraph.extractors.reading import Unreadable, read_records
from dealgraph.schemas import Article, Fact, from_guide


class GivenFacts:
    """The facts of a file in the form of the guide, `{"doc_id": …, "facts": […]}` a line, joined to articles on doc_id.

    What can't be read as facts goes to `on_unreadable`; a fact that isn't well formed costs that fact alone. Several
    lines of one doc_id add up. Memory holds the facts as text.
    """

    def __init__(self, path: str, *, name: str = "given", on_unreadable: Callable[[Unreadable], None]) -> None:
        self.name = name
        self._on_unreadable = on_unreadable
        self._lines: dict[str, list[tuple[str, str]]] = {}
        self._asked_for: set[str] = set()
        for record in read_records(path):
            if isinstance(record, Unreadable):
                on_unreadable(record)
            elif reason := _why_not(record.fields):
                on_unreadable(Unreadable(record.where, "broken", reason))
            else:
                text = json.dumps(record.fields["facts"], ensure_ascii=False)
                self._lines.setdefault(str(record.fields["doc_id"]), []).append((record.where, text))

    def extract(self, articles: Iterable[Article]) -> Iterator[list[Fact]]:
        """The facts given for each article; none for an article that the file doesn't know."""
        for article in articles:
            self._asked_for.add(article.doc_id)
            yield [fact for where, text in self._lines.get(article.doc_id, ()) for fact in self._facts(where, text)]

    def report_unused(self) -> None:
        """Tells of each line whose article never came; for the end of a run."""
        for doc_id in self._lines.keys() - self._asked_for:
            for where, _ in self._lines[doc_id]:
                self._on_unreadable(Unreadable(where, "missing", f"its article {doc_id} is not among those given"))

    def _facts(self, where: str, text: str) -> Iterator[Fact]:
        for number, row in enumerate(json.loads(text), start=1):
            try:
                yield from_guide(row, extractor=self.name)
            except ValueError as error:
                self._on_unreadable(Unreadable(f"{where}, fact {number}", "broken", str(error)))


def _why_not(fields: Mapping[str, Any]) -> str | None:
    """What keeps a record from being a line of facts; None when nothing does."""
    if not isinstance(fields.get("doc_id"), (str, int)):
        return "has no doc_id"
    if not isinstance(fields.get("facts"), list):
        return "has no list of facts"
    return None
