//! Example MoUs in every state, each marked as a demonstration in its title and its text.

use super::network::Network;
use crate::db::schema::{institutions, mou_parties, mou_signatures, mou_transitions, mous};
use crate::db::{Conn, Database, Day, Id, Instant, query};
use crate::error::Error;
use crate::files::{self, File, Files};
use crate::mous::model::Method;
use crate::mous::model::MouStatus::{
    self, Cancelled, Draft, Expired, InReview, PartiallySigned, ReadyToSign, Signed, Superseded, Terminated,
};
use crate::mous::paper::Paper;
use crate::mous::{verification, writing};
use chrono::Datelike;
use diesel::prelude::*;
use serde::Deserialize;

#[derive(Clone, Deserialize)]
struct SeedMou {
    hub: String,
    status: MouStatus,
    starts_on: Day,
    ends_on: Day,
    created_on: Day,
    signed_by: Vec<String>,
    #[serde(default)]
    renews: bool,
    note: Option<String>,
}

/// The other party of all of them.
const PANRB: &str = "panrb";
/// Two steps of a MoU are so far apart.
const STEP_MILLIS: i64 = 6 * 24 * 3600 * 1000;
const SCOPE: &str = "\
> **Peragaan.** Nota ini contoh untuk mencoba sistem, bukan dokumen resmi, dan tidak menyatakan apa pun tentang instansi yang disebut.

1. Pembentukan dan penguatan Hub JIPP.
2. Pembinaan inovasi pelayanan publik melalui penciptaan, pengembangan, dan pelembagaan.
3. Pendokumentasian inovasi dan pertukaran pengetahuan.
";

/// A MoU that is to be written, with its document.
struct Made {
    id: Id,
    seed: SeedMou,
    paper: Paper,
    document: Option<File>,
}

/// Adds the MoUs that are not there yet. Their documents are stored before their rows.
pub(super) async fn load(db: &Database, files: &Files, public_url: &str) -> Result<(), Error> {
    let seeds: Vec<SeedMou> = serde_json::from_str(include_str!("../../seed/mous.json"))?;
    for seed in seeds {
        let wanted = seed.clone();
        let Some(made) = db.read(move |conn| missing(conn, wanted.clone())).await? else {
            continue;
        };
        let made = if matches!(seed.status, Draft | InReview | Cancelled) {
            made
        } else {
            let content = made.paper.print_now(public_url)?;
            Made { document: Some(files.keep(content, "application/pdf").await?), ..made }
        };
        db.write(move |conn| insert(conn, &made)).await?;
    }
    Ok(())
}

/// What a MoU is to be, unless it is there.
fn missing(conn: &mut Conn, seed: SeedMou) -> Result<Option<Made>, Error> {
    let network = Network::of(conn)?;
    let hub = known(network.hubs.get(&seed.hub), &seed.hub)?;
    let same = mous::hub_id.eq(hub).and(mous::starts_on.eq(seed.starts_on)).and(mous::created_by.is_null());
    let present: Option<Id> = query!(conn, c => mous::table.filter(same).select(mous::id).first(c).optional())?;
    if present.is_some() {
        return Ok(None);
    }
    let mut parties = Vec::new();
    for code in [PANRB, &seed.hub] {
        parties.push(
            query!(conn, c => institutions::table.filter(institutions::code.eq(code)).select(institutions::name).first::<String>(c))?,
        );
    }
    let approved = !matches!(seed.status, Draft | InReview | Cancelled);
    let (code, year) = (seed.hub.to_uppercase(), seed.starts_on.0.year());
    let paper = Paper {
        number: approved.then(|| format!("PERAGAAN/001/{code}/{year}")),
        title: format!("Nota Kesepahaman Hub JIPP {} (contoh peragaan)", parties[1]),
        parties,
        scope: SCOPE.to_owned(),
        starts_on: seed.starts_on,
        ends_on: seed.ends_on,
        code: verification::new_code()?,
        draft: !approved,
    };
    Ok(Some(Made { id: Id::at(Instant::noon_on(seed.created_on)), seed, paper, document: None }))
}

fn known(id: Option<&Id>, code: &str) -> Result<Id, Error> {
    id.copied().ok_or_else(|| Error::internal(format!("the seed knows no {code}")))
}

/// The statuses that a MoU has gone through.
fn way(status: MouStatus) -> Vec<MouStatus> {
    let all = [Draft, InReview, ReadyToSign, PartiallySigned, Signed];
    match status {
        Cancelled => vec![Draft, InReview, Cancelled],
        Expired | Terminated | Superseded => all.into_iter().chain([status]).collect(),
        _ => all.into_iter().take_while(|step| *step <= status).collect(),
    }
}

