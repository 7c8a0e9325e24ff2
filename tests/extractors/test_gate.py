"""The evidence gate: what of a fact an article says stays and gets its place; all else goes, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.extractors.gate import Verdict, check, check_all
from dealgraph.schemas import Article, Evidence, Fact, from_guide, to_guide

LEAD = "Meta agreed on Monday to invest $14.3 billion for 49% of Scale AI, Reuters reported."
BODY = "Scale, founded in 2016, will keep its name. Its wholly owned unit Outlier stays. Metal prices rose 3%."
CONTENT_START = "Meta backs Scale AI\n\n"


def article(text: str = f"{LEAD} {BODY}", **fields: Any) -> Article:
    known = {"doc_id": "a", "title": "Meta backs Scale AI", "published": "2025-06-11", "language": "en"}
    return Article(**{**known, "text": text, **fields})


def row(**fields: Any) -> dict[str, Any]:
    return {
        "type": "investment",
        "status": "announced",
        "participants": [
            {"role": "investor", "name": "Meta", "aliases": []},
            {"role": "investee", "name": "Scale AI", "aliases": ["Scale"]},
        ],
        "evidence": [LEAD],
        **fields,
    }


def verdict(article_: Article | None = None, **fields: Any) -> Verdict:
    return check(article_ or article(), from_guide(row(**fields)))


def passed(article_: Article | None = None, **fields: Any) -> Fact:
    found = verdict(article_, **fields)
    assert found.fact is not None, found.reason
    return found.fact


def all_evidence(fact: Fact) -> Iterator[Evidence]:
    yield from fact.evidence + fact.status_evidence
    for value in (fact.amount, fact.valuation, fact.stake, fact.date, fact.round, fact.position):
        yield from value.evidence if value else ()
    for named in (*fact.participants, *fact.attributed_to):
        yield from named.evidence


def quotes(spans: tuple[Evidence, ...]) -> list[str]:
    return [evidence.quote for evidence in spans]


def test_what_the_article_says_stays_and_gets_its_place() -> None:
    said = {
        "amount": {"value": 14300000000, "currency": "USD"},
        "stake_percent": 49.0,
        "date": "2025-06-09",
        "attributed_to": ["Reuters"],
    }
    fact = passed(**said)
    told = to_guide(fact)
    assert {name: told[name] for name in said} == said
    assert fact.amount is not None
    assert fact.amount.evidence == (Evidence(quote="$14.3 billion", start=53, end=66),)
    assert fact.stake is not None
    assert quotes(fact.stake.evidence) == ["49%"]
    assert fact.date is not None
    assert quotes(fact.date.evidence) == ["Monday"]
    assert quotes(fact.status_evidence) == ["agreed"]
    assert quotes(fact.participants[1].evidence) == ["Scale AI"]
    assert fact.evidence == (Evidence.at(article().content, len(CONTENT_START), len(CONTENT_START) + len(LEAD)),)


@pytest.mark.parametrize(
    ("field", "claim", "reason"),
    [
        ("amount", {"value": 15000000000, "currency": "USD"}, "no such amount"),
        ("amount", {"value": 14300000000, "currency": "EUR"}, "no such amount"),
        ("valuation", {"value": 29000000000, "currency": "USD"}, "no such amount"),
        ("stake_percent", 51.0, "no such share"),
        ("date", "2025-06-08", "no words of the article say this date"),
        ("round", "Series F", "no such words"),
        ("position", "chief executive", "no such words"),
        ("attributed_to", ["Bloomberg"], "does not name it"),
    ],
)
def test_a_value_that_the_article_does_not_say_is_dropped_with_the_reason(field: str, claim: Any, reason: str) -> None:
    found = verdict(**{field: claim})
    assert found.fact is not None
    assert not to_guide(found.fact)[field]
    (dropped,) = found.dropped
    assert reason in dropped.reason


def test_words_say_shares_too() -> None:
    owner = [{"role": "owner", "name": "Scale AI"}, {"role": "owned", "name": "Outlier"}]
    sentence = "Its wholly owned unit Outlier stays."
    fact = passed(type="ownership", status="active", participants=owner, stake_percent=100.0, evidence=[sentence])
    assert fact.stake is not None
    assert quotes(fact.stake.evidence) == ["wholly owned"]
    assert quotes(fact.status_evidence) == ["owned", "unit"]


def test_the_price_of_a_share_is_no_amount_of_the_deal() -> None:
    sentence = "Meta bought Scale AI for $50 a share."
    found = verdict(article(sentence), amount={"value": 50, "currency": "USD"}, evidence=[sentence])
    assert found.fact is not None
    assert found.fact.amount is None
    assert found.dropped[0].reason == "the article gives it only for a share"


def test_an_alias_that_is_not_there_goes_and_a_name_gives_way_to_its_alias() -> None:
    participants = [
        {"role": "investor", "name": "Meta Platforms", "aliases": ["Meta"]},
        {"role": "investee", "name": "Scale AI", "aliases": ["Scale", "ScaleAI"]},
    ]
    found = verdict(participants=participants)
    assert found.fact is not None
    assert [p.forms for p in found.fact.participants] == [("Meta",), ("Scale AI", "Scale")]
    assert [(d.field, d.claim) for d in found.dropped] == [("name", "Meta Platforms"), ("alias", "ScaleAI")]


def test_a_name_is_not_found_inside_another_word() -> None:
    text = "Metal prices rose, so Scale AI raised funds."
    found = verdict(article(text, title=None), evidence=[text])
    assert found.fact is not None
    assert [p.name for p in found.fact.participants] == ["Scale AI"]
    assert [(d.field, d.claim) for d in found.dropped[-1:]] == [("investor", "Meta")]


def test_a_name_is_found_through_line_breaks_curly_marks_and_lost_spaces() -> None:
    text = "McDonald’s\n  Holdings membeli PT Tirta Rayadengan tunai."
    parties = [{"role": "acquirer", "name": "McDonald's Holdings"}, {"role": "target", "name": "PT Tirta Raya"}]
    fact = passed(article(text, title=None, language="id"), type="acquisition", participants=parties, evidence=[text])
    assert [p.name for p in fact.participants] == ["McDonald’s Holdings", "PT Tirta Raya"]
    assert quotes(fact.participants[0].evidence) == ["McDonald’s\n  Holdings"]


def test_a_party_of_another_sentence_is_quoted_where_it_is_named_nearest() -> None:
    text = "Meta spoke. Tollgate slept. The company took 49% of Scale AI. Meta said so."
    fact = passed(article(text, title=None), evidence=["The company took 49% of Scale AI."])
    assert [(e.quote, e.start) for e in fact.participants[0].evidence] == [("Meta", 62)]


def test_a_fact_without_a_sentence_of_the_article_is_quarantined() -> None:
    invented = verdict(evidence=["Meta bought everything."])
    assert invented.fact is None
    assert invented.reason == "none of its sentences stands in the article"
    assert verdict(evidence=[]).reason == "it gives no sentence"


def test_a_fact_that_loses_a_party_which_its_type_needs_is_quarantined() -> None:
    owner = [{"role": "owner", "name": "Scale AI"}, {"role": "owned", "name": "Tollgate"}]
    found = verdict(type="ownership", status="active", participants=owner)
    assert found.fact is None
    assert found.reason == "the article does not name its owned"
    peers = [{"role": "party", "name": "Meta"}, {"role": "party", "name": "Norvik"}]
    assert verdict(type="merger", participants=peers).reason == "the article names fewer than 2 of its party roles"


def test_one_party_can_not_be_both_peers() -> None:
    peers = [{"role": "party", "name": "Meta"}, {"role": "party", "name": "Meta Platforms", "aliases": ["Meta"]}]
    assert verdict(type="merger", participants=peers).fact is None


def test_spans_of_an_extractor_are_checked_not_trusted() -> None:
    content = article().content
    second = content.index("Scale, founded")
    fact = from_guide(row())
    right = Evidence.at(content, second, second + 5)
    wrong = Evidence(quote="Scale", start=0, end=5)
    for given_, kept in (((right,), ["Scale", "Scale AI"]), ((wrong,), ["Scale AI"])):
        investee = fact.participants[1].model_copy(update={"evidence": given_})
        found = check(article(), fact.model_copy(update={"participants": (fact.participants[0], investee)})).fact
        assert found is not None
        assert sorted(quotes(found.participants[1].evidence)) == kept
        assert all(content[e.start : e.end] == e.quote for e in found.participants[1].evidence)


def test_where_no_cue_tells_the_status_the_sentences_do() -> None:
    text = "Scale AI: Meta."
    fact = passed(article(text, title=None), status="under_review", evidence=[text])
    assert fact.status_evidence == fact.evidence


def test_a_round_gets_its_usual_name_and_a_position_stays_as_written() -> None:
    text = "Kopi Lestari meraih pendanaan Seri B dari Openvale."
    parties = [{"role": "investor", "name": "Openvale"}, {"role": "investee", "name": "Kopi Lestari"}]
    fact = passed(article(text, title=None, language="id"), participants=parties, round="series b", evidence=[text])
    assert fact.round is not None
    assert (fact.round.text, quotes(fact.round.evidence)) == ("Series B", ["Seri B"])
    text = "Norvik named Ann Cole Chief Executive Officer."
    parties = [{"role": "person", "name": "Ann Cole"}, {"role": "company_to", "name": "Norvik"}]
    fields = {
        "type": "executive_move",
        "status": "completed",
        "position": "chief executive officer",
        "evidence": [text],
    }
    fact = passed(article(text, title=None), participants=parties, **fields)
    assert fact.position is not None
    assert fact.position.text == "Chief Executive Officer"


def test_many_facts_of_one_article_get_the_verdicts_of_each_alone() -> None:
    rows = [row(), row(stake_percent=49.0), row(evidence=["No."])]
    facts = [from_guide(each) for each in rows]
    assert check_all(article(), facts) == [check(article(), fact) for fact in facts]


PIECES = st.sampled_from(
    "Meta|Scale AI|Scale|Metal|Tollgate|agreed to buy|for $5 million|49%|half of|wholly owned|last month|2019|Series A|"
    "said|Reuters|chief executive|\n\n|.|, |membeli|saham|'s|’s|🦊|İ".split("|")
)
TEXTS = st.lists(PIECES, min_size=1, max_size=25).map(" ".join).filter(lambda text: text.strip() != "")
KNOWN_NAMES = ["Meta", "Scale AI", "Scale", "Tollgate", "Norvik", "meta", "Reuters", "Meta's", " "]
NAMES = st.sampled_from(KNOWN_NAMES) | st.text(min_size=1, max_size=8)
MONEY = st.none() | st.fixed_dictionaries(
    {"value": st.sampled_from([5e6, 5, 1e9]), "currency": st.sampled_from(["USD", "EUR"])}
)
SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), max_size=4)
KINDS = st.sampled_from([("acquisition", ["acquirer", "target", "seller"]), ("merger", ["party"])])


@st.composite
def articles_and_facts(draw: st.DrawFn) -> tuple[Article, Fact]:
    """An article and a fact that may or may not be of it, with spans that may or may not be right."""
    text = draw(TEXTS)
    article_ = article(text, title=draw(st.sampled_from([None, "Meta buys Scale AI"])))
    kind, roles = draw(
        st.sampled_from([("acquisition", ["acquirer", "target", "seller"]), ("merger", ["party", "party"])])
    )
    participants = [
        {"role": role, "name": draw(NAMES), "aliases": draw(st.lists(NAMES, max_size=2))}
        for role in draw(st.lists(st.sampled_from(roles), min_size=1, max_size=4))
    ]
    start = draw(st.integers(0, len(text) - 1))
    fact = from_guide(
        {
            "type": kind,
            "status": draw(st.sampled_from(["completed", "announced", "terminated"])),
            "participants": participants,
            "amount": draw(MONEY),
            "stake_percent": draw(st.none() | st.sampled_from([49.0, 50.0, 100.0, 7.0])),
            "round": draw(st.none() | st.sampled_from(["Series A", "Seed", "seri a"])),
            "position": draw(st.none() | st.sampled_from(["chief executive", "CHIEF EXECUTIVE", "dirut"])),
            "date": draw(st.none() | st.sampled_from(["2019", "2025-05", "2025-06-11"])),
            "attributed_to": draw(st.lists(NAMES, max_size=2)),
            "evidence": [text[start : start + draw(st.integers(1, 80))], *draw(st.lists(NAMES, max_size=1))],
        }
    )
    spans = draw(
        st.lists(st.builds(lambda a, n: (a, min(a + n, len(article_.content))), st.integers(0, 20), st.integers(1, 9)))
    )
    places = tuple(Evidence.at(article_.content, a, b) for a, b in spans if a < b)
    spanned = tuple(participant.model_copy(update={"evidence": places}) for participant in fact.participants)
    return article_, fact.model_copy(update={"status_evidence": places, "participants": spanned})


@given(articles_and_facts())
def test_whatever_passes_stands_in_the_article_and_passes_again_unchanged(given_: tuple[Article, Fact]) -> None:
    article_, fact = given_
    found = check(article_, fact)
    if found.fact is None:
        assert found.reason
        return
    assert found.reason is None
    for evidence in all_evidence(found.fact):
        assert article_.content[evidence.start : evidence.end] == evidence.quote
    assert all(participant.evidence for participant in found.fact.participants)
    assert found.fact.evidence
    assert found.fact.status_evidence
    assert all(" ".join(article_.content.split()).count(p.name) for p in found.fact.participants)
    again = check(article_, found.fact)
    assert again.fact == found.fact
    assert again.dropped == ()


@given(TEXTS, st.sampled_from(["Zellwig", "Norvik Energy", "Delwood-Paper"]))
def test_a_fact_about_names_that_the_article_has_not_never_passes(text: str, name: str) -> None:
    parties = [{"role": "acquirer", "name": name, "aliases": [name.upper()]}]
    fact = from_guide(row(type="acquisition", participants=parties, evidence=[text]))
    assert check(article(text), fact).fact is None
