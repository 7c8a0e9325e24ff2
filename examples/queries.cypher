// Questions that analysts ask, each a statement that runs alike on the embedded store and on Neo4j.
//
//   dealgraph query -f examples/queries.cypher          answers all of them
//   dealgraph query "MATCH …"                           answers one
//
// Put your own names and dates where these have Scale AI, Meta and 2025. The edges straight between two parties
// (ACQUISITION, INVESTMENT, …) are the short way to ask; (party)-[role]->(Deal) has all parties and values of a deal,
// (Article)-[:STATES]->(Fact)-[:ABOUT]->(Deal) who says so.

// The largest deals of a year, in US dollars
MATCH (d:Deal)
WHERE d.announced STARTS WITH '2025' AND d.amount_usd IS NOT NULL
RETURN d.name AS deal, d.status AS status, d.amount_usd AS usd, d.usd_rate_date AS at_the_rate_of
ORDER BY usd DESC, deal
LIMIT 20;

// How many deals of each type, in which state, worth how much
MATCH (d:Deal)
RETURN d.type AS type, d.status AS status, count(*) AS deals, sum(d.amount_usd) AS usd
ORDER BY deals DESC, type, status;

// Deals month by month
MATCH (d:Deal)
WHERE d.first_reported IS NOT NULL
RETURN left(d.first_reported, 7) AS month, count(*) AS deals, count(d.amount) AS with_amount
ORDER BY month;

// All that is known of a company
MATCH (c:Company {name: 'Scale AI'})-[role]->(d:Deal)
RETURN type(role) AS role, d.name AS deal, d.status AS status, d.last_reported AS last_reported, d.sources AS sources
ORDER BY last_reported DESC, deal, role;

// The names a company goes by
MATCH (c:Company)
WHERE size(c.aliases) > 1
RETURN c.name AS company, c.aliases AS names
ORDER BY company;

// Who backs a company, and for what share
MATCH (investor)-[i:INVESTMENT]->(c:Company {name: 'Scale AI'})
RETURN investor.name AS investor, i.deal_amount AS deal_amount, i.currency AS currency, i.stake_percent AS stake,
       i.status AS status, i.article_urls AS told_at
ORDER BY investor;

// The busiest investors
MATCH (investor)-[i:INVESTMENT]->(company)
RETURN investor.name AS investor, count(DISTINCT company.id) AS companies, count(DISTINCT i.deal_id) AS deals
ORDER BY deals DESC, investor
LIMIT 20;

// Who invests with whom
MATCH (a)-[:INVESTOR]->(d:Deal)<-[:INVESTOR]-(b)
WHERE a.id < b.id
RETURN a.name AS investor, b.name AS partner, count(DISTINCT d.id) AS deals
ORDER BY deals DESC, investor, partner;

// Funding rounds, by the name of the round
MATCH (company)-[:INVESTEE]->(d:Deal)
WHERE d.round IS NOT NULL
OPTIONAL MATCH (investor)-[:INVESTOR]->(d)
WITH d, company, investor.name AS investor
ORDER BY investor
RETURN d.round AS round, company.name AS company, d.amount AS amount, d.currency AS currency,
       collect(investor) AS investors
ORDER BY round, company;

// Serial acquirers: two purchases or more
MATCH (buyer)-[a:ACQUISITION]->(target)
WHERE a.status <> 'terminated'
WITH buyer, a, target.name AS target
ORDER BY target
WITH buyer, count(DISTINCT a.deal_id) AS deals, collect(DISTINCT target) AS targets
WHERE deals >= 2
RETURN buyer.name AS buyer, deals, targets
ORDER BY deals DESC, buyer;

// Rival bids: one target, several buyers
MATCH (a)-[first:ACQUISITION]->(target)<-[second:ACQUISITION]-(b)
WHERE a.id < b.id AND first.deal_id <> second.deal_id
RETURN target.name AS target, a.name AS bidder, first.status AS status, b.name AS rival, second.status AS rival_status
ORDER BY target, bidder, rival;

