//! The running service: what all its workers share, and all its addresses.

use crate::auth::failed_sign_ins::{self, FailedSignIns};
use crate::auth::secret::Secret;
use crate::auth::session::RefreshTokens;
use crate::auth::tokens::KeyRing;
use crate::config::{ServeSettings, Switch};
use crate::db::{Database, Together};
use crate::error::Error;
use crate::feeds::{self, sitemap};
use crate::files::Files;
use crate::http::answer::Answer;
use crate::http::connections::{Connections, raise_file_limit};
use crate::http::cursor::Cursors;
use crate::http::envelope::Envelope;
use crate::http::health::{Readiness, healthz, readyz};
use crate::http::metrics::Recorder;
use crate::http::rate_limit::RateLimits;
use crate::http::routing::{Address, at, nowhere};
use crate::http::spa::Site;
use crate::http::wrong_passwords::Attempt;
use crate::http::{openapi, pages, problem_pages, security_txt};
use crate::innovations::creating::{self, Creation};
use crate::innovations::public::PublicReader;
use crate::mail::{self, Letter, LetterBox, Mailer, Stop};
use crate::moderation::limits::Limits;
use crate::notifications::stream::Streams;
use crate::{audit, auth, calendar, comments, events, hubs, innovations, institutions, mentions, moderation, mous, notifications, posts};
use crate::{saved_searches, search, stats, subscriptions, users, vocabularies};
use actix_cors::Cors;
use actix_web::http::Method;
use actix_web::middleware::{Compress, Condition};
use actix_web::{HttpRequest, HttpServer, web};
use std::net::IpAddr;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc;

/// What all workers share; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// The parts of [`App`].
pub struct Shared {
    /// Settings of the process.
    pub settings: ServeSettings,
    /// The database.
    pub db: Database,
    /// Keys for access tokens.
    pub keys: KeyRing,
    /// Maker of refresh tokens.
    pub refresh_tokens: RefreshTokens,
    /// Maker of cursors.
    pub cursors: Cursors,
    /// Rate limits, unless they are off.
    pub rate_limits: Option<RateLimits>,
    /// Reader of published innovations.
    pub public_innovations: PublicReader,
    /// Takes drafts of innovations that are to be made.
    pub drafts: Together<Creation, Answer>,
    /// Uploaded files.
    pub files: Files,
    /// Takes letters that are to be sent soon.
    pub letters: LetterBox,
    /// Failed sign-ins that are being counted.
    pub failed_sign_ins: FailedSignIns,
    /// Whether the database answered lately.
    pub readiness: Readiness,
    /// Open streams of notifications.
    pub streams: Streams,
    /// The SPA's files.
    pub site: Site,
    keys_reloaded_at: AtomicI64,
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// An unknown key makes the process look for new ones this often at most.
const RELOAD_MILLIS: i64 = 5_000;
/// Keys that another process made are taken over within this time.
const RELOAD_EVERY: Duration = Duration::from_secs(60);
/// Requests in flight may take this long after SIGTERM, in seconds.
const SHUTDOWN_SECONDS: u64 = 30;
/// Emails that are being sent may take this long after that.
const LAST_MAILS: Duration = Duration::from_secs(15);
/// Connections that one worker holds at most.
const MOST_CONNECTIONS: usize = 10_000;
/// A connection whose first request has not come after this time is closed.
const LONGEST_SILENCE: Duration = Duration::from_secs(8);

impl App {
    /// Opens what the settings name.
    pub fn new(settings: ServeSettings, db: Database, letters: LetterBox) -> Result<Self, Error> {
        if !Secret::path(&settings.database)?.exists() {
            // A new secret would not open the keys that are there, and would stand where the lost one belongs.
            KeyRing::examine(&db, None)?;
        }
        let secret = Secret::load(&settings.database)?;
        let keys = KeyRing::load(&db, &secret, settings.public_url())?;
        Ok(Self(Arc::new(Shared {
            refresh_tokens: RefreshTokens::new(&secret),
            cursors: Cursors::new(&secret.derive("cursor")),
            rate_limits: (settings.rate_limit == Switch::On).then(RateLimits::default),
            public_innovations: PublicReader::start(db.clone())?,
            drafts: Together::start(&db, creating::create)?,
            files: Files::open(&settings.database.data_dir)?,
            site: Site::load(&settings.frontend_dir)?,
            failed_sign_ins: FailedSignIns::new(&secret),
            streams: Streams::default(),
            readiness: Readiness::default(),
            keys_reloaded_at: AtomicI64::new(0),
            settings,
            db,
            keys,
            letters,
        })))
    }
}

impl Shared {
    /// The caller's address, by what trusted proxies say.
    pub fn caller_address(&self, req: &HttpRequest) -> IpAddr {
        self.settings.trusted_proxies.caller(req.peer_addr(), req.headers())
    }

