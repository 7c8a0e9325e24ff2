"""Every training source read into one form: a text, the names in it, and the facts it states.

What each source is, and its licence, stands in the README of the data folder; MODEL_CARD.md lists them.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True)
class Name:
    """A name at `start:end`; kind is ORG, PER, LOC or MISC."""

    start: int
    end: int
    kind: str


@dataclass
class GoldFact:
    """A fact as the annotation gives it. `marked` holds spans by label where the source marks them (roles, values,
    `trigger`, `cue`); `row` the values in the form of the guide."""

    type: str
    status: str
    participants: list[tuple[str, tuple[str, ...]]]
    evidence: list[Span] = field(default_factory=list)
    row: dict[str, Any] = field(default_factory=dict)
    marked: dict[str, list[Span]] = field(default_factory=dict)


@dataclass
class Sample:
    """One training text. `names_complete`: every name is marked, so an unmarked word is none. `facts` is None where
    the source says nothing of facts; `pairs_only`: only pairs of the participants given are known."""

    id: str
    source: str
    lang: str
    content: str
    published: str | None = None
    body: int = 0  # where the text begins, behind the title
    names: list[Name] = field(default_factory=list)
    names_complete: bool = False
    references: list[tuple[int, int, str]] = field(default_factory=list)
    facts: list[GoldFact] | None = None
    pairs_only: bool = False
    slots: dict[str, list[Span]] = field(default_factory=dict)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a JSON-lines file, plain or gzipped."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def locate(content: str, form: str) -> list[Span]:
    """Where a form stands in the content, white space folded, not inside a longer word."""
    words = form.split()
    if not words:
        return []
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    found = [match.span() for match in re.finditer(pattern, content)]
    return found or [match.span() for match in re.finditer(r"\s+".join(map(re.escape, words)), content)]


# ---------------------------------------------------------------------------------------------- annotated articles


def deal_samples(folder: Path, name: str) -> Iterator[Sample]:
    """The pairs `NAME.documents.jsonl` and `NAME.facts.jsonl` of deals/ and chains/."""
    facts = {row["doc_id"]: row["facts"] for row in rows(folder / f"{name}.facts.jsonl")}
    for row in rows(folder / f"{name}.documents.jsonl"):
        content = f"{row['title']}\n\n{row['text']}" if row.get("title") else row["text"]
        sample = Sample(
            id=row["doc_id"],
            source=f"{folder.name}/{name}",
            lang=row["lang"],
            content=content,
            published=row.get("published"),
            body=len(content) - len(row["text"]),
            facts=[_guide_fact(content, fact) for fact in facts[row["doc_id"]]],
        )
        sample.names = _participant_names(sample)
        yield sample


def _guide_fact(content: str, row: dict[str, Any]) -> GoldFact:
    return GoldFact(
        type=row["type"],
        status=row["status"],
        participants=[(p["role"], (p["name"], *p.get("aliases", []))) for p in row["participants"]],
        evidence=[span for quote in row["evidence"] for span in locate(content, quote)[:1]],
        row=row,
    )


def _participant_names(sample: Sample) -> list[Name]:
    found: dict[Span, str] = {}
    for fact in sample.facts or []:
        for role, forms in fact.participants:
            for form in forms:
                for span in locate(sample.content, form):
                    found[span] = "PER" if role == "person" else found.get(span, "ORG")
    return longest(Name(start, end, kind) for (start, end), kind in found.items())


def longest(names: Iterable[Name]) -> list[Name]:
    """The names without those that overlap a longer one, in order."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if all(name.end <= other.start or name.start >= other.end for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)


# ---------------------------------------------------------------------------------------------- marked passages

MARK = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]|]+)\]\]")
ROLES = set(
    "acquirer target seller party result investor investee owner owned venture supplier customer issuer borrower "
    "lender person company_from company_to".split()
)


def marked_samples(path: Path) -> Iterator[Sample]:
    """Passages in the mark-up of data/synthetic/read.py (there the mark-up is explained), ours among them."""
    for row in rows(path):
        marked = f"{row['title']}\n\n{row['text']}" if row.get("title") else row["text"]
        content, spans = _plain(marked)
        by_number = {
            fact["n"]: GoldFact(type=fact["type"], status=fact["status"], participants=[]) for fact in row["facts"]
        }
        forms: dict[tuple[int, str], list[str]] = {}
        sample = Sample(
            id=row["id"],
            source=f"marked/{path.stem}",
            lang=row["lang"],
            content=content,
            published=row.get("published"),
            names_complete=True,
        )
        for start, end, labels in spans:
            _read_mark(sample, by_number, forms, start, end, labels)
        for (number, role), found in forms.items():
            ordered = tuple(dict.fromkeys(sorted(found, key=len, reverse=True)))
            by_number[number].participants.append((role, ordered))
        sample.facts = list(by_number.values())
        yield sample


