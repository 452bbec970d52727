//! Reading posts.

use super::lifecycle;
use super::model::{Listed, Parts, Post, PostKind, PostLink, PostRow, PostStatus, PostSummary, View};
use super::tags;
use crate::auth::Caller;
use crate::auth::policy::{Action, Reach, Subject, allows, of_institution, permits, reaches};
use crate::db::schema::{events, hubs, innovations, post_links, post_tags, post_transitions, posts, users};
use crate::db::{Condition, Conn, Id, Instant, StillWanted, query, still_wanted};
use crate::error::Error;
use crate::events::queries as event_queries;
use crate::http::listing::{COUNT_CAP, Facet, Limit, Sort};
use crate::http::problem::{not_found, unknown_record};
use crate::http::transitions::TransitionRow;
use crate::hubs::queries as hub_queries;
use crate::innovations::model::{HubOfInnovation, Status};
use crate::innovations::routes as innovation_routes;
use crate::reactions;
use crate::search::ranking::Expression;
use crate::slug::{of_former, present};
use crate::users::model::Person;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

crate::db::types::text_enum! {
    /// What posts can be sorted by.
    pub enum PostSort {
        /// Time of publication.
        PublishedAt = "published_at",
        /// Time of creation.
        CreatedAt = "created_at",
        /// People who found it useful.
        UsefulCount = "useful_count",
        /// Comments.
        CommentCount = "comment_count",
        /// How well it matches `q`.
        Relevance = "relevance",
    }
}

crate::db::types::text_enum! {
    /// What posts can be counted by.
    pub enum PostFacet {
        /// Kind.
        Kind = "kind",
        /// Tag.
        Tag = "tag",
        /// Hub.
        HubId = "hub_id",
    }
}

/// Values of one facet that are counted at most.
const MOST_VALUES: i64 = 50;

/// Which posts a list holds.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Kinds; all when empty.
    pub kinds: Vec<PostKind>,
    /// Statuses; what is published when empty.
    pub statuses: Vec<PostStatus>,
    /// Folded tags, any of which a post has.
    pub tags: Vec<String>,
    /// Hubs, by id or slug.
    pub hubs: Vec<String>,
    /// Innovations that it is about, by id or slug.
    pub innovations: Vec<String>,
    /// Events that it is about.
    pub events: Vec<Id>,
    /// Who wrote it.
    pub authors: Vec<Id>,
    /// Questions with an accepted answer, or without.
    pub answered: Option<bool>,
    /// What its text holds.
    pub text: Option<Expression>,
    /// Published from an instant on, and before another.
    pub published: Option<(Instant, Instant)>,
    /// Those of the caller, in any status.
    pub mine: bool,
    /// What the caller sees that is not public.
    pub sight: Sight,
}

impl Filter {
    /// The same with the ids of the records that it names; 400 for one that this caller knows nothing of.
    pub fn known_to(mut self, conn: &mut Conn, caller: &Caller) -> Result<Self, Error> {
        if let Some(ids) = hub_queries::named(conn, caller, "hub_id", &self.hubs)? {
            self.hubs = ids.iter().map(ToString::to_string).collect();
        }
        for handle in &mut self.innovations {
            let id = innovation_routes::visible_id(conn, caller, handle)?.ok_or_else(|| unknown_record("innovation_id", handle))?;
            *handle = id.to_string();
        }
        for event in &self.events {
            if event_queries::seen(conn, caller, *event)?.is_none() {
                return Err(unknown_record("event_id", &event.to_string()).into());
            }
        }
        Ok(self)
    }
}

/// Which posts that are not public somebody sees.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sight {
    me: Option<Id>,
    moderates_all: bool,
    moderates: Option<Id>,
}

impl Sight {
    /// What the policy shows to the caller.
    pub fn of(caller: &Caller) -> Self {
        let Some(member) = caller.member() else {
            return Self::default();
        };
        let reach: Vec<Reach> = reaches(member, Action::ModeratePost).collect();
        Self {
            me: Some(member.id),
            moderates_all: reach.contains(&Reach::All),
            moderates: member.institution_id.filter(|_| reach.contains(&Reach::Home)),
        }
    }
}