    /// Begins an attempt at a password, when it is its turn; 429 when there were too many wrong ones.
    pub async fn password_attempt(&self, req: &HttpRequest, account: &str) -> Result<Option<Attempt<'_>>, Error> {
        let Some(limits) = &self.rate_limits else {
            return Ok(None);
        };
        Ok(Some(limits.wrong_passwords().attempt(account, self.caller_address(req)).await?))
    }

    /// Whether what one person writes is limited.
    pub fn writing_limits(&self) -> Limits {
        if self.rate_limits.is_some() { Limits::On } else { Limits::Off }
    }

    /// Whether it is time again to look for new signing keys.
    pub fn may_reload_keys(&self) -> bool {
        let now = crate::db::Instant::now().0;
        let last = self.keys_reloaded_at.load(Ordering::Relaxed);
        now - last > RELOAD_MILLIS && self.keys_reloaded_at.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok()
    }
}

/// Opens what the settings name, and serves until SIGTERM or SIGINT.
pub fn run(settings: ServeSettings, db: Database) -> Result<(), Error> {
    let (letters, posted) = LetterBox::new();
    let letters = if settings.smtp_url.is_some() { letters } else { LetterBox::NONE };
    let app = App::new(settings, db, letters)?;
    actix_web::rt::System::new().block_on(async move {
        // Its pool of connections needs the runtime.
        let mailer = Mailer::new(&app.settings)?.map(Arc::new);
        let (stops, stop) = Stop::new();
        let mailing = mailer.map(|mailer| tokio::spawn(mail_until(app.clone(), mailer, posted, stop)));
        let served = serve(app).await;
        let _ = stops.send(true);
        if let Some(mut mailing) = mailing
            && tokio::time::timeout(LAST_MAILS, &mut mailing).await.is_err()
        {
            mailing.abort();
            tracing::warn!("the mail server did not answer before the process stopped: what was being sent is sent again");
        }
        served
    })
}

/// Mails until the process stops, and then ends the connections to the mail server, which the runtime's end would break.
async fn mail_until(app: App, mailer: Arc<Mailer>, posted: mpsc::Receiver<Letter>, stop: Stop) {
    tokio::join!(
        mail::deliver(mailer.clone(), posted, stop.clone()),
        notifications::mailing::keep_mailing(app.clone(), mailer.clone(), stop.clone()),
        notifications::digest::keep_digesting(app, mailer.clone(), stop),
    );
    mailer.close().await;
}

async fn serve(app: App) -> Result<(), Error> {
    if let Some(address) = app.settings.metrics_bind.and_then(|m| m.0) {
        Recorder::start(address)?;
    }
    let bind = app.settings.bind;
    let connections = Connections::new(raise_file_limit(), app.settings.trusted_proxies.clone());
    let served = app.clone();
    let server = HttpServer::new(move || {
        let app = served.clone();
        actix_web::App::new()
            .app_data(web::Data::new(app.clone()))
            .configure(routes)
            .default_service(web::to(pages::page))
            .wrap(Condition::new(!allowed_origins(&app).is_empty(), cors(&app)))
            .wrap(Envelope::new(app))
    })
    .on_connect(move |connection, data| connections.admit(connection, data))
    .max_connections(MOST_CONNECTIONS)
    .client_request_timeout(LONGEST_SILENCE)
    .shutdown_timeout(SHUTDOWN_SECONDS)
    .bind(bind)
    .map_err(|e| Error::startup(format!("cannot listen on {bind}: {e}")))?
    .run();
    tracing::info!("listening on http://{bind}, public address {}, {}", app.settings.public_url(), app.db.target().describe());
    actix_web::rt::spawn(keep_keys_fresh(app.clone()));
    actix_web::rt::spawn(audit::chain::keep_sealing(app.clone()));
    actix_web::rt::spawn(notifications::stream::keep_streaming(app.clone()));
    actix_web::rt::spawn(close_streams(app.clone()));
    actix_web::rt::spawn(calendar::keep(app.clone()));
    actix_web::rt::spawn(failed_sign_ins::keep_noting(app.clone()));
    let stopped = server.await.map_err(|e| Error::startup(format!("the server stopped: {e}")));
    failed_sign_ins::note_rest(&app).await;
    stopped
}

