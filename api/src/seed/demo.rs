//! `jipp seed --demo`: the network, demo accounts, and innovations that are marked as demonstration.

use super::network::{self, Network};
use super::{events, mous, posts};
use crate::auth::password;
use crate::auth::policy::Role;
use crate::db::schema::{innovations, reviews, users};
use crate::db::{Conn, Database, Day, Id, Instant, query};
use crate::error::Error;
use crate::files::Files;
use crate::innovations::model::{Award, Indicator, Link, Phase, Source, Status, Sustainability, TeamMember};
use crate::innovations::store::{self, NewInnovation, Texts};
use crate::search::documents;
use crate::search::text::Stems;
use crate::users::queries::{self, NewUser, count_demo_and_other};
use diesel::prelude::*;
use serde::Deserialize;
use std::collections::HashMap;

/// The password of every demo account, known to everybody.
const PASSWORD: &str = "jipp-demo-2026";
/// Institutions that have demo accounts.
const INSTITUTIONS: [&str; 4] = ["kemenkeu", "kkp", "bpom", "prov-35"];
const DAY_MILLIS: i64 = 24 * 3600 * 1000;

const INNOVATIONS: [(&str, &str); 3] = [
    ("m", include_str!("../../seed/innovations-ministries.json")),
    ("a", include_str!("../../seed/innovations-agencies.json")),
    ("r", include_str!("../../seed/innovations-regional.json")),
];

#[derive(Clone, Deserialize)]
struct SeedInnovation {
    institution: String,
    title: String,
    acronym: Option<String>,
    summary: Option<String>,
    unit_name: Option<String>,
    sector: Option<String>,
    category: Option<String>,
    status: Status,
    phase: Phase,
    sustainability: Sustainability,
    attested_on: Option<Day>,
    initiated_on: Option<Day>,
    implemented_on: Option<Day>,
    created_on: Day,
    published_on: Option<Day>,
    #[serde(default)]
    sdgs: Vec<i32>,
    #[serde(default)]
    keywords: Vec<String>,
    #[serde(flatten)]
    texts: Texts,
    #[serde(default)]
    indicators: Vec<Indicator>,
    #[serde(default)]
    awards: Vec<Award>,
    #[serde(default)]
    links: Vec<Link>,
    #[serde(default)]
    team: Vec<TeamMember>,
    #[serde(default)]
    reviews: Vec<SeedReview>,
    note: Option<String>,
}

#[derive(Clone, Deserialize)]
struct SeedReview {
    novelty: i32,
    effectiveness: i32,
    benefit: i32,
    transferability: i32,
    sustainability: i32,
    comment: Option<String>,
    recommendation: String,
}

/// Loads the demonstration; what is there already stays as it is.
pub fn demo(db: &Database, files: &Files, public_url: &str) -> Result<(), Error> {
    let (_, others) = db.read_now(count_demo_and_other)?;
    if others > 0 {
        return Err(Error::startup("this database holds users who are not demo users: demonstration data do not belong in it"));
    }
    let hash = password::hash(PASSWORD)?;
    let seeds = read_seeds()?;
    let added = db.write_now(move |conn| {
        let network = network::load(conn)?;
        events::load(conn, &network)?;
        let accounts = load_accounts(conn, &network, &hash)?;
        let added = load_innovations(conn, &network, &accounts, &seeds)?;
        posts::load(conn, &accounts)?;
        documents::fill(conn)?;
        Ok(added)
    })?;
    actix_web::rt::System::new().block_on(mous::load(db, files, public_url))?;
    println!("demonstration data: {added} innovations added");
    optimize(db)
}

/// Lets the planner know what the tables hold.
pub(super) fn optimize(db: &Database) -> Result<(), Error> {
    let statement = if db.target().is_postgres() {
        "ANALYZE"
    } else {
        "ANALYZE; INSERT INTO innovation_search (innovation_search) VALUES ('optimize')"
    };
    db.write_now(move |conn| conn.execute(statement))
}

fn read_seeds() -> Result<Vec<(String, SeedInnovation)>, Error> {
    let mut all = Vec::new();
    for (prefix, json) in INNOVATIONS {
        let seeds: Vec<SeedInnovation> = serde_json::from_str(json)?;
        all.extend(seeds.into_iter().enumerate().map(|(n, seed)| (format!("demo-{prefix}{:02}", n + 1), seed)));
    }
    all.sort_by_key(|(_, seed)| seed.created_on);
    Ok(all)
}

