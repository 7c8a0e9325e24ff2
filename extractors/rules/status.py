"""The state of a deal from the words around its trigger: tense, what governs it, and cues of the seven statuses."""

from __future__ import annotations

from collections.abc import Sequence
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
BEFORE, AFTER = 12, 9  # Items around a trigger in which a cue speaks of it.

CUES: dict[Status, frozenset[str]] = {
    "terminated": frozenset(
        "terminated terminate terminates cancelled canceled cancel cancels scrapped scrap scraps abandoned abandon abandons "
        "collapsed collapse collapses rejected reject rejects rejecting rejection withdrawn withdrew withdraw withdraws blocked "
        "block blocks ended expired lapsed dropped drops shelved failed fails aborted rebuffed rescinded pulled halted dissolved "
        "batal membatalkan dibatalkan batalkan menolak ditolak tolak gagal kandas urung mengurungkan berakhir diakhiri mengakhiri "
        "dihentikan menghentikan mencabut dicabut putus memutus diputus pembatalan penghentian gugur mundur".split()
    ),
    "under_review": frozenset(
        "reconsider reconsiders reconsidering reviewing reassessing rethinking re-evaluating reassess rethink "
        "mengevaluasi dievaluasi evaluasi meninjau ditinjau mengkaji dikaji".split()
    ),
    "rumoured": frozenset(
        "reportedly rumoured rumored rumours rumors rumour rumor speculation sources reportedly tipped mulling mulls "
        "dikabarkan kabarnya disebut-sebut santer konon rumor isu dirumorkan digosipkan kabar dispekulasikan".split()
    ),
    "planned": frozenset(
        "plan plans planned planning intends intend wants want hopes seeks seek seeking considering considers exploring proposed "
        "proposes propose proposal talks negotiating negotiations bid bids bidding offer offers offered may could might would-be "
        "potential possible eyes eyeing aims aim letter preliminary non-binding interested "
        "akan berencana rencana rencananya hendak ingin berniat niat menjajaki jajaki bakal mau incar mengincar bidik membidik "
        "siap calon bernegosiasi negosiasi berminat minat wacana mempertimbangkan pertimbangkan tawaran menawar usul".split()
    ),
    "announced": frozenset(
        "agreed agrees agree agreement definitive signed signs sign announced announces announce entered deal approved approves "
        "awarded awards unveiled unveils confirmed "
        "sepakat menandatangani ditandatangani penandatanganan teken meneken diteken mengumumkan umumkan diumumkan setuju "
        "menyetujui disetujui kesepakatan menyepakati disepakati perjanjian penandatangan".split()
    ),
    "completed": frozenset(
        "completed completes complete completion closed closes closing finalised finalized finalises consummated "
        "resmi rampung merampungkan menyelesaikan tuntas menuntaskan telah sudah selesai berhasil usai".split()
    ),
}
ORDER: tuple[Status, ...] = ("terminated", "under_review", "rumoured", "completed", "planned", "announced")
STATUS_OF: dict[str, Status] = {word: status for status in reversed(ORDER) for word in CUES[status]}

# What a deal is when nothing around it says more: by type and by whether the trigger is told as past or not.
PAST: dict[FactType, Status] = {"partnership": "announced", "supply": "announced", "joint_venture": "announced"}
PRESENT: dict[FactType, Status] = {
    "acquisition": "announced",
    "investment": "completed",
    "executive_move": "completed",
    "ownership": "active",
    "partnership": "announced",
    "supply": "active",
    "ipo": "planned",
    "debt": "announced",
    "merger": "planned",
    "joint_venture": "announced",
    "divestiture": "completed",
}


def status_of(items: Sequence[Item], instance: Instance, language: Language) -> Verdict:
    """The status of the deal that an instance tells, from its sentence alone."""
    cues = _cues(items, instance)
    if instance.type in STANDING:
        return (
            Verdict("terminated", cues["terminated"])
            if "terminated" in cues and instance.form != "noun"
            else Verdict("active")
        )
    for status in ("terminated", "under_review", "rumoured"):
        if status in cues:
            return Verdict(status, cues[status])  # type: ignore[arg-type]
    tense = _tense(items, instance)
    if tense == "past":
        return Verdict(PAST.get(instance.type, "completed"))
    for status in ("completed", "planned", "announced"):
        if status in cues and not (status == "completed" and tense == "future"):
            nearer = (
                status == "planned" and "announced" in cues and _nearer(instance, cues["announced"], cues["planned"])
            )
            if not nearer:
                return Verdict(status, cues[status])  # type: ignore[arg-type]
    if "announced" in cues:
        return Verdict("announced", cues["announced"])
    if tense == "future":
        return Verdict("announced" if language == "en" else "planned")
    return Verdict(PRESENT[instance.type])


def _nearer(instance: Instance, one: int, other: int) -> bool:
    return abs(one - instance.start) < abs(other - instance.start)


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
        if {"telah", "sudah", "resmi", "pernah"} & set(before):
            return "past"
        if {"akan", "bakal", "hendak", "mau", "ingin", "berencana", "siap", "untuk"} & set(before):
            return "future"
        years = [
            item.word for item in items[instance.end : instance.end + 14] if item.word.isdigit() and len(item.word) == 4
        ]
        return "past" if instance.form == "active" or years else ""
    return ""
