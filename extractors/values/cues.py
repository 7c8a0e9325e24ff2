"""Words that tell the state of a deal: `agreed`, `dikabarkan`, `called off`, each with the status it speaks for."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from dealgraph.extractors.values.found import Found
from dealgraph.extractors.values.patterns import WORD, alternatives, phrases, word_starts
from dealgraph.schemas import Language, Status


@dataclass(frozen=True, slots=True)
class FoundCue(Found):
    """A cue and the statuses that it can tell; the sentence around it decides between them."""

    statuses: frozenset[Status]


CUES: dict[Status, list[str]] = {
    "rumoured": phrases("""
    reportedly, rumored, rumoured, rumors, rumours, rumor, rumour, sources, source familiar, people familiar, person
    familiar, familiar with the matter, speculation, speculated, is believed, are believed, believed to, said to, is
    thought, understood to, understood, market talk, tipped, newspaper reported, media reports, may be, could be,
    dikabarkan, kabarnya, kabar, disebut-sebut, disebut, santer, konon, isu, dirumorkan, digosipkan, gosip,
    desas-desus, sumber, diisukan, diduga, dilaporkan, menurut sumber, bisik-bisik
    """),
    "planned": phrases("""
    plans, plan, planned, planning, intends, intend, intention, wants, want, hopes, hope, seeks, seek, seeking,
    aims, aim, considers, consider, exploring, explore, proposes, proposed, propose, proposal, in talks, talks,
    discussions, negotiating, negotiations, negotiate, bid, bids, bidding, offers, offer, offered, offering, filed,
    files, would like to, interested, eyes, eyeing, would, looking to, letter of intent, non-binding, preliminary,
    preparing, prepares, set to, may, might, could, expects, expected, mulls, mulling, will, to sell, to buy, for
    sale, invites, urged, akan, berencana, rencana, rencananya, merencanakan, direncanakan, hendak, ingin, berniat,
    niat, menjajaki, jajaki, penjajakan, bakal, mau, mengincar, incar, membidik, bidik, siap, bersiap, calon,
    bernegosiasi, negosiasi, berunding, pembicaraan, berminat, minat, tertarik, mempertimbangkan, menawarkan,
    penawaran, tawaran, menawar, usul, mengusulkan, menargetkan, ditargetkan, berharap, diharapkan, mengajukan,
    membuka peluang, mengkaji
    """),
    "announced": phrases("""
    agreed, agrees, agree, agreement, definitive, signed, signs, sign, signing, announced, announces, announce,
    announcement, entered into, approved, approves, awarded, awards, wins, won, contract, will, set to, to acquire,
    to buy, unveiled, accord, memorandum, mou, pact, is to, are to, expected to close, committed, commits, ordered,
    orders, selected, sepakat, bersepakat, kesepakatan, menyepakati, disepakati, menandatangani, ditandatangani,
    penandatanganan, teken, meneken, diteken, mengumumkan, umumkan, diumumkan, setuju, menyetujui, disetujui,
    perjanjian, nota kesepahaman, menggandeng, gandeng, bekerja sama, kerja sama, kerjasama, kontrak, akan,
    menjalin, memenangkan, memenangi, ditunjuk
    """),
    "completed": phrases("""
    completed, completes, complete, completion, closed, closes, closing, finalised, finalized, acquired, bought,
    buys, sold, sells, purchased, invested, raised, raises, secured, secures, merged, took over, taken over, has
    taken, took, acquisition, appointed, appoints, named, names, elected, joined, joins, hired, hires, resigned,
    resigns, quit, leaves, retired, stepped down, steps down, ousted, fired, dismissed, removed, succeeds,
    succeeded, replaced, replaces, promoted, listed, debuted, priced, issued, borrowed, received, obtained, granted,
    provided, formed, established, created, set up, launched, spun off, delivered, supplied, paid, exercised, resmi,
    rampung, merampungkan, menyelesaikan, tuntas, menuntaskan, selesai, telah, sudah, berhasil, usai, mengakuisisi,
    diakuisisi, akuisisi, membeli, dibeli, menjual, dijual, melepas, memperoleh, meraih, mendapatkan, mendapat,
    mengantongi, meraup, menghimpun, mengumpulkan, menyuntikkan, suntik, menggelontorkan, mengucurkan, menerbitkan,
    mencaplok, caplok, borong, memborong, mencatatkan, melantai, menunjuk, ditunjuk, mengangkat, diangkat,
    pengangkatan, menetapkan, ditetapkan, melantik, dilantik, mundur, mengundurkan diri, pengunduran diri,
    diberhentikan, memberhentikan, pemberhentian, dicopot, mencopot, menggantikan, digantikan, diganti, menjabat,
    menjadi, bergabung, mengambil alih, diambil alih, membentuk, mendirikan, berinvestasi, menginvestasikan
    """),
    "active": phrases("""
    owns, owned, own, owner, owning, holds, hold, holding, controls, controlled, controlling, unit, subsidiary,
    subsidiaries, parent, arm, division, affiliate, shareholder, belongs to, part of, joint venture, venture,
    partner, partners, partnership, alliance, supplies, supplier, supply, customer, customers, client, works with,
    already, existing, collaboration, backed by, portfolio company, memiliki, dimiliki, milik, pemilik, kepemilikan,
    menguasai, dikuasai, memegang, pemegang saham, menggenggam, digenggam, mengendalikan, pengendali, anak usaha,
    anak perusahaan, entitas anak, induk, unit usaha, bagian dari, patungan, mitra, bermitra, kemitraan, kerja sama,
    kerjasama, bekerja sama, kolaborasi, berkolaborasi, memasok, pemasok, pelanggan, tergabung, sinergi, bersinergi,
    menggandeng, didukung, klien
    """),
    "under_review": phrases("""
    reconsider, reconsiders, reconsidering, reconsidered, reviewing, review, reviews, reassessing, reassess,
    rethinking, rethink, rethinks, re-evaluating, re-evaluate, second thoughts, doubts, questioning, scrutiny,
    examine, examining, investigating, amend, renegotiate, mulls, mulling, delay, delayed, studying,
    mempertimbangkan, mempertimbangkan ulang, mengevaluasi, dievaluasi, evaluasi, meninjau, ditinjau, peninjauan,
    mengkaji, dikaji, kajian, kaji ulang, menimbang, ragu, menunda, ditunda, penundaan, menelaah, mempertanyakan,
    pikir-pikir
    """),
    "terminated": phrases("""
    terminated, terminates, terminate, termination, cancelled, canceled, cancels, cancel, cancellation, called off,
    calls off, scrapped, scraps, abandoned, abandons, abandon, collapsed, collapses, collapse, rejected, rejects,
    reject, rejecting, rejection, withdrew, withdrawn, withdraws, withdraw, blocked, blocks, block, ended, ends,
    expired, expires, lapsed, lapse, dropped, drops, shelved, failed, fails, fell through, walked away, walks away,
    aborted, rebuffed, rebuffs, rescinded, pulled out, pulls out, pulled, halted, dissolved, declined, denied,
    denies, deny, turned down, broken off, broke off, no longer, opposed, void, severed, cut ties, dumped, defeated,
    batal, membatalkan, dibatalkan, batalkan, pembatalan, menolak, ditolak, tolak, penolakan, gagal, kandas, urung,
    mengurungkan, berakhir, diakhiri, mengakhiri, dihentikan, menghentikan, penghentian, mencabut, dicabut, putus,
    memutus, memutuskan tidak, diputus, gugur, mundur, menarik diri, ditarik, tak jadi, bubar, membantah, dibantah,
    bantah, buntu, memblokir
    """),
}
BY_PHRASE: dict[str, set[Status]] = defaultdict(set)
for _status, _phrases in CUES.items():
    for _phrase in _phrases:
        BY_PHRASE[_phrase].add(_status)
STARTS = frozenset(WORD.findall(phrase)[0] for phrase in BY_PHRASE)
CUE = re.compile(rf"(?:{alternatives(BY_PHRASE)})(?![^\W_])", re.I)


def find_cues(text: str, language: Language) -> list[FoundCue]:
    """All cues in the text in order; the words of both languages at once, since they hardly collide.

    >>> [(cue.raw, sorted(cue.statuses)) for cue in find_cues("The takeover collapsed.", "en")]
    [('collapsed', ['terminated'])]
    """
    del language
    found: list[FoundCue] = []
    end = 0
    for start in word_starts(text, STARTS):
        match = CUE.match(text, start) if start >= end else None
        if match:
            end = match.end()
            found.append(FoundCue(start, end, match[0], frozenset(BY_PHRASE[" ".join(match[0].lower().split())])))
    return found