/// Every text of the demonstration, for those who need words.
pub(super) fn texts() -> Result<Vec<String>, Error> {
    let of = |seed: SeedInnovation| {
        let short = [Some(seed.title), seed.summary].into_iter().flatten();
        short.chain(seed.texts.all().map(str::to_owned)).collect::<Vec<_>>()
    };
    Ok(read_seeds()?.into_iter().flat_map(|(_, seed)| of(seed)).collect())
}

/// Demo accounts by mailbox.
pub(super) type Accounts = HashMap<String, Id>;

fn load_accounts(conn: &mut Conn, network: &Network, hash: &str) -> Result<Accounts, Error> {
    let mut wanted = vec![
        ("admin".to_owned(), "Admin Kementerian PANRB".to_owned(), "panrb", vec![Role::Admin]),
        ("reviewer".to_owned(), "Penilai Kementerian PANRB".to_owned(), "panrb", vec![Role::Reviewer]),
    ];
    for code in INSTITUTIONS {
        for (word, name, role) in [
            ("manager", "Manajer Hub", Role::HubManager),
            ("innovator", "Inovator", Role::Innovator),
            ("signatory", "Penanda Tangan", Role::Signatory),
        ] {
            wanted.push((format!("{word}.{code}"), format!("{name} {code} (peragaan)"), code, vec![role]));
        }
    }
    let mut accounts = Accounts::new();
    for (mailbox, name, code, roles) in wanted {
        let email = format!("{mailbox}@jipp.example");
        let present: Option<Id> =
            query!(conn, c => users::table.filter(users::email_key.eq(&email)).select(users::id).first(c).optional())?;
        let id = match present {
            Some(id) => id,
            None => {
                let institution_id = network.institutions.get(code).copied();
                queries::create(conn, &NewUser { email, name, password_hash: hash.to_owned(), institution_id, roles, demo: true })?
            }
        };
        accounts.insert(mailbox, id);
    }
    Ok(accounts)
}

fn load_innovations(conn: &mut Conn, network: &Network, accounts: &Accounts, seeds: &[(String, SeedInnovation)]) -> Result<usize, Error> {
    let present: Vec<(Id, Option<String>)> = query!(conn, c => innovations::table
        .filter(innovations::source.eq(Source::Manual).and(innovations::source_ref.like("demo-%")))
        .select((innovations::institution_id, innovations::source_ref))
        .load(c))?;
    let stems = Stems::default();
    let mut added = 0;
    for (name, seed) in seeds {
        let institution = network.institutions.get(&seed.institution);
        if present.iter().any(|(of, there)| Some(of) == institution && there.as_ref() == Some(name)) {
            continue;
        }
        let owner = accounts.get(&format!("innovator.{}", seed.institution)).copied();
        let reviewer = accounts.get("reviewer").copied();
        let history = history(seed, owner, reviewer);
        let record = record(network, name, seed, owner, &history)?;
        let seq = store::insert(conn, &record.prepare(&stems)?)?;
        store::insert_steps(conn, history.iter().map(|step| step.of(seq)))?;
        if let Some(reviewer) = reviewer {
            for review in &seed.reviews {
                insert_review(conn, seq, reviewer, review, seed)?;
            }
        }
        added += 1;
    }
    Ok(added)
}

struct Step {
    from: Option<Status>,
    to: Status,
    at: Instant,
    by: Option<Id>,
    note: Option<String>,
}

impl Step {
    fn of(&self, seq: i64) -> store::Step<'_> {
        store::Step { seq, from: self.from, to: self.to, at: self.at, by: self.by, note: self.note.as_deref() }
    }
}

/// The way that a record of this status has gone.
fn way(status: Status) -> &'static [Status] {
    use Status::{Archived, Draft, InReview, Published, Rejected, RevisionRequested, Submitted};
    match status {
        Draft => &[Draft],
        Submitted => &[Draft, Submitted],
        InReview => &[Draft, Submitted, InReview],
        RevisionRequested => &[Draft, Submitted, InReview, RevisionRequested],
        Rejected => &[Draft, Submitted, InReview, Rejected],
        Published => &[Draft, Submitted, InReview, Published],
        Archived => &[Draft, Submitted, InReview, Published, Archived],
    }
}