/// Where a page ended: the value that it is sorted by, and the number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Position(i64, i64);

/// The position of a post in a list.
pub fn position(row: &PostRow, sort: PostSort) -> Position {
    let key = match sort {
        PostSort::PublishedAt => row.published_at.0,
        PostSort::CreatedAt => row.created_at.0,
        PostSort::UsefulCount => row.useful_count,
        PostSort::CommentCount => row.comment_count,
        PostSort::Relevance => 0,
    };
    Position(key, row.seq)
}

macro_rules! filtered {
    ($conn_membership:expr, $filter:expr) => {{
        let filter: &Filter = $filter;
        let mut found = posts::table.inner_join(users::table).left_join(hubs::table).into_boxed();
        let me = filter.sight.me.unwrap_or(Id::NIL);
        found = found.filter(StillWanted);
        if filter.mine {
            found = found.filter(posts::author_id.eq(me));
        }
        let statuses = match (filter.statuses.is_empty(), filter.mine) {
            (true, false) => vec![PostStatus::Published],
            (true, true) => PostStatus::ALL.to_vec(),
            (false, _) => filter.statuses.clone(),
        };
        found = match statuses.as_slice() {
            [one] => found.filter(posts::status.eq(*one)),
            some => found.filter(posts::status.eq_any(some.to_vec())),
        };
        if statuses.iter().any(|status| *status != PostStatus::Published) {
            let own = posts::author_id.eq(me);
            let moderated = posts::status.eq_any([PostStatus::Archived, PostStatus::Hidden]);
            found = if filter.sight.moderates_all {
                found.filter(posts::status.eq(PostStatus::Published).or(own).or(moderated))
            } else {
                let home = hubs::institution_id.nullable().eq(filter.sight.moderates.unwrap_or(Id::NIL)).assume_not_null();
                found.filter(posts::status.eq(PostStatus::Published).or(own).or(moderated.and(hubs::id.nullable().is_not_null()).and(home)))
            };
        }
        if !filter.kinds.is_empty() {
            found = found.filter(posts::kind.eq_any(&filter.kinds));
        }
        if !filter.tags.is_empty() {
            let tagged = post_tags::table.filter(post_tags::seq.eq(posts::seq).and(post_tags::tag_key.eq_any(&filter.tags)));
            found = found.filter(exists(tagged));
        }
        if !filter.hubs.is_empty() {
            let ids: Vec<Id> = filter.hubs.iter().filter_map(|handle| handle.parse().ok()).collect();
            let slug = hubs::slug.nullable().eq_any(filter.hubs.clone()).assume_not_null();
            found = found.filter(hubs::id.nullable().is_not_null()).filter(posts::hub_id.assume_not_null().eq_any(ids).or(slug));
        }
        if !filter.innovations.is_empty() {
            let about = post_links::table
                .inner_join(innovations::table.on(innovations::id.eq(post_links::record_id)))
                .filter(post_links::record_type.eq("innovation").and(post_links::seq.eq(posts::seq)))
                .filter(innovations::id.eq_any(filter.innovations.clone()).or(innovations::slug.eq_any(filter.innovations.clone())));
            found = found.filter(exists(about.select(post_links::seq)));
        }
        if !filter.events.is_empty() {
            let about = post_links::table
                .filter(post_links::record_type.eq("event").and(post_links::seq.eq(posts::seq)))
                .filter(post_links::record_id.eq_any(&filter.events));
            found = found.filter(exists(about));
        }
        if !filter.authors.is_empty() {
            found = found.filter(posts::author_id.eq_any(&filter.authors));
        }
        if let Some((from, to)) = filter.published {
            found = found.filter(posts::published_at.ge(from).and(posts::published_at.lt(to)));
        }
        found = match filter.answered {
            Some(true) => found.filter(posts::kind.eq(PostKind::Question).and(posts::accepted_comment_id.is_not_null())),
            Some(false) => found.filter(posts::kind.eq(PostKind::Question).and(posts::accepted_comment_id.is_null())),
            None => found,
        };
        if let Some(members) = $conn_membership {
            found = found.filter(members);
        }
        found
    }};
}

