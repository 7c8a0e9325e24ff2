"""Which names are one company or person, why, and that it depends on nothing but the names that facts give."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealgraph.graph.decisions import Decisions, idle
from dealgraph.graph.parties import resolve_parties
from dealgraph.graph.records import StoredFact
from dealgraph.schemas.graph import Decision
from tests.graph.effort import examples
from tests.graph.telling import Growing, Named, article, fact, names_together, parties, told


def bought(*named: Named, **about: object) -> list[StoredFact]:
    """For each name an article of its own, in which its bearer buys something that is named nowhere else."""
    return [
        told(
            "2025-06-13",
            "acquisition",
            acquirer=name,
            target=f"Zyx{number}qua Works",
            doc_id=f"{number}-{name}",
            **about,
        )
        for number, name in enumerate(named)
    ]


ONE_COMPANY = [
    ["Scale AI", ("Scale AI Inc.", "Scale"), "Scale"],
    [("PT Bank Rakyat Indonesia (Persero) Tbk", "BRI"), "Bank BRI", "BRI", "Bank Rakyat Indonesia"],
    ["Corvane Corp", "CORVANE CORPORATION", "Corvane"],
    ["Nestlé S.A.", "Nestle SA", "NESTLE"],
    ["Lippo Group", "Kelompok Lippo", "Grup Lippo"],
    [("Altmark Group PLC", "Altmark"), "Altmark"],
    [("Meridian Platforms Inc", "Facepage"), "Facepage", "Meridian Platforms"],
    ["PT Natrindo Telepon Selular", "PT Natrindo Telepon Seluler"],
    ["World Bank", "Bank Dunia"],
    ["French government", "pemerintah Prancis", "Government of France"],
    [("PT Astra International Tbk", "ASII"), "ASII", "Astra International"],
    ["Orbital Mining & Mfg Co", "Orbital Mining and Manufacturing"],
]


@pytest.mark.parametrize("named", ONE_COMPANY, ids=lambda named: str(named[0]))
def test_names_of_one_company_are_one(named: list[Named]) -> None:
    together = names_together(bought(*named))
    forms = {form for name in named for form in ([name] if isinstance(name, str) else name)}
    assert any(forms <= names for names in together)


TWO_COMPANIES = [
    ("Fairchild Industries", "Fairchild Semiconductor"),
    (("Bank Mandiri", "Mandiri"), "Mandiri Capital Indonesia"),
    ("Miller Industries", "Mueller Industries"),
    ("Northgate Fund I", "Northgate Fund II"),
    (("Delphi Air Lines", "Delphi"), "Delphi Corp"),
    ("Indonesian government", "Malaysian government"),
]


@pytest.mark.parametrize("named", TWO_COMPANIES, ids=str)
def test_names_of_two_companies_stay_two(named: tuple[Named, Named]) -> None:
    first, second = (name if isinstance(name, str) else name[0] for name in named)
    assert not any({first, second} <= names for names in names_together(bought(*named)))


def test_a_short_name_that_means_several_firms_joins_none_of_them() -> None:
    facts = bought(("Delphi Air Lines", "Delphi"), ("Delphi Mutual", "Delphi"), "Delphi")
    party = resolve_parties(facts).of(facts[2], 0)
    assert (party.id, party.name) == ("c-delphi", "Delphi")


def test_a_short_name_joins_the_firm_that_it_nearly_always_means() -> None:
    facts = bought(*[("Delphi Air Lines", "Delphi")] * 9, ("Delphi Mutual", "Delphi"), "Delphi")
    assert resolve_parties(facts).of(facts[-1], 0).name == "Delphi Air Lines"


def test_one_slip_of_an_extractor_does_not_melt_two_well_known_firms() -> None:
    facts = bought(*["Corvane Inc"] * 40, *["Quillon Inc"] * 40, ("Corvane Inc", "Quillon"))
    assert {party.name for party in parties(facts) if "Zyx" not in party.name} == {"Corvane Inc", "Quillon Inc"}


def test_a_generic_alias_joins_nobody() -> None:
    firms = [(f"{name} Holdings Ltd", "Group", "the company", "Bank") for name in ("Corvane", "Quillon", "Ostrava")]
    assert sum("Ltd" in party.name for party in parties(bought(*firms))) == 3


def test_two_participants_of_one_fact_are_two_parties_however_alike_their_names() -> None:
    told_of = told("2025-06-13", "acquisition", acquirer="Rand Bank", target="Norvik Co Pty Ltd", seller="Norvik Co")
    ids = {resolve_parties([told_of]).of(told_of, index).id for index in range(3)}
    assert len(ids) == 3


def test_a_description_means_another_asset_for_another_seller() -> None:
    sold = [
        told("2025-06-13", "divestiture", seller=seller, target="the tyre division")
        for seller in ("Corvane", "Quillon")
    ]
    resolved = resolve_parties(sold)
    assert resolved.of(sold[0], 1).id != resolved.of(sold[1], 1).id


def test_persons_are_one_with_titles_initials_and_last_names() -> None:
    moves = [
        told("2025-06-13", "executive_move", person=name, company_to="Corvane Inc")
        for name in ("Sir Peter Walford", ("Peter G. Walford", "Walford"), "Walford", "Ana La Roche", "Ana Laroche")
    ]
    people = [party for party in parties(moves) if party.kind == "person"]
    assert [party.id for party in people] == ["p-ana-laroche", "p-peter-walford"]


def test_an_indonesian_single_name_is_a_person() -> None:
    move = told("2025-06-13", "executive_move", person="Suharto", company_to="PT Maju Terus Tbk", language="id")
    assert resolve_parties([move]).of(move, 0).id == "p-suharto"


def test_a_private_person_is_one_whether_he_buys_or_moves() -> None:
    facts = [
        told("2025-06-13", "executive_move", person="Marta Gabelli", company_to="Corvane Inc"),
        told("2025-06-14", "investment", investor="Marta Gabelli", investee="Quillon Inc"),
        told("2025-06-14", "investment", investor="Randolph W. Lanz", investee="Quillon Inc"),
    ]
    assert {party.id for party in parties(facts) if party.kind == "person"} == {"p-marta-gabelli", "p-randolph-lanz"}


def roles_of(name: str, *roles: str) -> list[StoredFact]:
    """An article for each role, in which the name plays it opposite a company that is named nowhere else."""
    types = {
        "target": ("acquisition", "acquirer"),
        "acquirer": ("acquisition", "target"),
        "investor": ("investment", "investee"),
        "party": ("merger", "party"),
        "person": ("executive_move", "company_to"),
    }
    facts = []
    for number, role in enumerate(roles):
        kind, other = types[role]
        firm = f"Zyx{number}qua Works"
        named = {"party": [name, firm]} if role == other else {role: name, other: firm}
        facts.append(told(f"2025-06-{number + 1:02}", kind, **named))
    return facts


@pytest.mark.parametrize(
    ("name", "roles", "party_id"),
    [
        ("Harrow Vale", ("target", "party", "person"), "c-harrow-vale"),
        ("Harrow Vale", ("target", "person", "person"), "p-harrow-vale"),
        ("Harrow Vale", ("target", "person"), "p-harrow-vale"),
        ("Harrow Vale", ("investor", "acquirer", "person"), "p-harrow-vale"),
        ("Harrow Vale", (*["acquirer"] * 20, "person"), "c-harrow-vale"),
        ("Harrow", ("target", "target", "person"), "c-harrow"),
        ("Arthur D. Harrow", ("target", "target", "acquirer"), "c-arthur-harrow"),
        ("Arthur D. Harrow", ("target", "acquirer", "acquirer"), "p-arthur-harrow"),
    ],
    ids=str,
)
def test_all_roles_of_a_name_say_together_whether_it_is_a_company_or_a_person(
    name: str, roles: tuple[str, ...], party_id: str
) -> None:
    facts = roles_of(name, *roles)
    resolved = resolve_parties(facts)
    bearers = {resolved.of(f, i).id for f in facts for i, p in enumerate(f.fact.participants) if p.name == name}
    assert bearers == {party_id}
    assert resolved.by_id[party_id].kind == ("company" if party_id.startswith("c-") else "person")
    assert resolve_parties(facts[::-1]).by_id == resolved.by_id


def test_a_founder_is_not_the_company_that_bears_his_name_with_a_legal_form() -> None:
    facts = [*roles_of("Harrow Vale", "person"), *bought(*["Harrow Vale Corp"] * 9)]
    resolved = resolve_parties(facts)
    assert (resolved.of(facts[0], 0).id, resolved.of(facts[1], 0).id) == ("p-harrow-vale", "c-harrow-vale")


def test_what_is_taken_for_a_company_by_its_roles_is_explained() -> None:
    facts = roles_of("Harrow Vale", "target", "target", "person")
    [party] = [party for party in parties(facts) if "Zyx" not in party.name]
    assert [join.rule for join in party.joins] == ["roles"]


def test_pemerintah_alone_is_the_indonesian_state_in_indonesian_only() -> None:
    facts = [
        *bought("Pemerintah", language="id"),
        *bought("Indonesian government"),
        *bought("government", language="en"),
    ]
    resolved = resolve_parties(facts)
    ids = [resolved.of(stored, 0).id for stored in facts]
    assert ids[0] == ids[1] == "c-government-of-indonesia"
    assert ids[2] != ids[0]


def test_a_listed_company_has_its_country_and_ticker() -> None:
    party = next(p for p in parties(bought("PT Astra International Tbk")) if "astra" in p.id)
    assert (party.country, party.identifiers) == ("ID", (("IDX", "ASII"),))


def test_every_join_is_explained() -> None:
    facts = bought(("Scale AI Inc", "Scale"), "Scale", "Scale AI")
    party = next(p for p in parties(facts) if p.id == "c-scale-ai")
    assert {(join.names, join.rule) for join in party.joins} == {
        (("Scale", "Scale AI Inc"), "called so"),
        (("Scale AI", "Scale AI Inc"), "same name"),
    }
    assert all(join.because for join in party.joins)


def test_aliases_count_mentions() -> None:
    party = next(p for p in parties(bought(("Scale AI Inc", "Scale"), "Scale", "Scale")) if p.id == "c-scale-ai")
    assert party.aliases == (("Scale", 3), ("Scale AI Inc", 1))


# Decisions

FACTS = bought("Corvane Inc", "Quillon Inc", ("Scale AI", "Scale"), "Scale")


def test_people_can_make_two_companies_one() -> None:
    merge = Decision(kind="merge_companies", names=("Corvane Inc", "Quillon"))
    assert any({"Corvane Inc", "Quillon Inc"} <= names for names in names_together(FACTS, merge))
    party = next(p for p in parties(FACTS, merge) if "Quillon Inc" in dict(p.aliases))
    assert [join.rule for join in party.joins] == ["decision"]


def test_people_can_part_a_name_from_a_company() -> None:
    split = Decision(kind="split_companies", names=("Scale",))
    assert frozenset({"Scale AI"}) in names_together(FACTS, split)


def test_people_can_part_a_name_in_some_facts_only() -> None:
    split = Decision(kind="split_companies", names=("Scale",), facts=(FACTS[3].id,))
    resolved = resolve_parties(FACTS, [split])
    assert resolved.of(FACTS[3], 0).id != resolved.of(FACTS[2], 0).id


def test_what_people_joined_stays_joined_when_they_part_it_from_others() -> None:
    merge = Decision(kind="merge_companies", names=("Scale", "Corvane Inc"))
    split = Decision(kind="split_companies", names=("Scale",))
    together = names_together(FACTS, merge, split)
    assert frozenset({"Scale", "Corvane Inc"}) in together


def test_without_its_decision_the_graph_is_as_before() -> None:
    merge = Decision(kind="merge_companies", names=("Corvane Inc", "Quillon Inc"))
    assert parties(FACTS, merge) != parties(FACTS)
    assert resolve_parties(FACTS, []).by_id == resolve_parties(FACTS).by_id


def test_an_imported_list_names_and_identifies_a_company() -> None:
    entry = Decision(
        kind="company",
        names=("Quillon Industries", "Quillon Inc", "QLN"),
        identifiers=(("LEI", "529900"),),
        country="NL",
    )
    party = next(p for p in parties([*FACTS, *bought("QLN")], entry) if "Quillon Inc" in dict(p.aliases))
    assert (party.name, party.country, party.identifiers) == ("Quillon Industries", "NL", (("LEI", "529900"),))
    assert "QLN" in dict(party.aliases)


def test_a_decision_that_no_longer_applies_says_why() -> None:
    known = {fact.id: fact for fact in FACTS}
    names = {"corvane", "scale", "scale ai"}

    def why(decision: Decision) -> str | None:
        return idle(decision, names.__contains__, known.get)

    assert why(Decision(kind="merge_companies", names=("Corvane Inc", "Scale"))) is None
    assert why(Decision(kind="merge_companies", names=("Corvane Inc", "Gone Ltd"))) == "only one of its names is left"
    assert why(Decision(kind="split_deals", facts=("f-gone",))) == "its facts are gone"
    assert why(Decision(kind="merge_deals", facts=(FACTS[0].id, "f-gone"))) == "only one of its facts is left"
    assert why(Decision(kind="split_companies", names=("Nobody",), facts=(FACTS[0].id,))) is not None
    assert why(Decision(kind="company", names=("Nobody",))) is None


# Nothing but the set of names counts

FORMS = (
    """
