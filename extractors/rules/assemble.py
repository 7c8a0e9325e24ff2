"""From the frames of single sentences to the facts of a document: types made precise, weak frames dropped, values
attached, tellings of one deal joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dealgraph.extractors.rules.frames import Instance
from dealgraph.extractors.rules.layout import NOBODY, Item
from dealgraph.extractors.rules.status import NEGATIONS, Verdict
from dealgraph.extractors.values.stakes import FoundStake
from dealgraph.schemas import ROLES, FactType, Role, Status

STAKE_REACH = 160  # Characters between a trigger and the share that it moves.
HELD: frozenset[FactType] = frozenset({"investment", "acquisition", "ownership", "divestiture", "ipo"})
SHARES = frozenset(
    "stake stakes shares share shareholding interest holding saham sahamnya kepemilikan pct percent persen %".split()
)
WHOLE = frozenset(
    "all remaining majority controlling control entire outstanding rest whole 100 seluruh sisa mayoritas pengendali kendali "
    "sepenuhnya".split()
)
REST = frozenset("remaining rest sisa controlling control pengendali".split())
MONEY_WORDS = frozenset(
    "funding round series financing capital investment equity seed pendanaan modal seri investasi dana venture "
    "pre-seed pre-series growth".split()
)
OFFICES = frozenset(
    "ceo cfo coo cto cmo president chairman chairwoman director chief head officer executive partner manager board treasurer "
    "secretary vp chair presdir dirut komisaris direktur direksi ketua kepala wakil presiden komut manajer pimpinan kursi "
    "jabatan posisi bos managing founder".split()
)
# Words that open a frame only when their sentence says more: what must stand in it.
NEEDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        "lead leads led leading co-lead co-leads co-led participate participates participated participating participation "
        "backers backing memimpin dipimpin pimpin berpartisipasi didukung keikutsertaan partisipasi keterlibatan dukungan "
        "raise raises raised raising secure secures secured securing land lands landed landing bag bags bagged bagging net nets "
        "netted netting round financing back backs backed backing fund funds funded".split(),
        MONEY_WORDS,
    ),
    **dict.fromkeys(
        "hold holds held holding control controls controlled controlling memiliki dimiliki miliki memegang dipegang pegang menguasai "
        "dikuasai kuasai mempunyai".split(),
        SHARES,
    ),
    **dict.fromkeys(
        "name names named naming leave leaves left leaving join joins joined joining replace replaces replaced replacing remove "
        "removes removed exit exits exited succeed succeeds succeeded tap taps tapped elect elects elected promote promoted "
        "memilih dipilih pilih jadi gabung menetapkan ditetapkan tetapkan mengganti diganti ditinggalkan meninggalkan tinggalkan "
        "menduduki menempati terpilih mundur bergabung install installed suspend suspended retire retires retired depart".split(),
        OFFICES,
    ),
}


@dataclass(slots=True)
class Draft:
    """One telling of a deal: its roles as lists of parties, its status, where it stands."""

    type: FactType
    roles: dict[Role, list[int]]
    verdict: Verdict
    sentences: list[int]
    spans: list[tuple[int, int]] = field(default_factory=list)
    stake: FoundStake | None = None
    strength: float = 0.5
    partial: bool = False  # told only in part: it adds to a deal told nearby, and is none by itself
    mentions: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    cue: tuple[int, int] | None = None

    @property
    def status(self) -> Status:
        return self.verdict.status

    def core(self) -> set[tuple[Role, int]]:
        return {
            (role, party) for role, parties in self.roles.items() if role in ROLES[self.type].core for party in parties
        }


ASSETS = frozenset(
    "stake stakes unit business division subsidiary shares assets holding interest operations brand plant subsidiaries arm "
    "businesses portfolio saham anak aset bisnis unit kepemilikan sahamnya divestasi divest divestiture spin-off spinoff sale".split()
)


def drafts_of(
    items: Sequence[Item],
    instance: Instance,
    sentence: int,
    verdict: Verdict,
    kinds: Sequence[str],
    topic: int,
    stakes: Sequence[FoundStake],
) -> list[Draft]:
    """The tellings that an instance amounts to: none when its sentence does not carry it, one a person in a move."""
    told = draft(items, instance, sentence, verdict, kinds, topic, stakes)
    if told is None:
        return []
    people = told.roles.get("person", [])
    if told.type != "executive_move" or len(people) < 2:
        return [told]
    return [replace(told, roles={**told.roles, "person": [person]}, sentences=[sentence]) for person in people]


def draft(
    items: Sequence[Item], instance: Instance, sentence: int, verdict: Verdict, kinds: Sequence[str], topic: int, stakes: Sequence[FoundStake]
) -> Draft | None:
    """The telling that an instance amounts to, or None when its sentence does not carry it."""
    words = {item.word for item in items}
    trigger = items[instance.start].word
    needed = NEEDS.get(trigger)
    if needed is not None and not needed & words and instance.start + 1 == instance.end:
        return None
    roles: dict[Role, list[int]] = {}
    for role, k in instance.roles:
        if items[k].party != NOBODY:
            roles.setdefault(role, []).append(items[k].party)
    near = {item.word for item in items[instance.end : instance.end + 12]} | {
        item.word for item in items[max(0, instance.start - 4) : instance.start]
    }
    stake = _stake(items, instance, stakes)
    percent = stake.percent if stake else None
    kind, roles = _precise(instance, roles, near, percent)
    if trigger in STAKES and instance.form == "noun":
        verbs = {item.word for item in items[max(0, instance.start - 9) : instance.start]}
        if verbs & KEEPING:
            kind, roles = "ownership", {OWNERS[role]: parties for role, parties in roles.items() if role in OWNERS}
            verdict = Verdict("active")
        elif not verbs & TAKING:
            return None
    if kind == "executive_move":
        roles = _company_of_move(items, instance, roles, kinds, topic)
        person = next((k for role, k in instance.roles if role == "person"), None)
        if person is None or not _is_person(items, person, OFFICES & words) or _meets(items, instance):
            return None
    if kind == "ipo":
        roles["issuer"] = roles["issuer"][:1]
    flat = [role for role, parties in roles.items() for _ in parties]
    partial = kind == "investment" and set(roles) == {"investor"} and bool(MONEY_WORDS & words)
    if not ROLES[kind].complete(flat) or (not partial and _weak(items, instance, kind, roles, near)):
        return None
    item = verdict.item
    return Draft(
        type=kind,
        roles=roles,
        verdict=verdict,
        sentences=[sentence],
        spans=[(items[instance.start].start, items[instance.end - 1].end)],
        stake=stake if kind in HELD else None,
        strength=_strength(instance, kind, roles),
        partial=partial,
        mentions={items[k].party: [(items[k].start, items[k].end)] for _, k in instance.roles if items[k].word != "@"},
        cue=(items[item].start, items[item].end) if item is not None else None,
    )


def _is_person(items: Sequence[Item], k: int, offices: frozenset[str] | set[str]) -> bool:
    """Whether the name at k can be a person's where its kind is not known."""
    words = items[k].word.split()
    return items[k].kind == "person" or (bool(offices) and 2 <= len(words) <= 4 and all(map(str.isalpha, words)))


