"""Indonesian triggers: a frame and the words that open it.

Verbs are given as `active/passive/bare`: the me- form, the di- form and the stem that headlines use. In the frame,
`subject > object` holds for the active voice and the bare stem; the di- form turns it round.
"""

from __future__ import annotations

BUY = "acquisition: acquirer > target; dari seller; oleh acquirer"
BUYING = "acquisition: acquirer > target; dari seller; oleh acquirer; atas target; terhadap target; milik seller"
SELL = "acquisition: seller > target; kepada acquirer; ke acquirer; oleh seller; pada acquirer"
BID = "acquisition: acquirer > target; untuk target; atas target; dari acquirer; oleh acquirer; terhadap target"
DISPOSE = "acquisition: seller > target; oleh seller; kepada acquirer; dari seller; di target; ke acquirer"
MERGE = "merger: party > party; dengan party; antara party; dan party; sama party; menjadi result"
INVEST = "investment: investor > -; ke di kepada pada dalam untuk investee; dari oleh investor"
FUND = "investment: investor > investee; ke investee; oleh investor; dari investor"
LEAD = "investment: investor > -; oleh dari investor; untuk kepada ke bagi investee"
RAISE = "investment: investee > -; dari oleh termasuk investor; untuk kepada investee"
OWN = "ownership: owner > owned; oleh owner; di owned; dari owned; pada owned; atas owned"
OWNED = "ownership: owned > -; oleh owner; di owner"
PARTNER = "partnership: party > -; dengan bersama antara sama party"
TIES = "partnership: party > -; dengan party; antara party; dari party; bersama party"
ENLIST = "partnership: party > party; oleh party; bersama party; dengan party"
VENTURE = "joint_venture: party > -; dengan party; bersama party; antara party; oleh party; dan party"
SUPPLY = "supply: supplier > -; ke customer; kepada customer; untuk customer; bagi customer"
WIN = "supply: supplier > -; dari customer; dengan customer; oleh customer; milik customer"
ORDER = "supply: customer > -; dari supplier; ke supplier; kepada supplier; oleh customer"
USE = "supply: customer > supplier; oleh customer"
LIST = "ipo: issuer > -; oleh issuer; dari issuer"
LISTING = "ipo: issuer > issuer; oleh issuer; dari issuer"
BORROW = "debt: borrower > -; dari lender; oleh lender; kepada borrower; dengan lender; bersama lender; untuk borrower"
LEND = "debt: lender > -; kepada borrower; ke borrower; untuk borrower; dari lender; oleh lender"
APPOINT = "executive_move: company_to > person; oleh company_to; di company_to; dari company_from"
BECOME = "executive_move: person > company_to; di ke company_to; dari company_from; oleh person"
LEAVE = "executive_move: person > company_from; dari company_from; di company_from; oleh company_from"
DISMISS = "executive_move: company_from > person; oleh company_from; dari company_from; di company_from"

