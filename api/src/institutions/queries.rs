//! Reading institutions.

use super::model::{HubRef, Institution, InstitutionKind, InstitutionRow};
use crate::db::schema::{hubs, innovations, institutions};
use crate::db::{Conn, Id, query};
use crate::error::Error;
use crate::http::listing::{COUNT_CAP, Limit, Sort};
use crate::http::problem::unknown_record;
use crate::hubs::model::{HubStatus, PUBLIC};
use crate::innovations::model::Status;
use crate::search::text::fold;
use crate::slug;
use diesel::dsl::count_star;
use diesel::prelude::*;

crate::db::types::text_enum! {
    /// What institutions can be sorted by.
    pub enum InstitutionSort {
        /// Name.
        Name = "name",
        /// Code.
        Code = "code",
    }
}

/// Which institutions a list holds.
pub struct Filter {
    /// Any of these kinds; all when empty.
    pub kinds: Vec<InstitutionKind>,
    /// Words that the name or code contains.
    pub words: Vec<String>,
}

impl Filter {
    /// A filter by kinds and by words of the name.
    pub fn new(kinds: Vec<InstitutionKind>, q: Option<&str>) -> Self {
        Self { kinds, words: q.map(name_words).unwrap_or_default() }
    }
}

/// The folded words of a name filter.
pub fn name_words(q: &str) -> Vec<String> {
    fold(q).split_whitespace().take(8).map(|word| format!("%{}%", word.replace(['%', '_', '\\'], ""))).collect()
}

/// The ids of the institutions that a filter names, by id or code; 400 for one that does not exist. None when it names none.
pub fn named(conn: &mut Conn, parameter: &str, handles: &[impl ToString]) -> Result<Option<Vec<Id>>, Error> {
    if handles.is_empty() {
        return Ok(None);
    }
    let handles: Vec<String> = handles.iter().map(ToString::to_string).collect();
    let ids: Vec<Id> = handles.iter().filter_map(|handle| handle.parse().ok()).collect();
    let known: Vec<(Id, String)> = query!(conn, c => institutions::table
        .filter(institutions::id.eq_any(&ids).or(institutions::code.eq_any(&handles)))
        .select((institutions::id, institutions::code))
        .load(c))?;
    let of = |handle: &String| known.iter().find(|(id, code)| code == handle || handle.parse::<Id>().is_ok_and(|asked| asked == *id));
    handles.iter().map(|handle| Ok(of(handle).ok_or_else(|| unknown_record(parameter, handle))?.0)).collect::<Result<_, _>>().map(Some)
}

/// The row of an institution that is to be changed; on PostgreSQL it is locked.
pub fn row_to_change(conn: &mut Conn, handle: &str) -> Result<Option<InstitutionRow>, Error> {
    macro_rules! first {
        ($c:expr, $found:expr) => {
            match handle.parse::<Id>() {
                Ok(id) => $found.filter(institutions::id.eq(id)).first($c).optional()?,
                Err(_) => $found.filter(institutions::code.eq(handle)).first($c).optional()?,
            }
        };
    }
    Ok(match conn {
        Conn::Sqlite(c) => first!(c, institutions::table.select(InstitutionRow::as_select())),
        Conn::Postgres(c) => first!(c, institutions::table.select(InstitutionRow::as_select()).for_update()),
    })
}

/// The institution with this id or code.
pub fn find(conn: &mut Conn, handle: &str) -> Result<Option<Institution>, Error> {
    let row: Option<InstitutionRow> = match handle.parse::<Id>() {
        Ok(id) => {
            query!(conn, c => institutions::table.filter(institutions::id.eq(id)).select(InstitutionRow::as_select()).first(c).optional())?
        }
        Err(_) => {
            query!(conn, c => institutions::table.filter(institutions::code.eq(handle)).select(InstitutionRow::as_select()).first(c).optional())?
        }
    };
    match row {
        Some(row) => Ok(with_hubs(conn, vec![row])?.pop()),
        None => match slug::of_former(conn, handle)? {
            Some(id) => find(conn, &id.to_string()),
            None => Ok(None),
        },
    }
}

macro_rules! filtered {
    ($filter:expr) => {{
        let mut found = institutions::table.into_boxed();
        if !$filter.kinds.is_empty() {
            found = found.filter(institutions::kind.eq_any(&$filter.kinds));
        }
        for word in &$filter.words {
            found = found.filter(institutions::name_key.like(word).or(institutions::code.like(word)));
        }
        found
    }};
}

/// One more institution than the page holds, after the position (sort key, id).
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    sort: Sort<InstitutionSort>,
    after: Option<&(String, Id)>,
    limit: Limit,
) -> Result<Vec<InstitutionRow>, Error> {
    macro_rules! page {
        ($c:expr, $column:expr) => {{
            let mut found = filtered!(filter);
            if let Some((key, id)) = after {
                found = if sort.descending {
                    found.filter($column.lt(key).or($column.eq(key).and(institutions::id.lt(id))))
                } else {
                    found.filter($column.gt(key).or($column.eq(key).and(institutions::id.gt(id))))
                };
            }
            let found = found.limit(limit.and_one()).select(InstitutionRow::as_select());
            if sort.descending {
                found.order(($column.desc(), institutions::id.desc())).load($c)
            } else {
                found.order(($column.asc(), institutions::id.asc())).load($c)
            }
        }};
    }
    Ok(match sort.field {
        InstitutionSort::Name => query!(conn, c => page!(c, institutions::sort_key))?,
        InstitutionSort::Code => query!(conn, c => page!(c, institutions::code))?,
    })
}

/// How many institutions match, counted to one past the cap.
pub fn count(conn: &mut Conn, filter: &Filter) -> Result<i64, Error> {
    let counted: i64 = query!(conn, c => filtered!(filter).select(count_star()).first(c))?;
    Ok(counted.min(COUNT_CAP + 1))
}

/// Adds to institutions their public hub and their published innovations.
pub fn with_hubs(conn: &mut Conn, rows: Vec<InstitutionRow>) -> Result<Vec<Institution>, Error> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let hubs: Vec<(Id, Id, String, String, HubStatus)> = query!(conn, c => hubs::table
        .filter(hubs::institution_id.eq_any(&ids).and(hubs::status.eq_any(PUBLIC)))
        .select((hubs::institution_id, hubs::id, hubs::slug, hubs::name, hubs::status))
        .load(c))?;
    let counts = published(conn, &ids)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let hub = hubs.iter().find(|h| h.0 == row.id).map(|(_, id, slug, name, status)| HubRef {
                id: *id,
                slug: slug.clone(),
                name: name.clone(),
                status: *status,
            });
            let published = counts.iter().find(|(id, _)| *id == row.id).map_or(0, |(_, n)| *n);
            Institution::new(row, hub, published)
        })
        .collect())
}

/// How many innovations each of the institutions has published.
pub fn published(conn: &mut Conn, institutions: &[Id]) -> Result<Vec<(Id, i64)>, Error> {
    Ok(query!(conn, c => innovations::table
        .filter(innovations::institution_id.eq_any(institutions).and(innovations::status.eq(Status::Published)))
        .group_by(innovations::institution_id)
        .select((innovations::institution_id, count_star()))
        .load(c))?)
}