def _meets(items: Sequence[Item], instance: Instance) -> bool:
    """Whether somebody only joins another person, as on a stage."""
    following = next((item for item in items[instance.end : instance.end + 5] if item.names), None)
    joins = instance.frame.object == "company_to" and items[instance.start].word.startswith("join")
    return joins and following is not None and following.kind == "person"


def _stake(items: Sequence[Item], instance: Instance, stakes: Sequence[FoundStake]) -> FoundStake | None:
    """The share of a company that is nearest behind the trigger, else before it; inside the words of a pattern."""
    start, end = items[instance.start].start, items[instance.end - 1].end
    if instance.words_apart:
        return next((stake for stake in stakes if start <= stake.start < end), None)
    behind = [stake for stake in stakes if end <= stake.start <= end + STAKE_REACH]
    before = [stake for stake in stakes if start - STAKE_REACH <= stake.end <= start]
    return behind[0] if behind else before[-1] if before else None


def _precise(
    instance: Instance, roles: dict[Role, list[int]], near: set[str], percent: float | None
) -> tuple[FactType, dict[Role, list[int]]]:
    """The type that the words around a frame of buying or selling make it, and the roles as they are then called."""
    kind = instance.type
    if kind != "acquisition":
        return kind, roles
    whole = (REST if percent is not None else WHOLE) & near
    partial = bool(SHARES & near) and not whole and (percent is None or percent < 50)
    if percent is None and (instance.form == "noun" or instance.frame.object is None):
        partial = False  # `an offer for the shares of` is for all of them
    if instance.frame.subject == "seller" and not roles.get("acquirer"):
        return "divestiture", {role: parties for role, parties in roles.items() if role in ("seller", "target")}
    if partial and roles.get("acquirer"):
        renamed: dict[Role, Role] = {"acquirer": "investor", "target": "investee"}
        return "investment", {renamed[role]: parties for role, parties in roles.items() if role in renamed}
    return kind, roles