fn membership(conn: &Conn, filter: &Filter) -> Option<Condition> {
    filter.text.as_ref().map(|text| text.membership_of_posts(conn))
}

/// One more post than the page holds, from after a position on.
pub fn list(conn: &mut Conn, filter: &Filter, sort: Sort<PostSort>, after: Option<&Position>, limit: Limit) -> Result<Vec<Listed>, Error> {
    let members = membership(conn, filter);
    macro_rules! page {
        ($c:expr, $column:expr, $name:literal) => {{
            let mut found = filtered!(members.clone(), filter);
            if let Some(Position(key, seq)) = after {
                let opening = if sort.descending {
                    concat!("(posts.", $name, ", posts.seq) < (")
                } else {
                    concat!("(posts.", $name, ", posts.seq) > (")
                };
                found = found.filter(Condition::new(opening).number(*key).sql(", ").number(*seq).sql(")"));
            }
            found = if sort.descending {
                found.order(($column.desc(), posts::seq.desc()))
            } else {
                found.order(($column.asc(), posts::seq.asc()))
            };
            found
                .limit(limit.and_one())
                .select((
                    PostRow::as_select(),
                    Person::as_select(),
                    Option::<HubOfInnovation>::as_select(),
                    hubs::institution_id.nullable(),
                ))
                .load($c)
        }};
    }
    Ok(query!(conn, c => match sort.field {
        PostSort::PublishedAt | PostSort::Relevance => page!(c, posts::published_at, "published_at"),
        PostSort::CreatedAt => page!(c, posts::created_at, "created_at"),
        PostSort::UsefulCount => page!(c, posts::useful_count, "useful_count"),
        PostSort::CommentCount => page!(c, posts::comment_count, "comment_count"),
    })?)
}

/// The posts with these ids that a filter lets through, in this order.
pub fn in_order(conn: &mut Conn, filter: &Filter, ids: &[Id]) -> Result<Vec<Listed>, Error> {
    let mut found: Vec<Listed> = query!(conn, c => filtered!(None::<Condition>, filter)
        .filter(posts::id.eq_any(ids))
        .select((PostRow::as_select(), Person::as_select(), Option::<HubOfInnovation>::as_select(), hubs::institution_id.nullable()))
        .load(c))?;
    found.sort_by_key(|(row, ..)| ids.iter().position(|id| *id == row.id));
    Ok(found)
}

/// How many posts match, counted to one past the cap.
pub fn count(conn: &mut Conn, filter: &Filter) -> Result<i64, Error> {
    still_wanted()?;
    let members = membership(conn, filter);
    let counted: i64 = query!(conn, c => filtered!(members.clone(), filter).select(count_star()).first(c))?;
    Ok(counted.min(COUNT_CAP + 1))
}

