"""Builds the lists of names under graph/data from public gazetteers: `python -m training.gazetteers SOURCES`.

SOURCES is a folder with `types.yml` (legal forms, MIT, from the fingerprints project), `elf-code-list.csv` (ISO 20275,
GLEIF), `sp500_constituents.csv`, `nasdaq-listed.csv`, `nyse-listed.csv` (Public Domain Dedication and License) and
`financedatabase/{JKT,KLS,SES}.csv` (FinanceDatabase, MIT). Needs PyYAML. What it writes is sorted, so that the same
sources give the same bytes; graph/data/README.md tells what each file holds.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dealgraph.graph.gazetteer import legal_forms
from dealgraph.graph.names import read_name, words_of

DATA = Path(__file__).resolve().parents[1] / "graph" / "data"

SHORT_FORMS = frozenset(
    """
    ab ae ag ao as bv co cv gk kg kk lp na nv oy pc pt sa se
    abp aps asa bhd cia cos doo ead ehf fze gbr inc jsc kda kft llc llp lda ltd oao ohg ood ooo oyj pao pcl plc pte pty
    sab sae sca scs sdn snc spa srl sro tbk too uab ulc vof vzw zao
    """.split()
)
"""Of the legal forms of two and three letters only these are taken; the rest (`is`, `uk`, `sap` …) would eat names."""
NO_FORMS = frozenset(
    """
    bank fund insurance reit societe cooperation cooperative coop enterprise exp export imp import intl trust mutual
    scop international internationale foundation association branch business society other tesisat sanayi ticaret
    lojistik insaat sirketi
    """.split()
) | {"joint venture", "commercial bank", "savings bank", "national bank", "credit union"}
"""Entries of the lists that name a kind of firm rather than a legal form, or that are common words."""
MORE_FORMS = "corp cos companies incorporated kgaa ltda oyj pcl pjsc persero tbk terbuka aktiengesellschaft".split()
ABBREVIATION = re.compile(r"(?:[A-Z][\w.]*[A-Z][\w.]*[, ]*)+")
"""Of the ISO list only abbreviations in capitals are taken: `GmbH`, `S.A.`, `PT`; the rest are words of statutes."""

KINDS = "Common|Ordinary|American Depositary|Capital|Subordinate|Voting|Depositary|Registered"
SHARE = re.compile(rf"\s*(?:-\s.*|\(.*|(?:Class [A-Z] |Series [A-Z] )?(?:{KINDS})\b.*|ADS\b.*|Class [A-Z]\b.*)$")
"""What American listings add to a company's name: the kind of share."""
NO_FIRM = re.compile(
    r"\b(?:ETF|ETN|Fund|Trust|Warrants?|Units?|Notes?|Rights?|Preferred|Debentures?|Acquisition|Portfolio|Index|Bond)\b",
    re.I,
)
STATES = re.compile(
    r"(?:Alabama|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|D\.C\.|Florida|Georgia|Idaho|Illinois|Iowa"
    r"|Indiana|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana"
    r"|Nebraska|Nevada|New Hampshire|New Jersey|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania"
    r"|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia"
    r"|Wisconsin|Wyoming)$"
)
COUNTRIES = {"Indonesia": "ID", "Malaysia": "MY", "Singapore": "SG"}


def forms(sources: Path) -> list[str]:
    """Legal forms as their words, one a line."""
    import yaml

    raw: list[str] = list(MORE_FORMS)
    for entry in yaml.safe_load((sources / "types.yml").read_text(encoding="utf-8"))["types"]:
        raw += [entry["main"], *(entry.get("forms") or [])]
    for row in rows(sources / "elf-code-list.csv"):
        if row["ELF Status ACTV/INAC"] == "ACTV":
            forms_of_row = map(str.strip, row["Abbreviations Local language"].split(";"))
            raw += [form for form in forms_of_row if ABBREVIATION.fullmatch(form)]
    kept = set()
    for form in raw:
        words = " ".join(words_of(form))
        letters = words.replace(" ", "")
        short = len(letters) <= 3 and letters.isascii()
        if letters and len(words.split()) <= 4 and words not in NO_FORMS and (not short or words in SHORT_FORMS):
            kept.add(words)
    return sorted(kept)


def listings(sources: Path) -> list[str]:
    """Listed companies as `core name, exchange, ticker, country` (tabs between), one a line."""
    found: set[tuple[str, str, str, str]] = set()
    for row in rows(sources / "sp500_constituents.csv"):
        place = row["Headquarters Location"]
        found.add((row["Security"], "US", row["Symbol"], "US" if STATES.search(place) else ""))
    for file, symbol, title in (("nasdaq", "Symbol", "Security Name"), ("nyse", "ACT Symbol", "Company Name")):
        for row in rows(sources / f"{file}-listed.csv"):
            if not NO_FIRM.search(row[title]):
                found.add((SHARE.sub("", row[title]), "US", row[symbol], ""))
    for exchange, code in (("IDX", "JKT"), ("SGX", "SES"), ("KLSE", "KLS")):
        for row in rows(sources / "financedatabase" / f"{code}.csv"):
            if row["name"] and row["delisted"] != "True":
                found.add((row["name"], exchange, row["symbol"].split(".")[0], COUNTRIES.get(row["country"], "")))
    best: dict[tuple[str, str], tuple[str, str]] = {}
    for name, exchange, ticker, country in sorted(found):
        core = read_name(name).core
        if len(core) > 2 and ticker:
            held = best.setdefault((core, exchange), (ticker, country))
            if (len(ticker), ticker) < (len(held[0]), held[0]):
                best[core, exchange] = (ticker, country or held[1])
            elif country and not held[1]:
                best[core, exchange] = (held[0], country)
    return sorted("\t".join([core, exchange, ticker, country]) for (core, exchange), (ticker, country) in best.items())


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def write(name: str, head: str, lines: Iterable[str]) -> None:
    (DATA / name).write_text("# " + head + "\n" + "".join(line + "\n" for line in lines), encoding="utf-8")


def main() -> None:
    sources = Path(sys.argv[1])
    write("legal_forms.txt", "Legal forms, from ISO 20275 (GLEIF) and types.yml (fingerprints, MIT)", forms(sources))
    legal_forms.cache_clear()
    read_name.cache_clear()
    write("listings.tsv", "core name, exchange, ticker, country", listings(sources))


if __name__ == "__main__":
    main()