// Who sold what to whom
MATCH (seller)-[:SELLER]->(d:Deal)<-[:TARGET]-(target)
OPTIONAL MATCH (buyer)-[:ACQUIRER]->(d)
RETURN seller.name AS seller, target.name AS sold, buyer.name AS to_buyer, d.amount AS amount, d.currency AS currency
ORDER BY seller, sold;

// Majority stakes
MATCH (holder)-[r:ACQUISITION|INVESTMENT|OWNERSHIP]->(company)
WHERE r.stake_percent > 50 AND r.status IN ['completed', 'active']
RETURN holder.name AS holder, company.name AS company, r.stake_percent AS stake, type(r) AS by
ORDER BY stake DESC, company;

// Chains of ownership: who owns whom through others
MATCH path = (top)-[:OWNERSHIP|ACQUISITION*2..4]->(bottom)
WHERE all(r IN relationships(path) WHERE r.status IN ['completed', 'active'])
RETURN [n IN nodes(path) | n.name] AS chain, length(path) AS steps
ORDER BY steps DESC, chain;

// Deals under review
MATCH (d:Deal {status: 'under_review'})
RETURN d.name AS deal, d.first_reported AS first_reported, d.last_reported AS last_reported, d.articles AS articles
ORDER BY last_reported DESC, deal;

// Deals that were called off
MATCH (d:Deal {status: 'terminated'})
RETURN d.name AS deal, d.amount AS amount, d.currency AS currency, d.last_reported AS last_reported
ORDER BY last_reported DESC, deal;

// Rumours that nobody has confirmed
MATCH (d:Deal {status: 'rumoured'})
RETURN d.name AS deal, d.first_reported AS since, d.sources AS sources
ORDER BY since, deal;

// Announced, and not completed half a year later
MATCH (d:Deal)
WHERE d.status IN ['announced', 'planned'] AND d.announced_date < date('2026-01-01') - duration('P6M')
RETURN d.name AS deal, d.status AS status, d.announced AS announced
ORDER BY announced, deal;

// Amounts on which sources differ, side by side
MATCH (a:Article)-[:STATES]->(f:Fact)-[:ABOUT]->(d:Deal)
WHERE 'amount' IN d.contested AND f.amount IS NOT NULL
RETURN d.name AS deal, f.amount AS amount, f.currency AS currency, a.publisher AS publisher, f.amount_quote AS words
ORDER BY deal, amount, publisher;

// Values that later reports corrected
MATCH (d:Deal)
WHERE size(d.updated) > 0
RETURN d.name AS deal, d.updated AS updated, d.last_reported AS last_reported
ORDER BY last_reported DESC, deal;

// Deals told by one source only, the largest first
MATCH (d:Deal)
WHERE d.sources = 1
RETURN d.name AS deal, coalesce(d.amount_usd, 0) AS usd, d.last_reported AS last_reported
ORDER BY usd DESC, deal
LIMIT 50;

// Deals told in both languages
MATCH (a:Article)-[:STATES]->(:Fact)-[:ABOUT]->(d:Deal)
WITH d, collect(DISTINCT a.language) AS languages, count(DISTINCT a.id) AS articles
WHERE size(languages) > 1
RETURN d.name AS deal, articles
ORDER BY articles DESC, deal;

// Who had it first
MATCH (a:Article)-[:STATES]->(:Fact)-[:ABOUT]->(d:Deal)
WHERE d.articles > 1 AND a.published = d.first_reported
RETURN d.name AS deal, a.publisher AS first, a.published AS at, d.articles AS articles
ORDER BY at, deal, first;

// Which outlets and people are credited most
MATCH (f:Fact)-[:ATTRIBUTED_TO]->(s:Source)
RETURN s.name AS source, count(DISTINCT f.id) AS facts
ORDER BY facts DESC, source;