/// Streams have no end of their own: they end when the process is asked to stop.
async fn close_streams(app: App) {
    let mut asked = match signal(SignalKind::terminate()) {
        Ok(asked) => asked,
        Err(e) => return tracing::warn!("cannot wait for SIGTERM: {e}"),
    };
    tokio::select! {
        _ = asked.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    app.streams.close();
}

async fn keep_keys_fresh(app: App) {
    loop {
        tokio::time::sleep(RELOAD_EVERY).await;
        if let Err(e) = app.keys.reload(&app.db).await {
            tracing::warn!("cannot read the signing keys: {e}");
        }
    }
}

fn allowed_origins(app: &App) -> Vec<&String> {
    app.settings.cors_origins.iter().filter(|o| !o.is_empty()).collect()
}

fn cors(app: &App) -> Cors {
    let cors = Cors::default()
        .allowed_methods([Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allowed_headers([
            "Authorization",
            "Content-Type",
            "If-Match",
            "If-None-Match",
            "Accept-Language",
            "Idempotency-Key",
            "X-Request-Id",
        ])
        .expose_headers(["ETag", "Link", "Location", "Retry-After", "RateLimit", "RateLimit-Policy", "X-Request-Id"])
        .max_age(3600);
    allowed_origins(app).into_iter().fold(cors, |cors, origin| cors.allowed_origin(origin))
}

/// Every address of the service.
fn routes(config: &mut web::ServiceConfig) {
    for address in addresses_beside_the_api() {
        config.service(actix_web::Resource::from(address));
    }
    let mut api = web::scope("/api/v1");
    for address in api_addresses() {
        api = api.service(actix_web::Resource::from(address));
    }
    config.service(api.default_service(web::to(nowhere)).wrap(Compress::default()));
}

fn addresses_beside_the_api() -> impl Iterator<Item = Address> {
    [
        at("/healthz").get(healthz),
        at("/readyz").get(readyz),
        at("/.well-known/security.txt").get(security_txt::show),
        at("/sitemap.xml").get(sitemap::index),
        at("/sitemaps/{name}.xml").get(sitemap::list),
        at("/problems/{slug}").get(problem_pages::show),
        at("/docs").get(openapi::explorer),
        at("/docs/{file:.*}").get(openapi::explorer),
    ]
    .into_iter()
}

fn api_addresses() -> impl Iterator<Item = Address> {
    [
        auth::login::addresses(),
        auth::reset::addresses(),
        users::me::addresses(),
        users::routes::addresses(),
        users::accepting::addresses(),
        users::invitations::addresses(),
        institutions::routes::addresses(),
        hubs::routes::addresses(),
        hubs::members::addresses(),
        hubs::digest::addresses(),
        innovations::routes::addresses(),
        innovations::reviews::addresses(),
        innovations::revisions::addresses(),
        mous::routes::addresses(),
        mous::document::addresses(),
        mous::template::addresses(),
        mous::revisions::addresses(),
        mous::signatures::addresses(),
        mous::comments::addresses(),
        mous::verification::addresses(),
        events::routes::addresses(),
        events::action_items::addresses(),
        events::attachments::addresses(),
        events::calendar::addresses(),
        audit::routes::addresses(),
        audit::chain::addresses(),
        vocabularies::addresses(),
        notifications::stream::addresses(),
        notifications::digest::addresses(),
        notifications::routes::addresses(),
        feeds::atom::addresses(),
        posts::routes::addresses(),
        posts::images::addresses(),
        posts::revisions::addresses(),
        comments::routes::addresses(),
        moderation::reports::addresses(),
        mentions::addresses(),
        search::routes::addresses(),
        search::synonym_routes::addresses(),
        subscriptions::addresses(),
        saved_searches::addresses(),
        stats::addresses(),
        openapi::addresses(),
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slug::is_reserved;
    use std::fs;
    use std::path::Path;

    /// The paths of the site's routes, from their source.
    fn site_paths() -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../frontend/src/app");
        let sources =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "ts"));
        let text: String = sources.map(|path| fs::read_to_string(path).unwrap()).collect();
        text.split("path: '").skip(1).filter_map(|rest| rest.split('\'').next()).map(str::to_owned).collect()
    }

    #[test]
    fn no_record_can_be_named_as_an_address_is() {
        let site = site_paths();
        assert!(site.iter().any(|path| path == "/hubs/formation"), "{site:?}");
        let own = addresses_beside_the_api().chain(api_addresses()).map(|address| address.path().to_owned());
        let could_be_a_name =
            |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        for path in own.chain(site) {
            for word in path.split('/').filter(|word| could_be_a_name(word)) {
                assert!(is_reserved(word), "`{word}` of {path} is to be reserved in slug.rs");
            }
        }
    }
}
