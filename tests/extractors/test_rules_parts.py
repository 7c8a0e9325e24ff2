"""The parts of the rules, each by itself: lexicon, layout, frames, status, joining."""

from __future__ import annotations

import pytest

from dealgraph.extractors.names.document import NamedDocument, read_names
from dealgraph.extractors.rules.deals import join
from dealgraph.extractors.rules.frames import Instance, match_frames
from dealgraph.extractors.rules.layout import Focus, Item, lay_out
from dealgraph.extractors.rules.lexicon import find_triggers, inflect, parse_frame, triggers
from dealgraph.extractors.rules.status import Verdict, status_of
from dealgraph.extractors.rules.tellings import Telling
from dealgraph.schemas import LANGUAGES, ROLES, Article, Language, Role, Status


def laid_out(text: str, language: Language = "en") -> tuple[list[list[Item]], NamedDocument]:
    """The items of each sentence of a text."""
    names = read_names(Article(doc_id="1", text=text, language=language))
    kinds = [party.kind for party in names.parties]
    starts = [mention.start for mention in names.mentions]
    focus = Focus(names.parties)
    return [lay_out(tokens, names.mentions, starts, names.party_of, kinds, focus) for tokens in names.tokens], names


def who(text: str, trigger: str, language: Language = "en") -> dict[str, list[str]]:
    """Whom the frame of a trigger in the last sentence found, by role."""
    sentences, names = laid_out(text, language)
    items = sentences[-1]
    for instance in match_frames(items, language):
        if items[instance.start].word == trigger:
            found: dict[str, list[str]] = {}
            for role, k in instance.roles:
                found.setdefault(role, []).append(names.parties[items[k].party].name)
            return found
    return {}


def test_every_frame_of_the_lexicon_has_roles_of_its_type() -> None:
    # A sale names its buyer in the frame; it becomes a divestiture when there is none.
    for language in LANGUAGES:
        for found in triggers(language).values():
            for trigger in found:
                frame = trigger.frame
                roles = {frame.subject, frame.object, *frame.prepositions.values()} - {None}
                assert roles <= ROLES[frame.type].allowed, trigger


def test_a_line_that_is_no_frame_is_refused() -> None:
    with pytest.raises(ValueError, match="not a frame"):
        parse_frame("acquisition acquirer target")


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("acquire", ["acquire", "acquires", "acquired", "acquired", "acquiring"]),
        ("buy/bought out", ["buy out", "buys out", "bought out", "bought out", "buying out"]),
        ("tap", ["tap", "taps", "tapped", "tapped", "tapping"]),
        ("supply", ["supply", "supplies", "supplied", "supplied", "supplying"]),
        ("take/took/taken over", ["take over", "takes over", "took over", "taken over", "taking over"]),
    ],
)
def test_verbs_inflect(verb: str, forms: list[str]) -> None:
    assert [form for form, _ in inflect(verb)] == forms


def test_a_word_that_is_noun_and_verb_is_told_by_what_stands_before_it() -> None:
    assert [t.form for *_, t in find_triggers("they want a bid".split(), "en")] == ["noun"]
    assert [t.form for *_, t in find_triggers("they plan to partner".split(), "en")] == ["base"]


@pytest.mark.parametrize(
    ("text", "trigger", "roles"),
    [
        (
            "Tollgate bought Zellwig from Norvik.",
            "bought",
            {"acquirer": ["Tollgate"], "target": ["Zellwig"], "seller": ["Norvik"]},
        ),
        ("Zellwig was bought by Tollgate.", "bought", {"target": ["Zellwig"], "acquirer": ["Tollgate"]}),
        ("Zellwig, bought by Tollgate, grew.", "bought", {"target": ["Zellwig"], "acquirer": ["Tollgate"]}),
        ("Tollgate, which makes valves, bought Zellwig.", "bought", {"acquirer": ["Tollgate"], "target": ["Zellwig"]}),
        (
            "The chairman of Norvik said Tollgate bought Zellwig.",
            "bought",
            {"acquirer": ["Tollgate"], "target": ["Zellwig"]},
        ),
        ("Tollgate and Norvik bought Zellwig.", "bought", {"acquirer": ["Tollgate", "Norvik"], "target": ["Zellwig"]}),
        ("Tollgate said it will buy Zellwig.", "buy", {"acquirer": ["Tollgate"], "target": ["Zellwig"]}),
        (
            "Tollgate's acquisition of Zellwig is done.",
            "acquisition",
            {"acquirer": ["Tollgate"], "target": ["Zellwig"]},
        ),
        ("Boston, May 5 - Tollgate bought Zellwig.", "bought", {"acquirer": ["Tollgate"], "target": ["Zellwig"]}),
        (
            "Tollgate sells Norvik unit to Zellwig.",
            "sells",
            {"seller": ["Tollgate"], "target": ["Norvik"], "acquirer": ["Zellwig"]},
        ),
        ("Tollgate buys Norvik unit.", "buys", {"acquirer": ["Tollgate"], "seller": ["Norvik"]}),
    ],
)
def test_order_voice_and_prepositions_tell_who_does_what(text: str, trigger: str, roles: dict[str, list[str]]) -> None:
    assert who(text, trigger) == roles