def _plain(marked: str) -> tuple[str, list[tuple[int, int, list[str]]]]:
    text, spans, last = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        spans.append((len(text), len(text) + len(mark[1]), [label.strip() for label in mark[2].split(";")]))
        text += mark[1]
        last = mark.end()
    return text + marked[last:], spans


def _read_mark(
    sample: Sample,
    facts: dict[int, GoldFact],
    forms: dict[tuple[int, str], list[str]],
    start: int,
    end: int,
    labels: list[str],
) -> None:
    surface = sample.content[start:end]
    target = next((label[1:] for label in labels if label.startswith("=")), None)
    if target:
        sample.references.append((start, end, target))
    person = False
    is_name = False
    for label in labels:
        kind, _, number = label.partition(":")
        if number:
            facts[int(number)].marked.setdefault(kind, []).append((start, end))
            if kind in ROLES:
                person = person or kind == "person"
                is_name = True
                forms.setdefault((int(number), kind), []).append(target or surface)
        elif kind in ("org", "person"):
            is_name, person = True, kind == "person"
        if kind == "credit":
            is_name = True
    if is_name and not target:
        sample.names.append(Name(start, end, "PER" if person else "ORG"))


# ---------------------------------------------------------------------------------------------- acquisitions slots

KEY_LINE = re.compile(r"^(ACQUIRED|PURCHASER|SELLER|DLRAMT|STATUS|ACQABR|PURCHABR|SELLERABR): *(.*)$", re.M)


def acquisition_samples(folder: Path, skip: set[str]) -> Iterator[Sample]:
    """The Corporate Acquisitions stories with their slots (Freitag 1998)."""
    for path in sorted((folder / "docs").iterdir()):
        if path.name in skip:
            continue
        content = path.read_text(encoding="utf-8", errors="replace")
        key = (folder / "keys" / f"{path.name}.key").read_text(encoding="utf-8", errors="replace")
        sample = Sample(id=f"acq-{path.name}", source="acquisitions", lang="en", content=content)
        for slot, answers in KEY_LINE.findall(key):
            for answer in re.findall(r'"([^"]*)"', answers):
                sample.slots.setdefault(slot, []).extend(locate(content, answer))
        kinds = {"ACQUIRED", "PURCHASER", "SELLER"}
        sample.names = longest(Name(*span, "ORG") for slot in kinds for span in sample.slots.get(slot, []))
        yield sample


# ---------------------------------------------------------------------------------------------- CORE

CORE_RELATIONS = {  # relation -> type, role of e1, role of e2 (README of CORE: "e2 purchases a stake in e1" …)
    "acquired_by": ("acquisition", "target", "acquirer"),
    "collaboration": ("partnership", "party", "party"),
    "client_of": ("supply", "customer", "supplier"),
    "shareholder_of": ("investment", "investor", "investee"),
    "subsidiary_of": ("ownership", "owned", "owner"),
    "merged_with": ("merger", "party", "party"),
}


def core_samples(path: Path) -> Iterator[Sample]:
    """Company pairs of CORE (Borchert et al. 2023, CC BY 4.0): what is known is the relation of the one pair."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        content, spans = join(row["context"])
        first = (spans[row["e1_start"]][0], spans[row["e1_end"]][1])
        second = (spans[row["e2_start"]][0], spans[row["e2_end"]][1])
        if row["invert_relation"]:
            first, second = second, first
        sample = Sample(id=f"core-{row['id']}", source="core", lang="en", content=content, facts=[], pairs_only=True)
        sample.names = longest([Name(*first, "ORG"), Name(*second, "ORG")])
        relation = CORE_RELATIONS.get(row["relation"])
        if relation and sample.facts is not None:
            kind, role1, role2 = relation
            participants = [(role1, (content[slice(*first)],)), (role2, (content[slice(*second)],))]
            sample.facts.append(GoldFact(type=kind, status="", participants=participants, evidence=[(0, len(content))]))
        yield sample


# ---------------------------------------------------------------------------------------------- named entities

KINDS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "ORGANISATION": "ORG", "LOC": "LOC", "PLACE": "LOC"}
KINDS |= {"MISC": "MISC", "OTH": "MISC"}


def name_samples(path: Path, lang: str, word: int, tag: int, together: int = 6) -> Iterator[Sample]:
    """Sentences of a CoNLL file (columns `word` and `tag`), `together` of them joined into one text."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("# "):
            continue
        columns = line.split("\t") if "\t" in line else line.split()
        if len(columns) <= max(word, tag if tag >= 0 else 0):
            if sentences[-1]:
                sentences.append([])
            continue
        sentences[-1].append((columns[word], columns[tag]))
    for number in range(0, len(sentences), together):
        words = [pair for sentence in sentences[number : number + together] for pair in sentence]
        if not words:
            continue
        content, spans = join([w for w, _ in words])
        sample = Sample(f"{path.stem}-{number}", f"ner/{path.stem}", lang, content, names_complete=True)
        sample.names = list(_tagged(spans, [t for _, t in words]))
        yield sample