VERBS: tuple[tuple[str, str], ...] = (
    (
        BUY,
        "mengakuisisi/diakuisisi/akuisisi, mencaplok/dicaplok/caplok, membeli/dibeli/beli, mengambil/diambil/ambil "
        "alih, mengakusisi/diakusisi/akusisi, menebus/ditebus/tebus, memborong/diborong/borong, menguasai/dikuasai "
        "saham, mengambilalih/diambilalih, membeli/dibeli/beli saham",
    ),
    (
        BID,
        "menawar/ditawar/tawar, membidik/dibidik/bidik saham, mengincar/diincar/incar saham, meminang/dipinang/pinang",
    ),
    (SELL, "menjual/dijual/jual, mengalihkan/dialihkan saham, melego/dilego/lego"),
    (
        DISPOSE,
        "melepas/dilepas/lepas, mendivestasi/didivestasi, mendivestasikan/didivestasikan/divestasikan, "
        "memisahkan/dipisahkan, melepaskan/dilepaskan, divestasi",
    ),
    (MERGE, "melebur/dilebur, menggabungkan/digabungkan/gabungkan, bermerger, menyatu, merger, berfusi"),
    (
        INVEST,
        "menginvestasikan/diinvestasikan, menyuntikkan/disuntikkan/suntikkan, menanamkan/ditanamkan/tanam, "
        "berinvestasi, menggelontorkan/digelontorkan/gelontorkan, mengucurkan/dikucurkan/kucurkan dana, "
        "menanam/ditanam/tanam modal, menyetor/disetor/setor modal",
    ),
    (FUND, "mendanai/didanai/danai, menyuntik/disuntik/suntik"),
    (
        RAISE,
        "mengantongi/dikantongi/kantongi pendanaan, meraih/diraih/raih pendanaan, mendapat pendanaan, "
        "memperoleh/diperoleh pendanaan, mendapatkan/didapatkan/dapatkan pendanaan, menerima/diterima/terima "
        "pendanaan, mengumpulkan/dikumpulkan/kumpulkan pendanaan, mengumumkan pendanaan, menutup/ditutup pendanaan, "
        "dapat pendanaan, memperoleh/diperoleh investasi, mendapatkan investasi, mendapat investasi",
    ),
    (LEAD, "memimpin/dipimpin/pimpin, berpartisipasi, didukung, didanai"),
    (
        OWN,
        "memiliki/dimiliki/miliki, menguasai/dikuasai/kuasai, menggenggam/digenggam/genggam, memegang/dipegang/pegang, "
        "mengendalikan/dikendalikan, mengempit/dikempit, membawahi, menaungi/dinaungi, mempunyai, membawahkan",
    ),
    (OWNED, "bernaung di bawah, berada di bawah"),
    (
        PARTNER,
        "bekerja sama, bekerjasama, berkolaborasi, bermitra, bersinergi, beraliansi, bekerja/dikerja/kerja sama, "
        "bekerja bareng, berkongsi",
    ),
    (ENLIST, "menggandeng/digandeng/gandeng, menggaet/digaet/gaet, merangkul/dirangkul/rangkul"),
    (
        VENTURE,
        "membentuk/dibentuk/bentuk perusahaan patungan, mendirikan/didirikan/dirikan perusahaan patungan, "
        "membentuk/dibentuk/bentuk usaha patungan, mendirikan/didirikan/dirikan usaha patungan, berpatungan, "
        "membangun/dibangun perusahaan patungan",
    ),
    (SUPPLY, "memasok/dipasok/pasok, menyuplai/disuplai/suplai, mensuplai"),
    (
        WIN,
        "memenangkan/dimenangkan/menangkan kontrak, memperoleh/diperoleh kontrak, meraih/diraih/raih kontrak, "
        "mendapat kontrak, mendapatkan kontrak, mengantongi/dikantongi/kantongi kontrak, memenangi tender, "
        "memenangkan tender, menang tender, menggarap/digarap/garap proyek",
    ),
    (ORDER, "memesan/dipesan/pesan, mengimpor/diimpor/impor"),
    (
        LIST,
        "melantai, go public, mencatatkan/dicatatkan/catatkan saham, mencatatkan sahamnya, ipo, melaksanakan ipo, "
        "menggelar/digelar/gelar ipo, melakukan ipo",
    ),
    (
        BORROW,
        "meminjam/dipinjam/pinjam, menerbitkan/diterbitkan/terbitkan obligasi, menerbitkan/diterbitkan/terbitkan "
        "surat utang, menerbitkan/diterbitkan/terbitkan sukuk, memperoleh/diperoleh pinjaman, mendapat pinjaman, "
        "mendapatkan pinjaman, menerima/diterima pinjaman, meraih/diraih/raih pinjaman, merilis obligasi, "
        "memperoleh/diperoleh fasilitas kredit, mendapat fasilitas kredit, mendapatkan fasilitas kredit, "
        "meneken/diteken/teken fasilitas kredit, mengantongi/dikantongi/kantongi pinjaman, "
        "mengantongi/dikantongi/kantongi kredit, dapat kredit, dapat pinjaman",
    ),
    (
        LEND,
        "meminjamkan/dipinjamkan, mengucurkan/dikucurkan/kucurkan kredit, menyalurkan/disalurkan/salurkan kredit, "
        "memberikan/diberikan pinjaman, memberikan/diberikan kredit, mengucurkan/dikucurkan/kucurkan pinjaman, "
        "memberikan/diberikan fasilitas kredit, menyalurkan/disalurkan/salurkan pembiayaan, memberi/diberi pinjaman",
    ),
    (
        APPOINT,
        "menunjuk/ditunjuk/tunjuk, menempatkan/ditempatkan, mendatangkan/didatangkan, mengangkat/diangkat/angkat, "
        "menetapkan/ditetapkan/tetapkan, melantik/dilantik/lantik, merekrut/direkrut/rekrut, "
        "mengukuhkan/dikukuhkan, mempromosikan/dipromosikan, mendapuk/didapuk/dapuk, memilih/dipilih/pilih, "
        "mempercayakan/dipercaya, menugaskan/ditugaskan",
    ),
    (
        BECOME,
        "bergabung dengan, bergabung ke, bergabung di, gabung, menggantikan/digantikan/gantikan, jadi, "
        "resmi menjabat, menduduki, menempati, resmi menjadi, terpilih, didaulat, resmi memimpin",
    ),
    (
        LEAVE,
        "mengundurkan diri, mundur, hengkang, meninggalkan/ditinggalkan/tinggalkan, pensiun, lengser, keluar dari, "
        "resign, melepas jabatan, pamit, mengajukan surat mundur, melepaskan jabatan, menyerahkan jabatan",
    ),
    (
        DISMISS,
        "memberhentikan/diberhentikan/berhentikan, mencopot/dicopot/copot, memecat/dipecat/pecat, mengganti/diganti",
    ),
)

