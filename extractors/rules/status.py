"""The state of a deal from the words around its trigger: tense, what governs it, and cues of the seven statuses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dealgraph.extractors.rules.frames import Instance
from dealgraph.extractors.rules.layout import Item
from dealgraph.schemas import FactType, Language, Status


class Verdict(NamedTuple):
    """A status and the item whose word told it, or None where the trigger itself does."""

    status: Status
    item: int | None = None


STANDING: frozenset[FactType] = frozenset({"ownership"})
NEGATIONS = frozenset("not never no n't tidak bukan belum tak deny denied denies membantah bantah menepis".split())
CLAUSES = 60  # Items around a trigger in which its whole sentence lies, but for endless ones.
BEFORE, AFTER = 12, 9  # Items around a trigger in which a cue speaks of it.

CUES: dict[Status, frozenset[str]] = {
    "terminated": frozenset(
        "terminated terminate terminates cancelled canceled cancel cancels scrapped scrap scraps abandoned "
        "abandon abandons collapsed collapse collapses rejected reject rejects rejecting rejection withdrawn "
        "withdrew withdraw withdraws blocked block blocks ended expired lapsed dropped drops shelved failed "
        "fails aborted rebuffed rescinded pulled halted dissolved batal membatalkan dibatalkan batalkan "
        "menolak ditolak tolak gagal kandas urung mengurungkan berakhir diakhiri mengakhiri dihentikan "
        "menghentikan mencabut dicabut putus memutus diputus pembatalan penghentian gugur mundur".split()
    ),
    "under_review": frozenset(
        "jarak distanced distancing reconsider reconsiders reconsidering reviewing reassessing rethinking "
        "re-evaluating reassess rethink mengevaluasi dievaluasi evaluasi meninjau ditinjau mengkaji dikaji".split()
    ),
    "rumoured": frozenset(
        "reportedly rumoured rumored rumours rumors rumour rumor speculation sources reportedly tipped mulling mulls "
        "dikabarkan kabarnya disebut-sebut santer konon rumor isu dirumorkan digosipkan kabar dispekulasikan".split()
    ),
    "planned": frozenset(
        "plan plans planned planning intends intend wants want hopes seeks seek seeking considering "
        "considers exploring proposed proposes propose proposal talks negotiating negotiations bid bids "
        "bidding offer offers offered may could might would-be potential possible eyes eyeing aims aim "
        "letter preliminary non-binding interested akan berencana rencana rencananya hendak ingin berniat "
        "niat menjajaki jajaki bakal mau incar mengincar bidik membidik siap calon bernegosiasi negosiasi "
        "berminat minat wacana mempertimbangkan pertimbangkan tawaran menawar usul".split()
    ),
    "announced": frozenset(
        "agreed agrees agree agreement definitive signed signs sign announced announces announce entered "
        "deal approved approves awarded awards unveiled unveils confirmed sepakat menandatangani "
        "ditandatangani penandatanganan teken meneken diteken mengumumkan umumkan diumumkan setuju "
        "menyetujui disetujui kesepakatan menyepakati disepakati perjanjian penandatangan".split()
    ),
    "completed": frozenset(
        "completed completes complete completion closed closes closing finalised finalized finalises consummated "
        "resmi rampung merampungkan menyelesaikan tuntas menuntaskan telah sudah selesai berhasil usai".split()
    ),
}
ORDER: tuple[Status, ...] = ("terminated", "under_review", "rumoured", "completed", "planned", "announced")
STATUS_OF: dict[str, Status] = {word: status for status in reversed(ORDER) for word in CUES[status]}


class Defaults(NamedTuple):
    """What a deal is when no cue says more: told as past, as present (or not told), as future."""

    past: Status
    present: Status
    future: Status


DEFAULTS: dict[FactType, Defaults] = {
    "acquisition": Defaults("completed", "announced", "announced"),
    "merger": Defaults("completed", "planned", "announced"),
    "investment": Defaults("completed", "completed", "announced"),
    "divestiture": Defaults("completed", "completed", "announced"),
    "ownership": Defaults("active", "active", "active"),
    "joint_venture": Defaults("announced", "active", "announced"),
    "partnership": Defaults("announced", "active", "announced"),
    "supply": Defaults("announced", "active", "announced"),
    "ipo": Defaults("completed", "planned", "planned"),
    "debt": Defaults("completed", "completed", "announced"),
    "executive_move": Defaults("completed", "completed", "announced"),
}
# Once told they are done: here `announced` tells of the news, not of the deal, unless something was agreed.
TOLD_ONCE: frozenset[FactType] = frozenset({"investment", "debt", "executive_move"})
AGREED = frozenset(
    "agreed agrees agree agreement definitive sepakat setuju menyetujui menyepakati disepakati kesepakatan".split()
)
# Standing relationships unless the sentence tells that they begin.
WORKING: frozenset[FactType] = frozenset({"partnership", "joint_venture"})
INTENT = frozenset({"loi", "intent", "non-binding", "nonbinding", "indicative"})
# A move is done when it is announced; and words like `ended` or `mundur` tell of the move itself.
DENIED_MOVE = frozenset(
    "rejected reject rejects blocked tolak menolak ditolak batal membatalkan dibatalkan batalkan".split()
)


def status_of(items: Sequence[Item], instance: Instance, language: Language) -> Verdict:
    """The status of the deal that an instance tells, from its sentence alone."""
    cues = _cues(items, instance)
    if instance.type in STANDING:
        over = "terminated" in cues and instance.form != "noun"
        return Verdict("terminated", cues["terminated"]) if over else Verdict("active")
    told = cues.get("announced")
    if told is not None and instance.type in TOLD_ONCE and items[told].word not in AGREED:
        del cues["announced"]
    if instance.type in WORKING and "announced" not in cues:
        around = range(max(0, instance.start - CLAUSES), min(len(items), instance.end + CLAUSES))
        told = next((k for k in around if items[k].word in CUES["announced"]), None)
        if told is not None:
            cues["announced"] = told
    ended = cues.get("terminated")
    if ended is not None and instance.type == "executive_move" and items[ended].word not in DENIED_MOVE:
        del cues["terminated"]
    doubt = _doubt(items, cues)
    if doubt is not None:
        return Verdict("under_review", doubt)
    for status in FIRST:
        if status in cues:
            return Verdict(status, cues[status])
    intent = _within(items, instance, INTENT)
    if intent is not None:
        return Verdict("planned", intent)
    tense = _tense(items, instance)
    defaults = DEFAULTS[instance.type]
    if tense == "past":
        return Verdict(defaults.past)
    if tense == "" and _is_history(items, instance) and defaults.past == "completed":
        return Verdict("completed")
    for status in THEN:
        if status in cues and not (status == "completed" and tense == "future"):
            rival = cues.get("announced")
            if not (status == "planned" and rival is not None and _nearer(instance, rival, cues["planned"])):
                return Verdict(status, cues[status])
    if "announced" in cues:
        return Verdict("announced", cues["announced"])
    if tense == "future":
        return Verdict(defaults.future if language == "en" else "planned")
    return Verdict(defaults.present)


FIRST: tuple[Status, ...] = ("terminated", "under_review", "rumoured")
THEN: tuple[Status, ...] = ("completed", "planned", "announced")
YEAR = re.compile(r"(?:19|20)\d\d")


def _is_history(items: Sequence[Item], instance: Instance) -> bool:
    """Whether a year or `last year` stands with the trigger: `its acquisition by Oracle in 2004`."""
    near = [item.word for item in items[max(0, instance.start - 6) : instance.end + 12]]
    for one, other in pairwise(near):
        if one in {"in", "since", "tahun", "pada", "sejak"} and YEAR.fullmatch(other):
            return True
        if (one, other) in {
            ("last", "year"),
            ("last", "month"),
            ("last", "week"),
            ("tahun", "lalu"),
            ("bulan", "lalu"),
        }:
            return True
    return False


def _nearer(instance: Instance, one: int, other: int) -> bool:
    return abs(one - instance.start) < abs(other - instance.start)


def _doubt(items: Sequence[Item], cues: dict[Status, int]) -> int | None:
    """The word that makes an end only a thought: `mempertimbangkan untuk menghentikan`, `may cancel`."""
    end = cues.get("terminated")
    if end is None:
        return None
    return next((k for k in range(end - 1, max(-1, end - 4), -1) if items[k].word in DOUBTS), None)


DOUBTS = frozenset(
    "considering considers consider may might could weighing mulling mulls threatens threatened "
    "mempertimbangkan menimbang mungkin mengancam terancam".split()
)


def _within(items: Sequence[Item], instance: Instance, words: frozenset[str]) -> int | None:
    """The first item around the trigger that is one of the words."""
    reach = range(max(0, instance.start - BEFORE), min(len(items), instance.end + AFTER))
    return next((k for k in reach if items[k].word in words), None)


def _cues(items: Sequence[Item], instance: Instance) -> dict[Status, int]:
    """The nearest cue of each status around the trigger."""
    found: dict[Status, int] = {}
    reach = [*range(instance.start - 1, instance.start - BEFORE, -1), *range(instance.start, instance.end + AFTER)]
    for k in reach:
        if 0 <= k < len(items) and not items[k].names:
            status = STATUS_OF.get(items[k].word)
            if status and status not in found:
                found[status] = k
    return found


def _tense(items: Sequence[Item], instance: Instance) -> str:
    """`past`, `future` or `` (told as present, or not told) of a trigger."""
    before = [item.word for item in items[max(0, instance.start - 4) : instance.start]]
    if instance.form in ("past", "participle"):
        if {"be", "to"} & set(before) and "been" not in before:
            return "future"
        return "past"
    if instance.form == "base":
        if "did" in before:
            return "past"
        return "future"
    if instance.form in ("active", "passive", "bare"):
        if {"telah", "sudah", "resmi", "pernah", "sukses"} & set(before):
            return "past"
        if FUTURE & set(before) or instance.type == "ipo":
            return "future" if FUTURE & set(before) else ""
        return "past"
    return ""


FUTURE = frozenset("akan bakal hendak mau ingin berencana siap untuk berniat batal ajukan tawarkan rencana".split())
