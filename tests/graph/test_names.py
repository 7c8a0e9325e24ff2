"""Names as people write them: what is left of them, and when two are one."""

from __future__ import annotations

import doctest

import pytest

from dealgraph.graph import names, rates
from dealgraph.graph.gazetteer import legal_forms, listings
from dealgraph.graph.names import is_acronym, looks_like_person, near, person_core, read_name, spelled_alike

CORES = {
    "Corvane Corp": "corvane",
    "Corvane Corporation": "corvane",
    "The Corvane Co., Ltd.": "corvane",
    "CORVANE INC": "corvane",
    "PT. Corvane (Persero), Tbk.": "corvane",
    "Corvane Sdn. Bhd.": "corvane",
    "Corvane Pte Ltd": "corvane",
    "Corvane S.p.A.": "corvane",
    "Corvane GmbH & Co. KG": "corvane",
    "Corvane A/S": "corvane",
    "AB Corvane": "corvane",
    "CV Corvane": "corvane",
    "Corvane株式会社": "corvane株式会社",
    "Nestlé S.A.": "nestle",
    "Ørsted A/S": "orsted",
    "McDonald's": "mcdonalds",
    "O'Keefe Brothers": "okeefe brothers",
    "O’Keefe Bros.": "okeefe brothers",
    "AT&T": "att",
    "AT and T": "att",
    "J.P. Morgan": "jp morgan",
    "JP Morgan": "jp morgan",
    "Goldman, Sachs and Co": "goldman sachs",
    "Rolls-Royce": "rolls royce",
    "Orbital Mining and Mfg. Co": "orbital mining and manufacturing",
    "Kelompok Corvane": "corvane group",
    "Investment Limited Partnership": "investment limited partnership",
    "French government": "government of france",
    "pemerintah Prancis": "government of france",
    "Pemerintah RI": "government of indonesia",
    "Ltd": "ltd",
    "???": "???",
}


@pytest.mark.parametrize(("name", "core"), CORES.items())
def test_what_is_left_of_a_name(name: str, core: str) -> None:
    assert read_name(name).core == core


@pytest.mark.parametrize("name", ["Corvane Inc", "PT Corvane", "Corvane Bhd", "French government"])
def test_a_legal_form_makes_a_name_full(name: str) -> None:
    assert read_name(name).anchored
    assert not read_name("Corvane").anchored


@pytest.mark.parametrize("name", ["the company", "Bank", "perusahaan", "Group", "konsorsium", "investors"])
def test_a_name_of_general_words_names_nobody(name: str) -> None:
    assert read_name(name).generic or read_name(name).core in ("group",)


def test_a_group_word_is_left_off_where_the_rest_singles_out_a_firm() -> None:
    assert read_name("Corvane Group Holdings").loose == "corvane"
    assert read_name("Corvane.com").loose == "corvane"
    assert read_name("First Group").loose == ""


DESCRIBED = ["the tyre division", "Corvane's aerospace subsidiary", "affiliates in South Africa", "lini bisnis kertas"]
PROPER = ["Kestrel coal mine", "blok Kangean", "Operations Research Inc", "Corvane's", "Unit Corp", "Line"]


@pytest.mark.parametrize("name", DESCRIBED)
def test_an_asset_that_is_only_described(name: str) -> None:
    assert read_name(name).described


@pytest.mark.parametrize("name", PROPER)
def test_a_name_that_is_no_description(name: str) -> None:
    assert not read_name(name).described


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Sir Peter G. Walford", "peter walford"),
        ("Dr. Ir. H. Budi Santoso, M.M.", "budi santoso"),
        ("T. Boone Pickering III", "t boone pickering"),
        ("Suharto", "suharto"),
        ("José Núñez", "jose nunez"),
    ],
)
def test_what_is_left_of_a_persons_name(name: str, core: str) -> None:
    assert person_core(name) == core


@pytest.mark.parametrize("name", ["Randolph W. Lanz", "Mr. Icahn", "David F. La Roche", "Frank R. Parrish, Jr."])
def test_a_name_that_looks_like_a_persons(name: str) -> None:
    assert looks_like_person(name)


@pytest.mark.parametrize("name", ["Walter J. Smith Inc", "Corvane Acquisition Corp. II", "Carl Icahn", "J. Crew"])
def test_a_name_that_does_not_look_like_a_persons(name: str) -> None:
    assert not looks_like_person(name)


def test_an_acronym_is_made_of_first_letters() -> None:
    assert is_acronym("bri", "bank rakyat indonesia")
    assert is_acronym("ibrd", "international bank for reconstruction and development")
    assert not is_acronym("bri", "bank mandiri")


def test_a_slip_of_the_pen_is_one_or_two_letters_of_a_long_name() -> None:
    assert near("oglebay norton", "ogelbay norton")
    assert not near("bank mega", "bank mego")
    assert not near("fund 1 of corvane", "fund 2 of corvane")


def test_no_two_listed_companies_are_spelled_alike() -> None:
    """Seven thousand names that are known to be different firms, each against those that could be spellings of it."""
    by_sound: dict[str, list[str]] = {}
    for core in listings():
        by_sound.setdefault(names.sound_of(core), []).append(core)
    alike = [
        (one, two)
        for sound, cores in by_sound.items()
        if sound
        for place, one in enumerate(cores)
        for two in cores[place + 1 :]
        if spelled_alike(one, two)
    ]
    assert alike == [("jp morgan chase", "jpmorgan chase")]


def test_the_lists_hold_names_as_they_are_read() -> None:
    assert all(read_name(core).core == core for core in ("astra international", "apple", "telkom indonesia"))
    assert ("pte", "ltd") in legal_forms()


@pytest.mark.parametrize("module", [names, rates])
def test_examples_in_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
