"""The wordings in which facts say themselves, as data: one table a language, read by `sentences`.

For each type the wordings stand best first; the first one whose fields are all known is used, the last needs none but
what the type's roles ensure. `{field}` is filled in, `[…]` is left out when one of its fields is unknown, and `<a|b>`
is `a` when the subject (the first field outside `[…]`) is one party, `b` when it is several.

Fields: the roles, `first` and `others` (the first of several peers, and the rest), `amount`, `stake`, `position`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dealgraph.schemas.facts import Status
from dealgraph.schemas.roles import FactType

Wordings = tuple[str, ...]


@dataclass(frozen=True)
class Phrases:
    """One language: `told` and `reviewed` word a fact by its type, `reviewed` when its status is `under_review`."""

    told: Mapping[FactType, Wordings]
    reviewed: Mapping[FactType, Wordings]
    statuses: Mapping[Status, str]
    conjunction: str
    others: str
    units: tuple[tuple[float, str], ...]
    symbols: Mapping[str, str]
    after_symbol: str
    separators: tuple[str, str]
    """Of thousands and of decimals."""


SYMBOLS = {"EUR": "€", "GBP": "£", "IDR": "Rp", "INR": "₹", "JPY": "¥", "MYR": "RM", "SGD": "S$"}

ENGLISH = Phrases(
    told={
        "acquisition": (
            "{acquirer} <acquires|acquire> [{stake} of ]{target}[ from {seller}][ for {amount}]",
            "[{stake} of ]{target} <is|are> acquired[ from {seller}][ for {amount}]",
            "{acquirer} <makes|make> an acquisition[ from {seller}][ for {amount}]",
            "{seller} <sells|sell> a business[ for {amount}]",
        ),
        "merger": (
            "{first} merges with {others}[ into {result}][ for {amount}]",
            "{first} merges[ into {result}]",
            "{result} is formed by merger",
        ),
        "investment": (
            "{investor} <invests|invest> {amount} for {stake} of {investee}",
            "{investor} <invests|invest> {amount} in {investee}",
            "{investor} <takes|take> {stake} of {investee}",
            "{investor} <invests|invest> in {investee}",
            "{investee} <raises|raise> {amount}[ for {stake}]",
            "{investee} <sells|sell> {stake} to investors",
            "{investee} <raises|raise> money",
            "{investor} <invests|invest>[ {amount}]",
        ),
        "divestiture": (
            "{seller} <sells|sell> [{stake} of ]{target}[ for {amount}]",
            "[{stake} of ]{target} <is|are> sold[ for {amount}]",
            "{seller} <sells|sell> a {stake} stake[ for {amount}]",
            "{seller} <sells|sell> a business[ for {amount}]",
        ),
        "ownership": (
            "{owner} <owns|own> [{stake} of ]{owned}",
            "{owned} has owners",
            "{owner} <is an owner|are owners>",
        ),
        "joint_venture": (
            "{party} <forms|form> a joint venture, {venture}[, worth {amount}]",
            "{party} <forms|form> a joint venture[ worth {amount}]",
            "{venture} is formed as a joint venture",
        ),
        "partnership": ("{first} partners with {others}[ for {amount}]", "{first} enters a partnership[ for {amount}]"),
        "supply": (
            "{supplier} <supplies|supply> {customer}[ for {amount}]",
            "{supplier} <wins|win> an order[ of {amount}]",
            "{customer} <places|place> an order[ of {amount}]",
        ),
        "ipo": (
            "{issuer} <sells|sell> {stake} of its shares to the public[ for {amount}]",
            "{issuer} <sells|sell> shares to the public[ for {amount}]",
        ),
        "debt": (
            "{borrower} <borrows|borrow>[ {amount}] from {lender}",
            "{borrower} <borrows|borrow> {amount}",
            "{borrower} <takes|take> on debt",
            "{lender} <lends|lend>[ {amount}]",
        ),
        "executive_move": (
            "{person} <leaves|leave> {company_from} for {company_to}[ as {position}]",
            "{person} <becomes|become> {position} of {company_to}",
            "{person} <joins|join> {company_to}",
            "{person} <leaves|leave> as {position} of {company_from}",
            "{person} <leaves|leave> {company_from}",
            "{person} <moves|move>",
            "{company_to} <makes|make> an appointment",
            "{company_from} <loses|lose> an executive",
        ),
    },
    reviewed={
        "acquisition": (
            "{acquirer} <reconsiders its|reconsider their> acquisition of [{stake} of ]{target}[ for {amount}]",
            "{target}: acquisition under review[ at {amount}]",
            "{acquirer} <reconsiders|reconsider> an acquisition[ for {amount}]",
            "{seller} <reconsiders|reconsider> a sale[ for {amount}]",
        ),
        "merger": (
            "{first} reconsiders its merger with {others}",
            "{first} reconsiders a merger",
            "{result}: merger under review",
        ),
        "investment": (
            "{investor} <reconsiders its|reconsider their> investment[ of {amount}] in [{stake} of ]{investee}",
            "{investee}: investment[ of {amount}] under review",
            "{investor} <reconsiders|reconsider> an investment[ of {amount}]",
        ),
        "divestiture": (
            "{seller} <reconsiders its|reconsider their> sale of [{stake} of ]{target}[ for {amount}]",
            "{target}: sale under review[ at {amount}]",
            "{seller} <reconsiders|reconsider> a sale[ for {amount}]",
        ),
        "ownership": (
            "{owner} <reconsiders its|reconsider their> holding[ of {stake}] in {owned}",
            "{owned}: ownership under review",
            "{owner} <reconsiders|reconsider> a holding",
        ),
        "joint_venture": (
            "{party} <reconsiders its|reconsider their> joint venture[ {venture}]",
            "{venture}: joint venture under review",
        ),
        "partnership": ("{first} reconsiders its partnership with {others}", "{first} reconsiders a partnership"),
        "supply": (
            "{customer} <reconsiders its|reconsider their> orders from {supplier}[ for {amount}]",
            "{supplier}: orders under review",
            "{customer} <reconsiders|reconsider> an order",
        ),
        "ipo": ("{issuer} <reconsiders its|reconsider their> sale of shares to the public[ for {amount}]",),
        "debt": (
            "{borrower} <reconsiders its|reconsider their> loan[ of {amount}] from {lender}",
            "{borrower} <reconsiders|reconsider> a loan[ of {amount}]",
            "{lender}: loan[ of {amount}] under review",
        ),
        "executive_move": (
            "{person}: move from {company_from} to {company_to} under review",
            "{person}: move to {company_to} under review",
            "{person}: departure from {company_from} under review",
            "{person}: move under review",
            "{company_to}: appointment under review",
            "{company_from}: departure under review",
        ),
    },
    statuses={
        "rumoured": "rumoured",
        "planned": "planned",
        "announced": "announced",
        "completed": "completed",
        "active": "active",
        "under_review": "under review",
        "terminated": "terminated",
    },
    conjunction="and",
    others="{} others",
    units=((1e12, "T"), (1e9, "B"), (1e6, "M")),
    symbols={"USD": "$", **SYMBOLS},
    after_symbol="",
    separators=(",", "."),
)

INDONESIAN = Phrases(
    told={
        "acquisition": (
            "{acquirer} mengakuisisi [{stake} saham ]{target}[ dari {seller}][ senilai {amount}]",
            "[{stake} saham ]{target} diakuisisi[ dari {seller}][ senilai {amount}]",
            "{acquirer} melakukan akuisisi[ dari {seller}][ senilai {amount}]",
            "{seller} menjual sebuah usaha[ senilai {amount}]",
        ),
        "merger": (
            "{first} bergabung dengan {others}[ menjadi {result}][ senilai {amount}]",
            "{first} melakukan merger[ menjadi {result}]",
            "{result} dibentuk melalui merger",
        ),
        "investment": (
            "{investor} menginvestasikan {amount} untuk {stake} saham {investee}",
            "{investor} menginvestasikan {amount} di {investee}",
            "{investor} mengambil {stake} saham {investee}",
            "{investor} berinvestasi di {investee}",
            "{investee} meraih pendanaan {amount}[ untuk {stake} saham]",
            "{investee} menjual {stake} saham kepada investor",
            "{investee} meraih pendanaan",
            "{investor} berinvestasi[ senilai {amount}]",
        ),
        "divestiture": (
            "{seller} menjual [{stake} saham ]{target}[ senilai {amount}]",
            "[{stake} saham ]{target} dijual[ senilai {amount}]",
            "{seller} menjual {stake} saham[ senilai {amount}]",
            "{seller} menjual sebuah usaha[ senilai {amount}]",
        ),
        "ownership": (
            "{owner} memiliki [{stake} saham ]{owned}",
            "{owned} memiliki pemegang saham",
            "{owner} pemegang saham",
        ),
        "joint_venture": (
            "{party} membentuk usaha patungan {venture}[ senilai {amount}]",
            "{party} membentuk usaha patungan[ senilai {amount}]",
            "{venture} dibentuk sebagai usaha patungan",
        ),
        "partnership": (
            "{first} bekerja sama dengan {others}[ senilai {amount}]",
            "{first} menjalin kerja sama[ senilai {amount}]",
        ),
        "supply": (
            "{supplier} memasok {customer}[ senilai {amount}]",
            "{supplier} meraih pesanan[ senilai {amount}]",
            "{customer} memesan dari pemasok[ senilai {amount}]",
        ),
        "ipo": (
            "{issuer} menjual {stake} saham kepada publik[ senilai {amount}]",
            "{issuer} menjual saham kepada publik[ senilai {amount}]",
        ),
        "debt": (
            "{borrower} meminjam[ {amount}] dari {lender}",
            "{borrower} meminjam {amount}",
            "{borrower} mengambil utang",
            "{lender} memberi pinjaman[ {amount}]",
        ),
        "executive_move": (
            "{person} pindah dari {company_from} ke {company_to}[ sebagai {position}]",
            "{person} menjadi {position} {company_to}",
            "{person} bergabung dengan {company_to}",
            "{person} meninggalkan jabatan {position} di {company_from}",
            "{person} meninggalkan {company_from}",
            "{person} pindah",
            "{company_to} menunjuk pejabat baru",
            "{company_from} kehilangan seorang pejabat",
        ),
    },
    reviewed={
        "acquisition": (
            "{acquirer} mempertimbangkan ulang akuisisi [{stake} saham ]{target}[ senilai {amount}]",
            "Akuisisi {target}[ senilai {amount}] ditinjau ulang",
            "{acquirer} mempertimbangkan ulang sebuah akuisisi[ senilai {amount}]",
            "{seller} mempertimbangkan ulang sebuah penjualan[ senilai {amount}]",
        ),
        "merger": (
            "{first} mempertimbangkan ulang merger dengan {others}",
            "{first} mempertimbangkan ulang sebuah merger",
            "Merger menjadi {result} ditinjau ulang",
        ),
        "investment": (
            "{investor} mempertimbangkan ulang investasi[ {amount}] di {investee}",
            "Investasi[ {amount}] di {investee} ditinjau ulang",
            "{investor} mempertimbangkan ulang sebuah investasi[ {amount}]",
        ),
        "divestiture": (
            "{seller} mempertimbangkan ulang penjualan [{stake} saham ]{target}[ senilai {amount}]",
            "Penjualan {target}[ senilai {amount}] ditinjau ulang",
            "{seller} mempertimbangkan ulang sebuah penjualan[ senilai {amount}]",
        ),
        "ownership": (
            "{owner} mempertimbangkan ulang kepemilikan[ {stake} saham] di {owned}",
            "Kepemilikan {owned} ditinjau ulang",
            "{owner} mempertimbangkan ulang sebuah kepemilikan",
        ),
        "joint_venture": (
            "{party} mempertimbangkan ulang usaha patungan[ {venture}]",
            "Usaha patungan {venture} ditinjau ulang",
        ),
        "partnership": (
            "{first} mempertimbangkan ulang kerja sama dengan {others}",
            "{first} mempertimbangkan ulang sebuah kerja sama",
        ),
        "supply": (
            "{customer} mempertimbangkan ulang pesanan dari {supplier}[ senilai {amount}]",
            "Pesanan kepada {supplier} ditinjau ulang",
            "{customer} mempertimbangkan ulang sebuah pesanan",
        ),
        "ipo": ("{issuer} mempertimbangkan ulang penjualan saham kepada publik[ senilai {amount}]",),
        "debt": (
            "{borrower} mempertimbangkan ulang pinjaman[ {amount}] dari {lender}",
            "{borrower} mempertimbangkan ulang pinjaman[ {amount}]",
            "Pinjaman[ {amount}] dari {lender} ditinjau ulang",
        ),
        "executive_move": (
            "Kepindahan {person} dari {company_from} ke {company_to} ditinjau ulang",
            "Kepindahan {person} ke {company_to} ditinjau ulang",
            "Kepergian {person} dari {company_from} ditinjau ulang",
            "Kepindahan {person} ditinjau ulang",
            "Pengangkatan di {company_to} ditinjau ulang",
            "Kepergian dari {company_from} ditinjau ulang",
        ),
    },
    statuses={
        "rumoured": "dikabarkan",
        "planned": "direncanakan",
        "announced": "diumumkan",
        "completed": "selesai",
        "active": "berjalan",
        "under_review": "ditinjau ulang",
        "terminated": "dihentikan",
    },
    conjunction="dan",
    others="{} lainnya",
    units=((1e12, " triliun"), (1e9, " miliar"), (1e6, " juta")),
    symbols={"USD": "US$", **SYMBOLS},
    after_symbol=" ",
    separators=(".", ","),
)