Scale; Scale AI; Scale AI Inc; Scale Computing; Scale Group; SCALE; Meta; Meta Platforms Inc; Facebook; BRI; Bank BRI;
PT Bank Rakyat Indonesia Tbk; Bank Mandiri; Mandiri; Mandiri Capital; ASII; Astra; Telepon Selular Natrindo; Walford;
Telepon Seluler Natrindo; Peter Walford; Peter G. Walford; Delphi Corp; Delphi
""".replace("\n", " ")
    .strip()
    .split("; ")
)
named = st.lists(st.sampled_from(FORMS), min_size=1, max_size=3, unique=True).map(tuple)
deal_facts = st.builds(
    lambda one, two, other, day: (one, two, other, day),
    named,
    named,
    st.sampled_from(["acquisition", "ownership", "executive_move"]),
    st.integers(1, 28),
)
ROLES = {
    "acquisition": ("acquirer", "target"),
    "ownership": ("owner", "owned"),
    "executive_move": ("person", "company_to"),
}


def stored(drawn: list[tuple[tuple[str, ...], tuple[str, ...], str, int]]) -> list[StoredFact]:
    found = []
    for number, (one, two, kind, day) in enumerate(drawn):
        roles = dict(zip(ROLES[kind], (one, two), strict=True))
        found += article(str(number), f"2025-06-{day:02}", fact(kind, **roles))
    return found


decisions = st.lists(
    st.builds(
        lambda kind, names: Decision(kind=kind, names=names),
        st.sampled_from(["merge_companies", "split_companies", "company"]),
        st.lists(st.sampled_from(FORMS), min_size=2, max_size=3, unique=True).map(tuple),
    ),
    max_size=2,
).map(Decisions)


@given(st.lists(deal_facts, min_size=1, max_size=25), st.randoms(use_true_random=False), decisions)
@settings(max_examples=examples(30), deadline=None)
def test_the_order_of_facts_does_not_matter(drawn: list, shuffler: random.Random, decided: Decisions) -> None:
    facts = stored(drawn)
    shuffled = facts[:]
    shuffler.shuffle(shuffled)
    assert resolve_parties(facts, decided).by_id == resolve_parties(shuffled, decided).by_id


@given(st.lists(deal_facts, min_size=1, max_size=25))
@settings(max_examples=examples(30), deadline=None)
def test_every_mention_names_one_party_and_ids_are_unique(drawn: list) -> None:
    facts = stored(drawn)
    resolved = resolve_parties(facts)
    named = {resolved.of(one, index).id for one in facts for index in range(2)}
    assert named == set(resolved.by_id)


@given(
    st.lists(deal_facts, min_size=1, max_size=18),
    st.lists(st.tuples(st.sets(st.integers(0, 17)), st.sets(st.integers(0, 17)), decisions), min_size=1, max_size=4),
)
@settings(max_examples=examples(30), deadline=None)
def test_worked_out_change_by_change_it_is_the_same(drawn: list, changes: list) -> None:
    facts = stored(drawn)
    graph = Growing()
    for come, gone, decided in changes:
        pick = [facts[i % len(facts)] for i in sorted(come)]
        drop = [facts[i % len(facts)] for i in sorted(gone - come)]
        graph.change(pick, drop, decided)
        anew = resolve_parties(graph.facts.values(), graph.decisions)
        assert {key: one.party for key, one in graph.resolved.items()} == anew.by_id
