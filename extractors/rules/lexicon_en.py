"""English triggers: a frame and the words that open it.

Verbs are given in their base form, irregular ones as `buy/bought/bought`; only the first word inflects. In the frame,
`subject > object` holds for the active voice; the passive turns it round.
"""

from __future__ import annotations

BUY = "acquisition: acquirer > target; from seller; by acquirer"
SELL = "acquisition: seller > target; to acquirer; by seller"
BID = "acquisition: acquirer > -; for target; of target; by acquirer; from acquirer; to target"
DEAL = "acquisition: acquirer > -; of target; for target; by acquirer; from seller; to acquirer"
DISPOSE = "acquisition: seller > target; of target; by seller; to acquirer; from seller"
MERGE = "merger: party > party; with between of party; into result"
INVEST = "investment: investor > -; in investee; into investee; by investor"
FUND = "investment: investor > investee; by investor"
LEAD = "investment: investor > -; by investor; in investee; for investee; from investor; including investor"
RAISE = "investment: investee > -; from by of including investor; for in investee"
ROUND = "investment: investee > -; from by including investor; for in investee"
STAKE = "investment: investor > -; in investee; of investee; by investor"
OWN = "ownership: owner > owned; by owner; in owned; of owned"
OWNED = "ownership: owned > -; by owner; to owner"
PARTNER = "partnership: party > -; with between party"
TIES = "partnership: party > -; with party; between party; from party"
VENTURE = "joint_venture: party > -; with between of party"
SUPPLY = "supply: supplier > -; to customer; with customer; for customer"
WIN = "supply: supplier > -; from customer; with customer; by customer; for customer"
AWARD = "supply: customer > supplier; to supplier; by customer; from customer"
ORDER = "supply: customer > -; from supplier; with supplier; to supplier; by customer"
USE = "supply: customer > supplier; by customer"
LIST = "ipo: issuer > -; of issuer; by issuer; for issuer; in issuer"
BORROW = "debt: borrower > -; from lender; with lender; by lender"
LEND = "debt: lender > borrower; to borrower; for borrower; by lender"
APPOINT = "executive_move: company_to > person; by company_to; at company_to; of company_to; from company_from"
JOIN = "executive_move: person > company_to; at company_to; of company_to; from company_from; by company_to"
LEAVE = "executive_move: person > company_from; from company_from; at company_from; of person"
DISMISS = "executive_move: company_from > person; by company_from; from company_from; of company_from; of person"

# Verbs whose last consonant doubles before -ed and -ing.
DOUBLING = frozenset({"snap", "tap", "ship", "drop", "quit", "hop", "swap", "plan", "spin", "put", "shed", "fit"})