fn history(seed: &SeedInnovation, owner: Option<Id>, reviewer: Option<Id>) -> Vec<Step> {
    let created = Instant::noon_on(seed.created_on);
    // The steps lie evenly between its making and its publication; those without one took a week each.
    let published = seed.published_on.map(Instant::noon_on).filter(|at| at.0 > created.0);
    let span = published.map_or(7 * DAY_MILLIS, |at| (at.0 - created.0) / 3);
    let mut steps = Vec::new();
    let mut from = None;
    for (n, to) in (0_i64..).zip(way(seed.status)) {
        let reviewing = matches!(to, Status::InReview | Status::RevisionRequested | Status::Rejected | Status::Published);
        let last = *to == seed.status;
        steps.push(Step {
            from,
            to: *to,
            at: created.plus_millis(n * span),
            by: if reviewing { reviewer } else { owner },
            note: seed.note.clone().filter(|_| last),
        });
        from = Some(*to);
    }
    steps
}

fn record(network: &Network, name: &str, seed: &SeedInnovation, owner: Option<Id>, history: &[Step]) -> Result<NewInnovation, Error> {
    let unknown = || Error::internal(format!("{name}: there is no hub of {}", seed.institution));
    let seed = seed.clone();
    let published_at = history.iter().find(|s| s.to == Status::Published).map(|s| s.at);
    let created_at = Instant::noon_on(seed.created_on);
    Ok(NewInnovation {
        hub_id: network.hubs.get(&seed.institution).copied().ok_or_else(unknown)?,
        institution_id: network.institutions.get(&seed.institution).copied().ok_or_else(unknown)?,
        title: seed.title,
        acronym: seed.acronym,
        summary: seed.summary,
        unit_name: seed.unit_name,
        sector: seed.sector,
        category: seed.category,
        status: seed.status,
        phase: seed.phase,
        sustainability: seed.sustainability,
        attested_on: seed.attested_on,
        initiated_on: seed.initiated_on,
        implemented_on: seed.implemented_on,
        sdgs: seed.sdgs,
        keywords: seed.keywords,
        awards: seed.awards,
        source: Source::Manual,
        source_ref: Some(name.to_owned()),
        owner_ids: owner.into_iter().collect(),
        created_by: owner,
        published_at,
        created_at,
        updated_at: history.last().map_or(created_at, |s| s.at),
        texts: seed.texts,
        indicators: seed.indicators,
        links: seed.links,
        team: seed.team,
    })
}

fn insert_review(conn: &mut Conn, seq: i64, reviewer: Id, review: &SeedReview, seed: &SeedInnovation) -> Result<(), Error> {
    let at = Instant::noon_on(seed.published_on.unwrap_or(seed.created_on));
    let row = (
        reviews::id.eq(Id::at(at)),
        reviews::seq.eq(seq),
        reviews::reviewer_id.eq(reviewer),
        reviews::innovation_version.eq(1_i64),
        reviews::novelty.eq(review.novelty),
        reviews::effectiveness.eq(review.effectiveness),
        reviews::benefit.eq(review.benefit),
        reviews::transferability.eq(review.transferability),
        reviews::sustainability.eq(review.sustainability),
        reviews::comment.eq(&review.comment),
        reviews::recommendation.eq(&review.recommendation),
        reviews::created_at.eq(at),
        reviews::updated_at.eq(at),
    );
    query!(conn, c => diesel::insert_into(reviews::table).values(row).execute(c))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabularies;

    #[test]
    fn the_demonstration_is_large_varied_and_marked() {
        let seeds = read_seeds().unwrap();
        let count = |status| seeds.iter().filter(|(_, s)| s.status == status).count();
        assert!(seeds.len() >= 60 && count(Status::Published) >= 20, "{} {}", seeds.len(), count(Status::Published));
        assert!(Status::ALL.iter().all(|status| count(*status) > 0), "every status is shown");
        let mut institutions: Vec<_> = seeds.iter().map(|(_, s)| &s.institution).collect();
        institutions.sort();
        institutions.dedup();
        assert!(institutions.len() >= 15);
        let all = vocabularies::all().unwrap();
        for (name, seed) in &seeds {
            assert!(seed.keywords.iter().any(|k| k == "data peragaan"), "{name} is not marked");
            assert!(seed.sector.iter().all(|s| all.sectors.iter().any(|t| t.code == *s)), "{name}: {:?}", seed.sector);
            assert!(seed.category.iter().all(|c| all.categories.iter().any(|t| t.code == *c)), "{name}: {:?}", seed.category);
            assert_eq!(seed.attested_on.is_none(), seed.sustainability == Sustainability::Unverified, "{name}");
        }
    }
}
