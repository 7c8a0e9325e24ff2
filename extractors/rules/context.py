"""Words that decide, beside a trigger, whether its sentence tells of a deal and of which type; of both languages."""

from __future__ import annotations

import re

# What is held of a company.
SHARES = frozenset(
    "stake stakes shares shareholding interest holding saham sahamnya kepemilikan pct percent persen %".split()
)
# Beside a share of unknown size: control changes hands.
WHOLE = frozenset(
    "all remaining majority controlling control entire outstanding rest whole 100 seluruh sisa mayoritas pengendali "
    "kendali sepenuhnya".split()
)
# Beside a share of less than half: it completes or gives control.
REST = frozenset("remaining rest sisa controlling control pengendali".split())
# What is sold when a company, not a product, is sold.
ASSETS = frozenset(
    "stake stakes unit business division subsidiary shares assets holding interest operations brand plant "
    "subsidiaries arm businesses portfolio saham anak aset bisnis kepemilikan sahamnya divestasi divest "
    "divestiture spin-off spinoff sale".split()
)
# Verbs of buying anything: what is bought must be a company, or a part of one.
GOODS = frozenset("membeli dibeli beli pembelian tawar menawar ditawar".split())
FUNDING = frozenset(
    "funding round series financing capital investment equity seed pendanaan modal seri investasi dana venture "
    "pre-seed pre-series growth".split()
)
OFFICES = frozenset(
    "ceo cfo coo cto cmo president chairman chairwoman director chief head officer executive partner manager board "
    "treasurer secretary vp chair presdir dirut komisaris direktur direksi ketua kepala wakil presiden komut manajer "
    "pimpinan kursi jabatan posisi bos managing founder".split()
)
FORMER = frozenset("former formerly previously mantan eks sebelumnya ex-".split())

# Nouns for a holding, and the verbs before them that tell whether it is kept or taken.
STAKES = frozenset({"stake", "stakes", "holding", "shareholding", "interest"})
KEEPING = frozenset("has have had holds hold holding owns own retain retains keep keeps kept with held".split())
TAKING = frozenset(
    "take takes took taking taken raise raised raises raising increase increased increases boost boosted boosts lift "
    "lifted built build building up upped double doubled gain gained gives give giving get got".split()
)

MONEY = re.compile(
    r"[$€£¥]|\brp\b|\b(?:million|billion|mln|bln|juta|miliar|triliun|dlrs|euros?|pounds|usd|bn)\b|\d(?:m|bn|b|t)\b"
)

# What happens to a relationship when its end is news.
ENDING = frozenset(
    "reconsider reconsiders reconsidering reviewing reassessing rethinking reassess rethink ended ends end "
    "cut cuts cutting severed severs terminated terminate walking walks distanced distancing mengevaluasi "
    "dievaluasi evaluasi meninjau ditinjau mengkaji dikaji mempertimbangkan mengakhiri menghentikan memutus "
    "mengambil menjaga".split()
)

# Triggers of many meanings, and what must stand in their sentence.
NEEDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        "relationship ties involvement engagement hubungan keterlibatan keterlibatannya jarak".split(),
        ENDING,
    ),
    **dict.fromkeys(
        "lead leads led leading co-lead co-leads co-led participate participates participated participating "
        "participation backers backing memimpin dipimpin pimpin berpartisipasi didukung keikutsertaan partisipasi "
        "keterlibatan dukungan raise raises raised raising secure secures secured securing land lands landed landing "
        "bag bags bagged bagging round financing back backs backed".split(),
        FUNDING,
    ),
    **dict.fromkeys(
        "hold holds held holding control controls controlled controlling memiliki dimiliki miliki memegang dipegang "
        "pegang menguasai dikuasai kuasai mempunyai".split(),
        SHARES,
    ),
    **dict.fromkeys(
        "name names named naming leave leaves left leaving join joins joined joining replace replaces "
        "replaced replacing remove removes removed exit exits exited succeed succeeds succeeded tap taps "
        "tapped elect elects elected promote promoted install installed suspend suspended retire retires "
        "retired depart memilih dipilih pilih jadi gabung menetapkan ditetapkan tetapkan mengganti diganti "
        "ditinggalkan meninggalkan tinggalkan menduduki menempati terpilih mundur bergabung become becomes "
        "became becoming welcome welcomes welcomed lure lures lured menempatkan ditempatkan mendatangkan".split(),
        OFFICES,
    ),
    **dict.fromkeys(
        "list lists listed listing".split(), frozenset("nasdaq nyse exchange bourse ipo market bursa amex tsx".split())
    ),
}