VERBS: tuple[tuple[str, str], ...] = (
    (
        BUY,
        "acquire, buy/bought, purchase, take/took/taken over, snap up, pick up, swallow, gobble up, buy/bought out, "
        "take/took/taken control of, scoop up, absorb, take/took/taken private, seize control of, buy/bought back, "
        "gain control of, win/won control of",
    ),
    (
        BID,
        "bid/bid for, offer to buy, offer to acquire, make/made an offer, make/made a bid, tender for, "
        "launch a bid, launch a tender offer, raise its offer, raise its bid",
    ),
    (SELL, "sell/sold, hand/handed over, sell/sold off, part with"),
    (
        DISPOSE,
        "divest, offload, dispose, spin/spun off, demerge, put/put up for sale, carve out, hive off, shed/shed, "
        "divest itself, auction, seek/sought a buyer for, seek/sought buyers for",
    ),
    (MERGE, "merge, combine, join forces, amalgamate, consolidate with"),
    (INVEST, "invest, pour, plough, pump, inject, put/put money, reinvest, plow, co-invest"),
    (FUND, "back"),
    (LEAD, "lead/led, co-lead/co-led, participate, join the round"),
    (RAISE, "raise, secure, close/closed a round, land, bag, pull in, haul in"),
    (OWN, "own, control, hold/held, majority-own, co-own"),
    (OWNED, "belong"),
    (
        PARTNER,
        "partner, collaborate, team up, cooperate, co-operate, ally, work together, join hands, co-develop, "
        "integrate with, link up, tie up, tie/tied up",
    ),
    (
        VENTURE,
        "set up a joint venture, form a joint venture, establish a joint venture, create a joint venture, "
        "form a venture",
    ),
    (SUPPLY, "supply"),
    (
        WIN,
        "win/won a contract, win/won an order, receive an order, receive a contract, win/won the contract, "
        "secure a contract, land a contract, bag an order, bag a contract, win/won contracts, win/won orders",
    ),
    (AWARD, "award, select, choose/chose/chosen, contract, commission"),
    (ORDER, "order"),
    (LIST, "go/went/gone public, float, ipo, list"),
    (BORROW, "borrow, refinance, issue bonds, issue notes, sell/sold bonds, sell/sold notes, price notes"),
    (LEND, "lend/lent, loan"),
    (APPOINT, "appoint, name, hire, elect, promote, recruit, tap, nominate, poach, install, elevate, lure, welcome"),
    (JOIN, "join, rejoin, succeed, replace, take/took/taken the helm, become/became/become, take/took/taken over as"),
    (
        LEAVE,
        "resign, step/stepped down, quit/quit, leave/left, depart, retire, step/stepped aside, exit, bow out, "
        "give/gave/given up",
    ),
    (DISMISS, "oust, fire, dismiss, sack, remove, suspend, push/pushed out, part ways with, replace"),
)

# Nouns that add participants to a deal told beside them.
NOUNS: tuple[tuple[str, str], ...] = (
    (TIES, "relationship, business relationship, working relationship, ties, involvement, engagement"),
    (DEAL, "acquisition, takeover, buyout, purchase, purchases, leveraged buyout, buy-out, take-over, acquisitions"),
    (
        BID,
        "bid, takeover bid, takeover offer, tender offer, buyout offer, cash offer, hostile bid, acquisition offer, "
        "offer, bids",
    ),
    (DISPOSE, "divestiture, divestment, disposal, sale, spin-off, spinoff, demerger, sales process"),
    (MERGE, "merger, business combination, tie-up, merger agreement, amalgamation, merger talks"),
    (INVEST, "investment, equity investment, strategic investment, minority investment, capital injection"),
    (
        ROUND,
        "funding round, round, financing round, funding, series a, series b, series c, series d, series e, "
        "series f, seed round, seed funding, private placement, financing, equity financing, fundraising, "
        "fund-raising, registered direct offering",
    ),
    (LEAD, "participation, backers, backing, investors include"),
    (STAKE, "stake, stakes, holding, shareholding, interest"),
    (
        PARTNER,
        "partnership, strategic partnership, alliance, strategic alliance, collaboration, mou, memorandum, "
        "memorandum of understanding, cooperation, cooperation agreement, pact, licensing agreement, "
        "license agreement, collaboration agreement, strategic collaboration, code-share, codeshare agreement, "
        "joint development agreement, partnership agreement",
    ),
    (VENTURE, "joint venture, jv, joint-venture, joint venture agreement, joint company"),
    (
        WIN,
        "contract, contracts, order, supply agreement, supply contract, supply deal, purchase order, "
        "distribution agreement, offtake agreement, procurement contract",
    ),
    (
        LIST,
        "ipo, initial public offering, public offering, flotation, share sale, stock listing, stock market debut, "
        "market debut, direct listing, secondary offering, rights issue, public offerings, ipos, share offering",
    ),
    (
        BORROW,
        "loan, loans, credit facility, credit line, revolving credit facility, term loan, bonds, senior notes, "
        "convertible notes, bond offering, notes offering, eurobond, debentures, loan facility, credit agreement, "
        "bridge loan, syndicated loan, debt financing, loan agreement, bond sale, convertible bonds, notes",
    ),
    (APPOINT, "appointment, hiring, nomination, election, promotion"),
    (LEAVE, "resignation, departure, retirement, exit"),
    (DISMISS, "dismissal, ouster, removal"),
)