/// The values of a field and how many matching posts have each, the most frequent first.
pub fn facet(conn: &mut Conn, filter: &Filter, field: PostFacet) -> Result<Vec<Facet>, Error> {
    still_wanted()?;
    let mut wider = filter.clone();
    match field {
        PostFacet::Kind => wider.kinds.clear(),
        PostFacet::Tag => wider.tags.clear(),
        PostFacet::HubId => wider.hubs.clear(),
    }
    let members = membership(conn, &wider);
    let mut counts = std::collections::BTreeMap::<String, i64>::new();
    match field {
        PostFacet::Kind => {
            let kinds: Vec<PostKind> = query!(conn, c => filtered!(members.clone(), &wider).limit(COUNT_CAP).select(posts::kind).load(c))?;
            kinds.into_iter().for_each(|kind| *counts.entry(kind.to_string()).or_default() += 1);
        }
        PostFacet::HubId => {
            let hubs: Vec<Option<Id>> =
                query!(conn, c => filtered!(members.clone(), &wider).limit(COUNT_CAP).select(posts::hub_id).load(c))?;
            hubs.into_iter().flatten().for_each(|hub| *counts.entry(hub.to_string()).or_default() += 1);
        }
        PostFacet::Tag => {
            let tags: Vec<crate::db::RawJson> =
                query!(conn, c => filtered!(members.clone(), &wider).limit(COUNT_CAP).select(posts::tags).load(c))?;
            let lists: Vec<Vec<String>> = tags.iter().map(crate::db::RawJson::read).collect::<Result<_, _>>()?;
            counts.extend(tags::count(&lists));
        }
    }
    let mut facets: Vec<Facet> = counts.into_iter().map(|(value, count)| Facet { value, count }).collect();
    facets.sort_by_key(|facet| std::cmp::Reverse(facet.count));
    facets.truncate(usize::try_from(MOST_VALUES).unwrap_or(usize::MAX));
    Ok(facets)
}

/// The wire forms of a page.
pub fn summaries(rows: Vec<Listed>) -> Vec<PostSummary> {
    rows.into_iter().map(PostSummary::from).collect()
}

/// What the caller is to a post.
pub fn view(caller: &Caller, (row, _, _, institution): &Listed) -> View {
    view_of(caller, row.author_id, *institution)
}

/// What the caller is to a post of this author, shared by the hub of this institution.
pub fn view_of(caller: &Caller, author_id: Id, institution: Option<Id>) -> View {
    let Some(member) = caller.member() else {
        return View::default();
    };
    let owners = [author_id];
    let subject = Subject { owner_ids: &owners, ..of_institution(institution.unwrap_or(Id::NIL)) };
    View {
        author: allows(caller, Action::EditPost, subject),
        moderates: allows(caller, Action::ModeratePost, subject),
        writes: permits(member, Action::WritePost),
    }
}

fn find(conn: &mut Conn, handle: &str) -> Result<Option<Listed>, Error> {
    macro_rules! first {
        ($c:expr, $condition:expr) => {
            posts::table
                .inner_join(users::table)
                .left_join(hubs::table)
                .filter($condition)
                .select((
                    PostRow::as_select(),
                    Person::as_select(),
                    Option::<HubOfInnovation>::as_select(),
                    hubs::institution_id.nullable(),
                ))
                .first::<Listed>($c)
                .optional()
        };
    }
    Ok(match handle.parse::<Id>() {
        Ok(id) => query!(conn, c => first!(c, posts::id.eq(id)))?,
        Err(_) => match query!(conn, c => first!(c, posts::slug.eq(handle)))? {
            None => match of_former(conn, handle)? {
                Some(id) => return find(conn, &id.to_string()),
                None => None,
            },
            found => found,
        },
    })
}

/// The post with this id or slug, when the caller may see it, and what the caller is to it.
pub fn seen(conn: &mut Conn, caller: &Caller, handle: &str) -> Result<Option<(Listed, View)>, Error> {
    let found = find(conn, handle)?.map(|found| {
        let view = view(caller, &found);
        (found, view)
    });
    Ok(found.filter(|(found, view)| view.sees(found.0.status)))
}

/// The same, or 404.
pub fn visible(conn: &mut Conn, caller: &Caller, handle: &str) -> Result<(Listed, View), Error> {
    Ok(seen(conn, caller, handle)?.ok_or_else(not_found)?)
}

/// The same for a post that is to be changed; on PostgreSQL it is locked.
pub fn visible_to_change(conn: &mut Conn, caller: &Caller, handle: &str) -> Result<(Listed, View), Error> {
    let handle = &present(conn, handle)?;
    if let Conn::Postgres(c) = conn {
        let locked = posts::table.select(posts::seq).for_update();
        let _: Option<i64> = match handle.parse::<Id>() {
            Ok(id) => locked.filter(posts::id.eq(id)).first(c).optional()?,
            Err(_) => locked.filter(posts::slug.eq(handle)).first(c).optional()?,
        };
    }
    visible(conn, caller, handle)
}

