//! Which innovations a list holds: what was asked for, within what the policy lets the caller see.

use super::lifecycle::was_submitted;
use super::model::{Phase, Source, Status, Sustainability};
use crate::auth::Caller;
use crate::auth::policy::{Action, Reach, reaches};
use crate::db::{Conn, Day, Id};
use crate::error::Error;
use crate::http::fault::none_of;
use crate::http::locale::Text;
use crate::http::problem::{bad_parameter, not_authenticated};
use crate::hubs::queries as hubs;
use crate::institutions::queries as institutions;
use crate::vocabularies;

crate::db::types::text_enum! {
    /// What innovations can be counted by.
    pub enum FacetField {
        /// Status.
        Status = "status",
        /// Phase.
        Phase = "phase",
        /// Sustainability.
        Sustainability = "sustainability",
        /// Sector.
        Sector = "sector",
        /// Category.
        Category = "category",
        /// Goal.
        Sdg = "sdg",
        /// Year of implementation.
        Year = "year",
        /// Source.
        Source = "source",
        /// Institution.
        InstitutionId = "institution_id",
        /// Hub.
        HubId = "hub_id",
    }
}

/// What a list was asked for.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Asked {
    pub statuses: Vec<Status>,
    pub phases: Vec<Phase>,
    pub sustainability: Vec<Sustainability>,
    pub stale: Option<bool>,
    pub hubs: Vec<String>,
    pub institutions: Vec<String>,
    pub sectors: Vec<String>,
    pub categories: Vec<String>,
    pub sdgs: Vec<i32>,
    pub years: Vec<i32>,
    pub sources: Vec<Source>,
    pub mine: bool,
}

impl Asked {
    /// Refuses values that no record can have.
    pub fn check(&self) -> Result<(), Error> {
        let all = vocabularies::all()?;
        for (name, asked, terms) in [("sector", &self.sectors, &all.sectors), ("category", &self.categories, &all.categories)] {
            if asked.iter().any(|code| !terms.iter().any(|term| term.code == *code)) {
                let codes: Vec<&str> = terms.iter().map(|term| term.code.as_str()).collect();
                return Err(bad_parameter(name, none_of(&codes).1).into());
            }
        }
        if self.sdgs.iter().any(|n| !(1..=17).contains(n)) {
            return Err(bad_parameter("sdg", Text::new("harus 1 sampai 17.", "must be 1 to 17.")).into());
        }
        if self.years.iter().any(|y| !(1900..=9999).contains(y)) {
            return Err(bad_parameter("year", Text::new("harus tahun empat angka.", "must be a year of four digits.")).into());
        }
        Ok(())
    }

    /// Whether an index leads to what is asked for without passing by what is not.
    pub fn goes_along_an_index(&self, by_publication: bool) -> bool {
        let Self { statuses, phases, sustainability, stale, hubs, institutions, sectors, categories, sdgs, years, sources, mine } = self;
        let passes_by = !(phases.is_empty() && sustainability.is_empty() && hubs.is_empty() && categories.is_empty())
            || !(sdgs.is_empty() && years.is_empty() && sources.is_empty())
            || stale.is_some()
            || *mine;
        let leads =
            matches!((sectors.len(), institutions.len()), (0, 0 | 1)) || (sectors.len() == 1 && institutions.is_empty() && by_publication);
        !passes_by && leads && statuses.len() <= 1
    }
}

/// What a list holds.
#[derive(Clone, Debug)]
pub struct Filter {
    pub(super) asked: Asked,
    pub(super) hub_ids: Option<Vec<Id>>,
    pub(super) institution_ids: Option<Vec<Id>>,
    pub(super) owner: Option<Id>,
    /// Statuses that the caller sees whatever the record.
    pub(super) open: Vec<Status>,
    /// Statuses that the caller sees of records within a reach.
    pub(super) within: Vec<(Reach, Vec<Status>)>,
    pub(super) me: Id,
    pub(super) home: Id,
    pub(super) fresh_since: Day,
}

impl Filter {
    /// What `caller` may see of `asked`.
    pub fn visible(conn: &mut Conn, caller: &Caller, asked: Asked) -> Result<Self, Error> {
        let member = caller.member();
        let owner = match (asked.mine, member) {
            (true, None) => return Err(not_authenticated().into()),
            (true, Some(member)) => Some(member.id),
            _ => None,
        };
        let wanted: Vec<Status> = match (asked.statuses.as_slice(), owner) {
            ([], None) => vec![Status::Published],
            ([], Some(_)) => Status::ALL.to_vec(),
            (some, _) => some.to_vec(),
        };
        let reach: Vec<Reach> = member.map(|m| reaches(m, Action::ReadInnovation).collect()).unwrap_or_default();
        let all = reach.contains(&Reach::All);
        let closed: Vec<Status> = wanted.iter().copied().filter(|s| *s != Status::Published).collect();
        let open = wanted.iter().copied().filter(|s| all || *s == Status::Published).collect();
        let within = reach
            .into_iter()
            .filter(|_| !all)
            .map(|r| (r, closed.iter().copied().filter(|s| r != Reach::ElsewhereSubmitted || was_submitted(*s)).collect()))
            .filter(|(_, statuses): &(Reach, Vec<Status>)| !statuses.is_empty())
            .collect();
        Ok(Self {
            hub_ids: hubs::named(conn, caller, "hub_id", &asked.hubs)?,
            institution_ids: institutions::named(conn, "institution_id", &asked.institutions)?,
            owner,
            open,
            within,
            me: member.map_or(Id::NIL, |m| m.id),
            home: member.and_then(|m| m.institution_id).unwrap_or(Id::NIL),
            fresh_since: Day::today().a_year_before(),
            asked,
        })
    }

