//! Events for calendars (iCalendar, RFC 5545): one at a time, and a feed of what is public.

use super::model::{EventRow, EventStatus};
use super::queries::{self, Filter};
use crate::app::App;
use crate::db::{Id, Instant};
use crate::error::Error;
use crate::http::listing::Limit;
use crate::http::openapi::Refusals;
use crate::http::query::{NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::printable::printable;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus as Standing, Property};

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/events/{id}/calendar.ics").get(event), at("/feeds/events.ics").get(feed)]
}

/// The feed reaches back this long.
const BACK_MILLIS: i64 = 365 * 24 * 3600 * 1000;
/// Most events in the feed.
const MOST: u32 = 100;

/// Shows an event for calendars
///
/// iCalendar (RFC 5545). Whoever sees the event gets it.
#[utoipa::path(get, path = "/api/v1/events/{id}/calendar.ics", tag = "events", operation_id = "getEventCalendar", security((), ("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event")),
    responses((status = 200, description = "The event", body = String, content_type = "text/calendar", example = json!("BEGIN:VCALENDAR")), Refusals))]
pub async fn event(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    let (row, _) = reading.find(move |conn, caller| queries::visible(conn, caller, &id)).await?;
    Ok(send(&reading.app, &[row]))
}

/// Lists public events for calendars
///
/// iCalendar (RFC 5545): the public events of the last twelve months and those to come, up to 100, for calendar programs to subscribe to.
#[utoipa::path(get, path = "/api/v1/feeds/events.ics", tag = "events", operation_id = "getEventFeed", security(()),
    responses((status = 200, description = "The events", body = String, content_type = "text/calendar", example = json!("BEGIN:VCALENDAR")), Refusals))]
pub async fn feed(app: web::Data<App>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    let rows = app
        .db
        .read(move |conn| {
            let statuses = vec![EventStatus::Open, EventStatus::Held, EventStatus::Closed, EventStatus::Cancelled];
            let filter = Filter { statuses, from: Some(Instant::now().plus_millis(-BACK_MILLIS)), ..Filter::default() };
            let limit = Limit::try_from(MOST).map_err(Error::internal)?;
            let mut rows = queries::list(conn, &filter, true, None, limit)?;
            limit.cut(&mut rows);
            Ok(rows)
        })
        .await?;
    let rows: Vec<EventRow> = rows.into_iter().map(|(row, _)| row).collect();
    Ok(send(&app, &rows))
}

fn send(app: &App, rows: &[EventRow]) -> HttpResponse {
    let mut calendar = Calendar::new();
    calendar.name("Hub JIPP");
    for row in rows {
        calendar.push(entry(row, &app.settings.public_url()));
    }
    HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::VARY, "Authorization"))
        .body(calendar.done().to_string())
}

fn entry(row: &EventRow, public_url: &str) -> Event {
    let page = format!("{public_url}/events/{}", row.id);
    let (starts, ends) = (time(row.starts_at), time(row.ends_at));
    let mut event = Event::new();
    event
        .uid(&format!("{}@hub-jipp", row.id))
        .sequence(u32::try_from(row.version).unwrap_or(u32::MAX))
        .timestamp(time(row.updated_at))
        .summary(&printable(&row.title))
        .starts(starts)
        .url(&page);
    // An end that is not later than the start is left out (RFC 5545, 3.6.1). Calendars know whole seconds.
    if ends.timestamp() > starts.timestamp() {
        event.ends(ends);
    }
    if let Some(place) = row.venue.as_ref().or(row.online_url.as_ref()) {
        event.location(&printable(place));
    }
    if let Some(description) = description(row) {
        event.description(&printable(&description));
    }
    if let Some(link) = &row.online_url {
        event.append_property(conference(link));
    }
    event.status(match row.status {
        EventStatus::Planned => Standing::Tentative,
        EventStatus::Cancelled => Standing::Cancelled,
        EventStatus::Open | EventStatus::Held | EventStatus::Closed => Standing::Confirmed,
    });
    event.done()
}

/// The agenda below the link, which few calendars show from its own property.
fn description(row: &EventRow) -> Option<String> {
    let link = row.online_url.as_ref().map(|link| format!("Tautan: {link}"));
    let parts: Vec<String> = link.into_iter().chain(row.agenda.clone()).collect();
    Some(parts.join("\n\n")).filter(|text| !text.is_empty())
}

/// The link as an address (RFC 7986, 5.11).
fn conference(link: &str) -> Property {
    let address: String = printable(link).chars().filter(|c| !c.is_whitespace()).collect();
    Property::new("CONFERENCE", address).add_parameter("VALUE", "URI").add_parameter("FEATURE", "VIDEO").done()
}

fn time(at: Instant) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.0).unwrap_or_default()
}