// The words behind a deal, with their place in the article
MATCH (a:Article)-[:STATES]->(f:Fact)-[:ABOUT]->(d:Deal)<-[:INVESTEE]-(:Company {name: 'Scale AI'})
UNWIND range(0, size(f.quotes) - 1) AS n
RETURN a.publisher AS publisher, a.published AS published, f.quotes[n] AS words,
       f.start_chars[n] AS from_char, f.end_chars[n] AS to_char
ORDER BY published, publisher, from_char;

// What is new or has moved since a day
MATCH (d:Deal)
WHERE d.last_reported >= '2025-06-15'
RETURN d.name AS deal, d.status AS status, d.first_reported >= '2025-06-15' AS new, d.last_reported AS last_reported
ORDER BY last_reported DESC, deal;

// Partners who left or reconsider after a company got a new investor
MATCH (:Company)-[i:INVESTMENT]->(c:Company)-[:PARTY]->(d:Deal)<-[:PARTY]-(partner)
WHERE partner.id <> c.id AND d.status IN ['terminated', 'under_review'] AND d.last_reported >= i.announced
RETURN c.name AS company, i.announced AS new_investor, partner.name AS partner, d.status AS status,
       d.last_reported AS reported
ORDER BY company, new_investor, reported, partner;

// Suppliers and customers of a company
MATCH (c:Company {name: 'Scale AI'})-[s:SUPPLY]-(other)
RETURN CASE WHEN startNode(s).id = c.id THEN 'customer' ELSE 'supplier' END AS is_its, other.name AS company,
       s.status AS status
ORDER BY is_its, company;

// Who lends to whom
MATCH (lender)-[loan:DEBT]->(borrower)
RETURN lender.name AS lender, borrower.name AS borrower, loan.deal_amount AS amount, loan.currency AS currency,
       loan.status AS status
ORDER BY amount DESC, lender, borrower;

// Who moved, from where to where
MATCH (p:Person)-[:PERSON]->(d:Deal)
OPTIONAL MATCH (old)-[:COMPANY_FROM]->(d)
OPTIONAL MATCH (new)-[:COMPANY_TO]->(d)
RETURN p.name AS person, old.name AS left_company, new.name AS joined_company, d.position AS position, d.status AS status
ORDER BY person, joined_company;

// Joint ventures and mergers, with all that take part
MATCH (p)-[:PARTY]->(d:Deal)
WHERE d.type IN ['joint_venture', 'merger']
WITH d, p.name AS party
ORDER BY party
RETURN d.type AS type, d.name AS deal, collect(party) AS parties, d.status AS status
ORDER BY type, deal;

// Listings, with the valuation where one is told
MATCH (issuer)-[:ISSUER]->(d:Deal {type: 'ipo'})
RETURN issuer.name AS company, d.amount AS raised, d.currency AS currency, d.valuation AS valuation, d.status AS status
ORDER BY company;

// How two companies are connected, deal by deal
MATCH path = shortestPath((a:Company {name: 'Google'})-[:ACQUISITION|INVESTMENT|PARTNERSHIP|SUPPLY|OWNERSHIP|MERGER*..4]-(b:Company {name: 'Meta'}))
RETURN [n IN nodes(path) | n.name] AS through, [r IN relationships(path) | type(r)] AS by;

// Companies that two others both deal with
MATCH (:Company {name: 'Meta'})-->(:Deal)<--(common)-->(:Deal)<--(:Company {name: 'OpenAI'})
WHERE NOT common.name IN ['Meta', 'OpenAI']
RETURN DISTINCT common.name AS common
ORDER BY common;

// The facts to check first: those the extractor is least sure of
MATCH (a:Article)-[:STATES]->(f:Fact)
WHERE f.confidence IS NOT NULL
RETURN f.name AS says, f.confidence AS confidence, a.doc_id AS article
ORDER BY confidence, says, article
LIMIT 20;

// What was refused because its article does not say it
MATCH (r:Rejected)
RETURN r.reason AS reason, count(*) AS facts
ORDER BY facts DESC, reason;