    /// What the public sees of one hub.
    pub fn public_of_hub(hub: Id) -> Self {
        Self { hub_ids: Some(vec![hub]), ..Self::public() }
    }

    /// What the public sees.
    pub fn public() -> Self {
        Self {
            asked: Asked::default(),
            hub_ids: None,
            institution_ids: None,
            owner: None,
            open: vec![Status::Published],
            within: Vec::new(),
            me: Id::NIL,
            home: Id::NIL,
            fresh_since: Day::today().a_year_before(),
        }
    }

    /// The same without what was asked for of one field: the values of a facet are alternatives to those chosen.
    pub fn without(&self, facet: FacetField) -> Self {
        let mut wider = self.clone();
        match facet {
            FacetField::Sector => wider.asked.sectors.clear(),
            FacetField::Category => wider.asked.categories.clear(),
            FacetField::Phase => wider.asked.phases.clear(),
            FacetField::Sustainability => wider.asked.sustainability.clear(),
            FacetField::Sdg => wider.asked.sdgs.clear(),
            FacetField::Year => wider.asked.years.clear(),
            FacetField::Source => wider.asked.sources.clear(),
            FacetField::InstitutionId => wider.institution_ids = None,
            FacetField::HubId => wider.hub_ids = None,
            FacetField::Status => {}
        }
        wider
    }

    /// The same, of stale records only.
    pub fn stale(mut self) -> Self {
        self.asked.stale = Some(true);
        self
    }
}

/// Applies a filter to a boxed query over `innovations`; one value is compared, several are listed, so
/// that the planner of either backend can walk an index in order.
macro_rules! apply {
    ($found:ident, $filter:expr) => {{
        use crate::db::schema::{innovation_owners, innovation_sdgs, innovations, wanted_sdgs};
        use diesel::dsl::exists;
        macro_rules! any_of {
            ($column:expr, $values:expr) => {
                if let [one] = $values.as_slice() {
                    $found = $found.filter($column.eq(one));
                } else if !$values.is_empty() {
                    $found = $found.filter($column.eq_any($values));
                }
            };
        }
        let filter = $filter;
        $found = $found.filter($crate::db::StillWanted);
        if filter.within.is_empty() {
            match filter.open.as_slice() {
                [] => $found = $found.filter($crate::db::Condition::new("1 = 0")),
                all if all.len() == Status::ALL.len() => {}
                _ => any_of!(innovations::status, &filter.open),
            }
        } else {
            let mut seen: Box<dyn BoxableExpression<_, _, SqlType = diesel::sql_types::Bool>> =
                Box::new(innovations::status.eq_any(&filter.open));
            for (reach, statuses) in &filter.within {
                let of_status = innovations::status.eq_any(statuses);
                let owned = exists(
                    innovation_owners::table
                        .filter(innovation_owners::seq.eq(innovations::seq).and(innovation_owners::user_id.eq(filter.me))),
                );
                let at_home = innovations::institution_id.eq(filter.home);
                seen = match reach {
                    Reach::Own => Box::new(seen.or(of_status.and(owned))),
                    Reach::OwnAtHome => Box::new(seen.or(of_status.and(owned).and(at_home))),
                    Reach::Home => Box::new(seen.or(of_status.and(at_home))),
                    Reach::Elsewhere | Reach::ElsewhereSubmitted => {
                        Box::new(seen.or(of_status.and(diesel::dsl::not(at_home)).and(diesel::dsl::not(owned))))
                    }
                    Reach::All => Box::new(seen.or(of_status)),
                };
            }
            $found = $found.filter(seen);
        }
        if let Some(owner) = filter.owner {
            $found = $found.filter(exists(
                innovation_owners::table.filter(innovation_owners::seq.eq(innovations::seq).and(innovation_owners::user_id.eq(owner))),
            ));
        }
        if let Some(ids) = &filter.hub_ids {
            match ids.as_slice() {
                [one] => $found = $found.filter(innovations::hub_id.eq(one)),
                some => $found = $found.filter(innovations::hub_id.eq_any(some)),
            }
        }
        if let Some(ids) = &filter.institution_ids {
            match ids.as_slice() {
                [one] => $found = $found.filter(innovations::institution_id.eq(one)),
                some => $found = $found.filter(innovations::institution_id.eq_any(some)),
            }
        }
        any_of!(innovations::phase, &filter.asked.phases);
        any_of!(innovations::sustainability, &filter.asked.sustainability);
        any_of!(innovations::sector, &filter.asked.sectors);
        any_of!(innovations::category, &filter.asked.categories);
        any_of!(innovations::implemented_year, &filter.asked.years);
        any_of!(innovations::source, &filter.asked.sources);
        match filter.asked.stale {
            Some(true) => $found = $found.filter(innovations::attested_on.lt(filter.fresh_since)),
            Some(false) => $found = $found.filter(innovations::attested_on.is_null().or(innovations::attested_on.ge(filter.fresh_since))),
            None => {}
        }
        if !filter.asked.sdgs.is_empty() {
            $found = $found.filter(exists(
                wanted_sdgs.filter(
                    wanted_sdgs
                        .field(innovation_sdgs::seq)
                        .eq(innovations::seq)
                        .and(wanted_sdgs.field(innovation_sdgs::sdg).eq_any(&filter.asked.sdgs)),
                ),
            ));
        }
        $found
    }};
}
pub(super) use apply;
