//! `/hubs/{id}/mou-draft`: what a MoU of a hub begins with.

use super::writing::{MouBody, PartyBody};
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::schema::institutions;
use crate::db::{Conn, Day, Id, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::openapi::Refusals;
use crate::http::problem::{forbidden, not_found};
use crate::http::query::{NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::hubs::queries as hub_queries;
use actix_web::{HttpResponse, web};
use chrono::Months;
use diesel::prelude::*;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/hubs/{id}/mou-draft").get(show)]
}

/// How long a MoU of the template lasts.
const MONTHS: u32 = 36;

/// The scope of the template; `{}` stands for the institution.
const SCOPE: &str = "\
1. Pembentukan dan penguatan kelembagaan Hub JIPP di {}.
2. Pembinaan inovasi pelayanan publik melalui penciptaan, pengembangan, dan pelembagaan.
3. Pendokumentasian inovasi pelayanan publik dan pemutakhiran datanya.
4. Penyebarluasan praktik baik dan replikasi inovasi antarinstansi.
5. Pertukaran pengetahuan, pengembangan kapasitas, dan pendampingan.
6. Pemantauan dan evaluasi keberlanjutan inovasi.
";

/// Shows what a MoU begins with
///
/// The template, filled in with the hub and its institution: a body for `POST /mous`, to be changed at will. For those who may draft it.
#[utoipa::path(get, path = "/api/v1/hubs/{id}/mou-draft", tag = "mous", operation_id = "getMouDraft", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug of the hub", example = "kkp")),
    responses((status = 200, description = "The body", body = MouBody),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            caller.signed_in()?;
            let hub = hub_queries::find(conn, caller, &id)?.ok_or_else(not_found)?;
            if !allows(caller, Action::DraftMou, of_institution(hub.institution_id)) {
                return Err(forbidden().into());
            }
            Answer::record(0, &filled_in(conn, hub.id, hub.institution_id, Day::today())?)
        })
        .await
}

/// The template with the institution's data.
pub fn filled_in(conn: &mut Conn, hub_id: Id, institution: Id, starts_on: Day) -> Result<MouBody, Error> {
    let name: String = query!(conn, c => institutions::table.filter(institutions::id.eq(institution)).select(institutions::name).first(c))?;
    let ends = starts_on.0.checked_add_months(Months::new(MONTHS)).and_then(|day| day.pred_opt());
    Ok(MouBody {
        title: format!("Nota Kesepahaman antara Kementerian PANRB dan {name} tentang Hub Jaringan Inovasi Pelayanan Publik").into(),
        hub_id,
        parties: vec![PartyBody { institution_id: institution }],
        scope: Some(SCOPE.replace("{}", &name)),
        starts_on,
        ends_on: ends.map_or(starts_on, Day),
        number: None,
    })
}