def _tagged(spans: list[Span], tags: list[str]) -> Iterator[Name]:
    start: int | None = None
    for number, tag in enumerate([*tags, "O"]):
        kind = KINDS.get(tag[2:], "") if tag != "O" else ""
        previous = KINDS.get(tags[number - 1][2:], "") if number and tags[number - 1] != "O" else ""
        if start is not None and (tag.startswith("B-") or kind != previous):
            yield Name(spans[start][0], spans[number - 1][1], previous)
            start = None
        if start is None and kind:
            start = number


NO_SPACE_BEFORE = re.compile(r"^([,.;:!?%)\]}’”]|'s|’s|n't|'\w{1,2})$")
NO_SPACE_AFTER = re.compile(r"^[(\[{“‘$£€#]$")


def join(words: list[str]) -> tuple[str, list[Span]]:
    """Tokens as running text (English spacing), and where each stands in it."""
    text, spans = "", []
    glued = True
    for word in words:
        if not glued and not NO_SPACE_BEFORE.match(word):
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        glued = bool(NO_SPACE_AFTER.match(word))
    return text, spans


# ---------------------------------------------------------------------------------------------- everything


@dataclass(frozen=True)
class Sources:
    """Where the data lies: the shared data folder and our own passages."""

    data: Path
    passages: Path

    def banned(self, name: str) -> set[str]:
        """Ids of training documents of a set that stand in a dev set too."""
        lines = (self.data / "do-not-train.txt").read_text(encoding="utf-8").splitlines()
        return {parts[1] for parts in map(str.split, lines) if len(parts) > 1 and parts[0] == name}

    def facts(self) -> Iterator[Sample]:
        """All texts with facts, for training: annotated articles, chains, marked passages."""
        for name in ("en-train", "id-train", "en-more", "id-more", "id-headlines"):
            banned = self.banned(name) | self.banned(f"deals/{name}")
            yield from (s for s in deal_samples(self.data / "deals", name) if s.id not in banned)
        banned = self.banned("chains/train")
        yield from (s for s in deal_samples(self.data / "chains", "train") if s.id not in banned)
        for folder in (self.data / "synthetic", self.passages):
            for path in sorted(folder.glob("*.jsonl")):
                yield from marked_samples(path)

    def slots(self) -> Iterator[Sample]:
        return acquisition_samples(self.data / "acquisitions", self.banned("acquisitions"))

    def core(self) -> Iterator[Sample]:
        return core_samples(self.data / "relations" / "core" / "train.json")

    def names(self) -> Iterator[Sample]:
        """Named-entity corpora; their test parts are left for measuring."""
        ner = self.data / "ner"
        yield from name_samples(ner / "en/uner_ewt/en_ewt-ud-train.2022-12-02.iob2", "en", 1, 2)
        yield from name_samples(ner / "en/wikigold/CONLL-format/data/wikigold.conll.txt", "en", 0, -1)
        yield from name_samples(ner / "id/idner-news-2k/train.txt", "id", 0, -1)
        yield from name_samples(ner / "id/nergrit/train_preprocess.txt", "id", 0, -1)

    def plain(self) -> Iterator[str]:
        """Unlabelled stories, for the vocabulary; no dev story among them."""
        banned = self.banned("reuters/acq")
        for name in ("acq", "not-acq"):
            for row in rows(self.data / "reuters" / f"{name}.jsonl.gz"):
                if str(row.get("doc_id", row.get("id"))) not in banned:
                    yield f"{row.get('title') or ''} {row.get('body') or ''}"

    def dev(self) -> Iterator[Sample]:
        """The dev sets, to measure on and never to train on."""
        for name in ("en-dev", "id-dev"):
            yield from deal_samples(self.data / "deals", name)
        for name in ("dev", "parallel"):
            yield from deal_samples(self.data / "chains", name)