NOUNS: tuple[tuple[str, str], ...] = (
    (
        TIES,
        "hubungan, hubungan kerja, hubungan bisnis, hubungan kerja sama, keterlibatan, keterlibatannya, jarak, "
        "kontrak kerja sama",
    ),
    (BUYING, "pembelian, pengambilalihan, akuisisi saham, pembelian saham, proses akuisisi, aksi akuisisi"),
    (BID, "penawaran tender, tender offer, tawaran akuisisi, tender wajib"),
    (DISPOSE, "pelepasan, penjualan saham, pelepasan saham, divestasi saham, penjualan"),
    (MERGE, "penggabungan, peleburan, penggabungan usaha, rencana merger"),
    (INVEST, "penyertaan modal, penanaman modal, suntikan dana, suntikan modal, penyertaan, pmn, investasi"),
    (
        RAISE,
        "pendanaan, putaran pendanaan, pendanaan seri a, pendanaan seri b, pendanaan seri c, pendanaan awal, "
        "pendanaan tahap awal, pendanaan baru, modal ventura",
    ),
    (LEAD, "keikutsertaan, partisipasi, keterlibatan, dukungan"),
    (
        PARTNER,
        "kerja sama, kerjasama, kemitraan, kolaborasi, nota kesepahaman, aliansi, mou, sinergi, "
        "memorandum of understanding, perjanjian kerja sama, kerja sama strategis, kemitraan strategis",
    ),
    (VENTURE, "perusahaan patungan, usaha patungan, joint venture, patungan"),
    (WIN, "kontrak, pesanan, kontrak baru"),
    (
        LISTING,
        "penawaran umum perdana, penawaran saham perdana, initial public offering, pencatatan saham, rights issue, "
        "right issue, penawaran umum, ipo saham, penawaran umum terbatas, saham perdana",
    ),
    (
        BORROW,
        "obligasi, pinjaman, surat utang, sukuk, fasilitas kredit, fasilitas pinjaman, kredit sindikasi, "
        "pinjaman sindikasi, perjanjian kredit, kredit investasi, kredit modal kerja, utang sindikasi",
    ),
    (APPOINT, "pengangkatan, penunjukan, pelantikan, penunjukkan"),
    (LEAVE, "pengunduran diri, mundurnya"),
    (DISMISS, "pemberhentian, pencopotan, pemecatan"),
)