def _company_of_move(
    items: Sequence[Item], instance: Instance, roles: dict[Role, list[int]], kinds: Sequence[str], topic: int
) -> dict[Role, list[int]]:
    """A move has one company on each side. Where none stands in a slot: the nearest company in the sentence, else the one
    that the text is about. A department (`Direktur Ritel dan Niaga`) is no company."""
    people = set(roles.get("person", ()))
    kept: dict[Role, list[int]] = {"person": list(roles.get("person", ()))}
    former = {items[k].party for role, k in instance.roles if role in COMPANIES and _is_former(items, instance, k)}
    for role in COMPANIES:
        found = [party for party in roles.get(role, ()) if party not in people and party not in former]
        sure = [party for party in found if kinds[party] == "company" or party == topic]
        if found:
            kept[role] = (sure or found)[:1]
    if former and "company_from" not in kept:
        kept["company_from"] = [min(former)]
    if "company_to" in kept or ("company_from" in kept and not former):
        return kept
    leaves = "company_from" in (instance.frame.object, instance.frame.subject)
    near = sorted(
        (abs(k - instance.start), k)
        for k, item in enumerate(items)
        if item.kind in ("company", "reference", "possessive") or (item.party == topic and item.names)
    )
    party = next((items[k].party for distance, k in near if distance < 25 and items[k].party not in people), topic)
    if party != NOBODY and party not in people:
        kept["company_from" if leaves else "company_to"] = [party]
    return kept


STAKES = frozenset({"stake", "stakes", "holding", "shareholding", "interest"})
KEEPING = frozenset("has have had holds hold holding owns own retain retains keep keeps kept with held".split())
TAKING = frozenset(
    "take takes took taking taken raise raised raises raising increase increased increases boost boosted boosts lift lifted "
    "built build building up upped double doubled gain gained gives give giving get got".split()
)
OWNERS: dict[Role, Role] = {"investor": "owner", "investee": "owned"}
def _is_former(items: Sequence[Item], instance: Instance, k: int) -> bool:
    """Whether the company at k is where the person was before: `formerly president of Delwood`."""
    between = items[min(instance.end, k) : k] if k >= instance.end else items[max(0, k - 4) : k]
    return any(item.word in FORMER for item in between[-9:])


FORMER = frozenset("former formerly previously mantan eks sebelumnya ex-".split())
COMPANIES: tuple[Role, Role] = ("company_from", "company_to")
MONEY = re.compile(
    r"[$€£¥]|\brp\b|\b(?:million|billion|mln|bln|juta|miliar|triliun|dlrs|euros?|pounds|usd|bn)\b|\d(?:m|bn|b|t)\b"
)


def _weak(items: Sequence[Item], instance: Instance, kind: FactType, roles: dict[Role, list[int]], near: set[str]) -> bool:
    """Whether a frame says too little to be a fact: one side of a deal that has two, and nothing that makes up for it."""
    core = ROLES[kind].core
    sides = sum(bool(roles.get(role)) for role in core)
    if kind == "divestiture":
        return sides < 2 or not ASSETS & near
    money = MONEY.search(" ".join(item.word for item in items)) is not None
    if kind == "ownership" and (instance.form in ("past", "participle", "ing") and not instance.passive):
        return True
    if kind == "ownership" and NEGATIONS & {item.word for item in items[max(0, instance.start - 3) : instance.start]}:
        return True
    if kind == "debt":
        return not money and not roles.get("lender")
    if kind == "investment" and sides < 2:
        return not (roles.get("investee") and money and MONEY_WORDS & near)
    return len(core) > 1 and sides < 2 and kind != "executive_move"