@pytest.mark.parametrize(
    ("text", "trigger", "roles"),
    [
        (
            "Tollgate mengakuisisi Zellwig dari Norvik.",
            "mengakuisisi",
            {"acquirer": ["Tollgate"], "target": ["Zellwig"], "seller": ["Norvik"]},
        ),
        ("Zellwig diakuisisi oleh Tollgate.", "diakuisisi", {"target": ["Zellwig"], "acquirer": ["Tollgate"]}),
        ("Zellwig dimiliki Tollgate.", "dimiliki", {"owned": ["Zellwig"], "owner": ["Tollgate"]}),
        (
            "Zellwig, perusahaan yang dikendalikan oleh Tollgate, tumbuh.",
            "dikendalikan",
            {"owned": ["Zellwig"], "owner": ["Tollgate"]},
        ),
    ],
)
def test_indonesian_prefixes_tell_the_voice(text: str, trigger: str, roles: dict[str, list[str]]) -> None:
    assert who(text, trigger, "id") == roles


def test_a_reference_stands_for_the_party_in_focus() -> None:
    text = "Tollgate makes valves. The company will buy Zellwig."
    assert who(text, "buy") == {"acquirer": ["Tollgate"], "target": ["Zellwig"]}
    text = "Samudra membuat katup. Perusahaan itu akan membeli Zellwig."
    assert who(text, "membeli", "id") == {"acquirer": ["Samudra"], "target": ["Zellwig"]}


def status(text: str, trigger: str, language: Language = "en") -> Status:
    items = laid_out(text, language)[0][-1]
    instance = next(i for i in match_frames(items, language) if items[i.start].word == trigger)
    return status_of(items, instance, language).status


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("Tollgate bought Zellwig.", "bought", "completed"),
        ("Tollgate agreed to buy Zellwig.", "buy", "announced"),
        ("Tollgate plans to buy Zellwig.", "buy", "planned"),
        ("Tollgate signed a letter of intent to buy Zellwig.", "buy", "planned"),
        ("Tollgate reportedly bought Zellwig.", "bought", "rumoured"),
        ("Tollgate scrapped a deal to buy Zellwig.", "buy", "terminated"),
        ("Tollgate is rethinking its purchase of Zellwig.", "purchase", "under_review"),
        ("It is known for the acquisition of Zellwig by Tollgate in 2004.", "acquisition", "completed"),
        ("Tollgate announced the appointment of Robert Mayfield as president.", "appointment", "completed"),
        ("Tollgate owns Zellwig.", "owns", "active"),
    ],
)
def test_status_follows_from_tense_and_cues(text: str, trigger: str, wanted: Status) -> None:
    assert status(text, trigger) == wanted


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("Tollgate resmi mengakuisisi Zellwig.", "mengakuisisi", "completed"),
        ("Tollgate sepakat mengakuisisi Zellwig.", "mengakuisisi", "completed"),
        ("Tollgate berencana membeli Zellwig.", "membeli", "planned"),
        ("Tollgate dikabarkan membeli Zellwig.", "membeli", "rumoured"),
        ("Tollgate mengevaluasi kerja sama dengan Zellwig.", "kerja", "under_review"),
        ("Tollgate membatalkan akuisisi Zellwig.", "akuisisi", "terminated"),
    ],
)
def test_indonesian_status(text: str, trigger: str, wanted: Status) -> None:
    assert status(text, trigger, "id") == wanted


def telling(roles: dict[Role, list[int]], status: Status, sentence: int, **more: bool) -> Telling:
    kind = "investment" if "investee" in roles or "investor" in roles else "acquisition"
    return Telling(kind, roles, Verdict(status), [sentence], [(sentence, sentence + 1)], 0.4, **more)  # type: ignore[arg-type]


def test_tellings_of_one_deal_become_one_with_its_newest_status() -> None:
    (deal,) = join(
        [
            telling({"acquirer": [0], "target": [1]}, "announced", 0),
            telling({"target": [1], "seller": [2]}, "planned", 3),
        ]
    )
    assert deal.roles == {"acquirer": [0], "target": [1], "seller": [2]}
    assert (deal.verdict.status, deal.sentences) == ("announced", [0, 3])


def test_another_buyer_makes_another_deal() -> None:
    told = [telling({"acquirer": [n], "target": [9]}, "planned", n) for n in (0, 1)]
    assert len(join(told)) == 2


def test_who_joins_a_round_is_added_to_the_round_told_just_before_and_to_none_far_away() -> None:
    def deals(sentence: int) -> list[Telling]:
        round_ = telling({"investee": [0]}, "completed", 0)
        return join([round_, telling({"investor": [1]}, "completed", sentence, partial=True)])

    assert deals(1)[0].roles == {"investee": [0], "investor": [1]}
    assert [deal.roles for deal in deals(9)] == [{"investee": [0]}]


def test_instances_know_where_their_participants_stand() -> None:
    sentences, _ = laid_out("Tollgate bought Zellwig.")
    (instance,) = match_frames(sentences[0], "en")
    assert isinstance(instance, Instance)
    assert instance.parties(sentences[0], "target") == [sentences[0][2].party]