/// The body of a post.
pub fn body(conn: &mut Conn, seq: i64) -> Result<String, Error> {
    Ok(query!(conn, c => posts::table.filter(posts::seq.eq(seq)).select(posts::body).first(c))?)
}

/// The ids of the records of one type that a post is about, in its order.
pub fn links(conn: &mut Conn, seq: i64, record_type: &str) -> Result<Vec<Id>, Error> {
    Ok(query!(conn, c => post_links::table
        .filter(post_links::seq.eq(seq).and(post_links::record_type.eq(record_type)))
        .order(post_links::position.asc())
        .select(post_links::record_id)
        .load(c))?)
}

/// The published innovations among these, in short.
pub fn innovations_in_short(conn: &mut Conn, ids: &[Id]) -> Result<Vec<PostLink>, Error> {
    let found: Vec<(Id, String, String)> = query!(conn, c => innovations::table
        .filter(innovations::id.eq_any(ids).and(innovations::status.eq(Status::Published)))
        .select((innovations::id, innovations::title, innovations::slug))
        .load(c))?;
    Ok(found.into_iter().map(|(id, title, slug)| PostLink { id, title, url: format!("/innovations/{slug}") }).collect())
}

/// The public events among these, in short.
pub fn events_in_short(conn: &mut Conn, ids: &[Id]) -> Result<Vec<PostLink>, Error> {
    let found: Vec<(Id, String)> = query!(conn, c => events::table
        .filter(events::id.eq_any(ids).and(events::opened_at.is_not_null()))
        .select((events::id, events::title))
        .load(c))?;
    Ok(found.into_iter().map(|(id, title)| PostLink { id, title, url: format!("/events/{id}") }).collect())
}

fn with_links(ids: Vec<Id>, found: &[PostLink]) -> Vec<(Id, Option<PostLink>)> {
    ids.into_iter().map(|id| (id, found.iter().find(|link| link.id == id).cloned())).collect()
}

/// A post with all its parts, as the caller sees it.
pub fn whole(conn: &mut Conn, caller: &Caller, (listed, view): (Listed, View)) -> Result<Post, Error> {
    let row = &listed.0;
    let (innovations, events) = (links(conn, row.seq, "innovation")?, links(conn, row.seq, "event")?);
    let (found_innovations, found_events) = (innovations_in_short(conn, &innovations)?, events_in_short(conn, &events)?);
    let parts = Parts {
        body: body(conn, row.seq)?,
        innovations: with_links(innovations, &found_innovations),
        events: with_links(events, &found_events),
        reactions: reactions::of(conn, caller, reactions::Subject::Post, row.id)?,
        allowed_actions: caller.member().map(|_| lifecycle::allowed_actions(&view, row)),
    };
    Post::new(listed, parts, &view)
}

/// The statuses that a post has gone through, the oldest first.
pub fn transitions(conn: &mut Conn, seq: i64) -> Result<Vec<TransitionRow>, Error> {
    Ok(query!(conn, c => post_transitions::table
        .filter(post_transitions::seq.eq(seq))
        .order((post_transitions::at.asc(), post_transitions::id.asc()))
        .limit(1000)
        .left_join(users::table)
        .select((post_transitions::from_status, post_transitions::to_status, post_transitions::at, Option::<Person>::as_select(), post_transitions::note))
        .load(c))?)
}

/// What is scheduled and due, at most so many.
pub fn due(conn: &mut Conn, now: Instant, most: i64) -> Result<Vec<Id>, Error> {
    Ok(query!(conn, c => posts::table
        .filter(posts::status.eq(PostStatus::Scheduled).and(posts::publish_at.le(now)))
        .order(posts::publish_at.asc())
        .limit(most)
        .select(posts::id)
        .load(c))?)
}