def _strength(instance: Instance, kind: FactType, roles: dict[Role, list[int]]) -> float:
    """How far to trust a telling: verbs more than nouns, both sides more than one."""
    core = ROLES[kind].core
    sides = sum(bool(roles.get(role)) for role in core)
    full = sides == len(core) or (len(core) == 1 and len(roles.get(core[0], ())) >= ROLES[kind].sides)
    return 0.25 + 0.2 * full + 0.15 * (instance.form != "noun")


RANK: dict[Status, int] = {
    "rumoured": 0,
    "planned": 1,
    "active": 2,
    "announced": 3,
    "completed": 4,
    "under_review": 5,
    "terminated": 6,
}


def join(drafts: Iterable[Draft]) -> list[Draft]:
    """The deals that the tellings of a document are about, each with everything told of it, in their order."""
    deals: list[Draft] = []
    for told in drafts:
        same = next((deal for deal in reversed(deals) if _same_deal(deal, told)), None)
        if same is None:
            if not told.partial:
                deals.append(told)
        else:
            _absorb(same, told)
    return [deal for deal in deals if not _told_otherwise(deal, deals)]


NEARBY = 2  # Sentences: how far from a deal a telling may stand that only adds to it.


def _same_deal(deal: Draft, told: Draft) -> bool:
    if deal.type != told.type:
        return False
    core = ROLES[deal.type].core
    if len(core) == 1:
        mine, theirs = set(deal.roles.get(core[0], ())), set(told.roles.get(core[0], ()))
        return mine <= theirs or theirs <= mine
    if deal.type == "executive_move":
        same = bool(set(deal.roles["person"]) & set(told.roles["person"]))
        sides = [(set(deal.roles.get(r, ())), set(told.roles.get(r, ()))) for r in COMPANIES]
        return same and all(mine & theirs or not (mine and theirs) for mine, theirs in sides)
    if told.partial:
        return 0 <= told.sentences[0] - deal.sentences[-1] <= NEARBY
    shared = False
    for role in core:
        mine, theirs = set(deal.roles.get(role, ())), set(told.roles.get(role, ()))
        if mine and theirs:
            if not mine & theirs:
                return False
            shared = True
    return shared


def _absorb(deal: Draft, told: Draft) -> None:
    taken = {party for parties in deal.roles.values() for party in parties}
    for role, parties in told.roles.items():
        known = deal.roles.get(role)
        if known and role in ROLES[deal.type].core and deal.type in ("ownership", "supply", "acquisition", "executive_move"):
            continue
        for party in parties:
            if party not in taken:
                deal.roles.setdefault(role, []).append(party)
                taken.add(party)
    if RANK[told.status] > RANK[deal.status]:
        deal.verdict, deal.cue = told.verdict, told.cue
    deal.sentences += [n for n in told.sentences if n not in deal.sentences]
    deal.spans += told.spans
    deal.stake = deal.stake or told.stake
    deal.strength = min(0.95, max(deal.strength, told.strength) + 0.1)
    for party, spans in told.mentions.items():
        deal.mentions.setdefault(party, []).extend(spans)


def _told_otherwise(deal: Draft, deals: Sequence[Draft]) -> bool:
    """Whether a holding is only the background of its own sale, or a sale is told more fully as another deal."""
    if deal.type == "ownership":
        pairs = {(a, b) for a in deal.roles["owner"] for b in deal.roles["owned"]}
        for other in deals:
            sellers = other.roles.get("seller", []) + other.roles.get("acquirer", []) + other.roles.get("investor", [])
            targets = other.roles.get("target", []) + other.roles.get("investee", [])
            if other is not deal and pairs & {(a, b) for a in sellers for b in targets}:
                return True
    if deal.type == "divestiture":
        return any(
            other.type == "acquisition" and set(deal.roles.get("target", [-1])) & set(other.roles.get("target", []))
            for other in deals
        )
    return False