/// When it came to a status: the last steps by its own dates.
fn at(seed: &SeedMou, n: i64, status: MouStatus) -> Instant {
    match status {
        Expired | Superseded => Instant::noon_on(seed.ends_on).plus_millis(24 * 3600 * 1000),
        _ => Instant::noon_on(seed.created_on).plus_millis(n * STEP_MILLIS),
    }
}

fn insert(conn: &mut Conn, made: &Made) -> Result<(), Error> {
    let Made { id, seed, paper, document } = made;
    let network = Network::of(conn)?;
    let (hub, institution) = (known(network.hubs.get(&seed.hub), &seed.hub)?, known(network.institutions.get(&seed.hub), &seed.hub)?);
    if let Some(document) = document {
        files::insert_of_nobody(conn, document)?;
    }
    let steps = way(seed.status);
    let last = (0..).zip(&steps).last().map_or(0, |(n, _)| n);
    let renewed: Option<Id> = match seed.renews {
        true => query!(conn, c => mous::table
            .filter(mous::hub_id.eq(hub).and(mous::status.eq(Superseded)))
            .select(mous::id).first(c).optional())?,
        false => None,
    };
    let row = (
        mous::id.eq(id),
        mous::hub_id.eq(hub),
        mous::institution_id.eq(institution),
        mous::number.eq(&paper.number),
        mous::year.eq(seed.starts_on.0.year()),
        mous::title.eq(&paper.title),
        mous::title_key.eq(writing::title_key(&paper.title, paper.number.as_deref())),
        mous::scope.eq(&paper.scope),
        (
            mous::starts_on.eq(seed.starts_on),
            mous::ends_on.eq(seed.ends_on),
            mous::status.eq(seed.status),
            mous::verification_code.eq(&paper.code),
            mous::document_id.eq(document.as_ref().map(|file| file.id)),
            mous::supersedes_id.eq(renewed),
            mous::created_at.eq(Instant::noon_on(seed.created_on)),
            mous::updated_at.eq(at(seed, last, seed.status)),
            mous::in_force_at.eq(seed.status.is_public().then(|| at(seed, last, seed.status))),
            mous::version.eq(last + 1),
        ),
    );
    query!(conn, c => diesel::insert_into(mous::table).values(row).execute(c))?;
    for (position, code) in (0..).zip([PANRB, &seed.hub]) {
        let party = known(network.institutions.get(code), code)?;
        let row = (mou_parties::mou_id.eq(id), mou_parties::institution_id.eq(party), mou_parties::position.eq(position));
        query!(conn, c => diesel::insert_into(mou_parties::table).values(row).execute(c))?;
    }
    insert_steps(conn, made, &steps)?;
    insert_signatures(conn, made, &network)
}

fn insert_steps(conn: &mut Conn, made: &Made, steps: &[MouStatus]) -> Result<(), Error> {
    let mut from: Option<MouStatus> = None;
    for (n, to) in (0..).zip(steps) {
        let when = at(&made.seed, n, *to);
        let row = (
            mou_transitions::id.eq(Id::at(when)),
            mou_transitions::mou_id.eq(made.id),
            mou_transitions::from_status.eq(from.map(MouStatus::as_str)),
            mou_transitions::to_status.eq(to.as_str()),
            mou_transitions::at.eq(when),
            mou_transitions::note.eq(made.seed.note.as_ref().filter(|_| *to == made.seed.status)),
        );
        query!(conn, c => diesel::insert_into(mou_transitions::table).values(row).execute(c))?;
        from = Some(*to);
    }
    Ok(())
}

fn insert_signatures(conn: &mut Conn, made: &Made, network: &Network) -> Result<(), Error> {
    let Some(document) = &made.document else {
        return Ok(());
    };
    for (n, code) in (0..).zip(&made.seed.signed_by) {
        let when = at(&made.seed, 3 + n, PartiallySigned);
        let row = (
            mou_signatures::id.eq(Id::at(when)),
            mou_signatures::mou_id.eq(made.id),
            mou_signatures::institution_id.eq(known(network.institutions.get(code), code)?),
            mou_signatures::signatory_name.eq("Contoh Penanda Tangan"),
            mou_signatures::position.eq(if code == PANRB { "Deputi (peragaan)" } else { "Sekretaris (peragaan)" }),
            mou_signatures::signed_on.eq(Day::of(when)),
            mou_signatures::method.eq(if code == PANRB { Method::InSystem } else { Method::WetInk }),
            mou_signatures::document_sha256.eq(&document.sha256),
            mou_signatures::created_at.eq(when),
        );
        query!(conn, c => diesel::insert_into(mou_signatures::table).values(row).execute(c))?;
    }
    Ok(())
}
