//! Settings: from the environment or flags, each with a default, all checked before the start.

use crate::db::Target;
use crate::error::Error;
use crate::http::peer::TrustedProxies;
use clap::{Args, ValueEnum};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

/// A switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// Yes.
    On,
    /// No.
    Off,
}

/// Where the data are.
#[derive(Args, Clone, Debug)]
pub struct DatabaseSettings {
    /// The database: sqlite://path or postgres://user:password@host/name?sslmode=require
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite://data/jipp.db", hide_env_values = true)]
    pub database_url: String,
    /// File with the password for DATABASE_URL, on PostgreSQL, so that the URL need not hold it
    #[arg(long, env = "JIPP_DATABASE_PASSWORD_FILE")]
    pub database_password_file: Option<PathBuf>,
    /// Folder for files, and for the secret when SQLite is used
    #[arg(long, env = "JIPP_DATA_DIR", default_value = "data")]
    pub data_dir: PathBuf,
    /// File whose content seals the signing keys in the database [default: <data dir>/secret, made when missing, on SQLite; required on PostgreSQL]
    #[arg(long, env = "JIPP_SECRET_FILE")]
    pub secret_file: Option<PathBuf>,
}

/// How the service listens and behaves.
#[derive(Args, Clone, Debug)]
pub struct ServeSettings {
    /// Where the data are.
    #[command(flatten)]
    pub database: DatabaseSettings,
    /// Address to listen on
    #[arg(long, env = "JIPP_BIND", default_value = "127.0.0.1:8080")]
    pub bind: SocketAddr,
    /// Address that people type [default: http:// and the bind address]
    #[arg(long, env = "JIPP_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Folder with the built SPA
    #[arg(long, env = "JIPP_FRONTEND_DIR", default_value = "frontend/dist")]
    pub frontend_dir: PathBuf,
    /// Addresses or networks, with commas between, whose X-Forwarded-For and Forwarded count
    #[arg(long, env = "JIPP_TRUSTED_PROXIES", default_value = "", value_parser = TrustedProxies::parse)]
    pub trusted_proxies: TrustedProxies,
    /// Origins, with commas between, that may call the API from a browser
    #[arg(long, env = "JIPP_CORS_ORIGINS", default_value = "", value_delimiter = ',', value_parser = origin)]
    pub cors_origins: Vec<String>,
    /// Rate limits and wrong-password delays; off is for load tests only
    #[arg(long, env = "JIPP_RATE_LIMIT", value_enum, default_value = "on")]
    pub rate_limit: Switch,
    /// Allow demo accounts on a public address
    #[arg(long, env = "JIPP_DEMO", value_enum, default_value = "off")]
    pub demo: Switch,
    /// Mail server (smtp:// or smtps://); nothing is mailed without it
    #[arg(long, env = "JIPP_SMTP_URL", value_parser = smtp_url, hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// Sender of mails
    #[arg(long, env = "JIPP_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// Whom to tell of security problems, in /.well-known/security.txt: an address of mail, or mailto:, https:// or tel: [default: JIPP_MAIL_FROM, else JIPP_PUBLIC_URL]
    #[arg(long, env = "JIPP_SECURITY_CONTACT", value_parser = contact)]
    pub security_contact: Option<String>,
    /// How far the clock runs ahead, such as 200d or 12h: for tests of what the calendar does
    #[arg(long, env = "JIPP_CLOCK_AHEAD", default_value = "0s", value_parser = duration)]
    pub clock_ahead: Duration,
    /// Address for Prometheus /metrics [default: off]
    #[arg(long, env = "JIPP_METRICS_BIND", value_parser = metrics_bind)]
    pub metrics_bind: Option<MetricsBind>,
    /// Private addresses or networks that webhooks may reach, with commas between
    #[arg(long, env = "JIPP_WEBHOOK_ALLOW", default_value = "", value_parser = TrustedProxies::parse)]
    pub webhook_allow: TrustedProxies,
}

/// Names of all settings in the environment; any other `JIPP_*` stops the start.
const KNOWN: &[&str] = &[
    "JIPP_BIND",
    "JIPP_CLOCK_AHEAD",
    "JIPP_CORS_ORIGINS",
    "JIPP_DATABASE_PASSWORD_FILE",
    "JIPP_DATA_DIR",
    "JIPP_DEMO",
    "JIPP_FRONTEND_DIR",
    "JIPP_LOG",
    "JIPP_MAIL_FROM",
    "JIPP_METRICS_BIND",
    "JIPP_PUBLIC_URL",
    "JIPP_RATE_LIMIT",
    "JIPP_SECRET_FILE",
    "JIPP_SECURITY_CONTACT",
    "JIPP_SMTP_URL",
    "JIPP_TRUSTED_PROXIES",
    "JIPP_WEBHOOK_ALLOW",
];

/// Where metrics are served, if anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MetricsBind(pub Option<SocketAddr>);

fn metrics_bind(text: &str) -> Result<MetricsBind, String> {
    match text {
        "off" | "" => Ok(MetricsBind(None)),
        address => address.parse().map(|a| MetricsBind(Some(a))).map_err(|_| "must be `off` or an address such as 127.0.0.1:9090".into()),
    }
}

fn origin(text: &str) -> Result<String, String> {
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        _ if text.is_empty() => Ok(String::new()),
        Some(host) if !host.is_empty() && !host.contains(['/', ' ', '*', '?', '#', '@']) => Ok(text.to_owned()),
        _ => Err("must be an origin such as https://portal.example.go.id".into()),
    }
}

/// A URI of RFC 9116, or an address of mail, which becomes one.
fn contact(text: &str) -> Result<String, String> {
    let text = text.trim();
    let clean = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    match text {
        "" => Ok(String::new()),
        _ if !clean => Err("must be an address of mail, or begin with mailto:, https:// or tel:".into()),
        uri if ["mailto:", "https://", "tel:"].iter().any(|scheme| uri.starts_with(scheme)) => Ok(uri.to_owned()),
        mail if validator::ValidateEmail::validate_email(&mail) => Ok(format!("mailto:{mail}")),
        _ => Err("must be an address of mail, or begin with mailto:, https:// or tel:".into()),
    }
}

fn duration(text: &str) -> Result<Duration, String> {
    let refuse = || "must be a number with d, h, m or s behind it, such as 200d".to_owned();
    let (number, seconds) = match text.char_indices().last() {
        Some((at, 'd')) => (&text[..at], 86_400),
        Some((at, 'h')) => (&text[..at], 3_600),
        Some((at, 'm')) => (&text[..at], 60),
        Some((at, 's')) => (&text[..at], 1),
        _ => return Err(refuse()),
    };
    // A century is more than any calendar here knows.
    let number: u64 = number.parse().map_err(|_| refuse())?;
    number.checked_mul(seconds).filter(|s| *s <= 36_525 * 86_400).map(Duration::from_secs).ok_or_else(refuse)
}

fn smtp_url(text: &str) -> Result<String, String> {
    if text.starts_with("smtp://") || text.starts_with("smtps://") {
        Ok(text.to_owned())
    } else {
        Err("must start with smtp:// or smtps://".into())
    }
}

/// Refuses a `JIPP_*` name that means nothing: a typing error must not be silent.
pub fn check_environment() -> Result<(), Error> {
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("JIPP_") && !KNOWN.contains(&name.as_ref()) {
            return Err(Error::startup(format!("unknown setting {name}; known are {}", KNOWN.join(", "))));
        }
    }
    Ok(())
}

impl DatabaseSettings {
    /// The database that `DATABASE_URL` names, with the password of the file if there is one.
    pub fn target(&self) -> Result<Target, Error> {
        let target = Target::parse(&self.database_url).map_err(Error::startup)?;
        let (Target::Postgres(url), Some(file)) = (&target, &self.database_password_file) else { return Ok(target) };
        let fail = |e| Error::startup(format!("cannot read JIPP_DATABASE_PASSWORD_FILE {}: {e}", file.display()));
        let password = std::fs::read_to_string(file).map_err(fail)?;
        // libpq takes any of its settings as a parameter of the URL.
        let joint = if url.contains('?') { '&' } else { '?' };
        let encoded = utf8_percent_encode(password.trim_end_matches(['\r', '\n']), NON_ALPHANUMERIC);
        Ok(Target::Postgres(format!("{url}{joint}password={encoded}")))
    }
}

impl ServeSettings {
    /// The public address, without a slash at its end.
    pub fn public_url(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.bind)).trim_end_matches('/').to_owned()
    }

    /// Whom to tell of security problems, as a URI.
    pub fn security_contact(&self) -> String {
        let sender = || self.mail_from.as_deref().and_then(|from| from.parse::<lettre::message::Mailbox>().ok());
        let by_mail = || sender().map(|sender| format!("mailto:{}", sender.email));
        self.security_contact
            .clone()
            .filter(|contact| !contact.is_empty())
            .or_else(by_mail)
            .unwrap_or_else(|| format!("{}/", self.public_url()))
    }

    /// Refuses combinations that cannot work.
    pub fn check(&self) -> Result<(), Error> {
        let url = self.public_url();
        if origin(&url).is_err() || url.is_empty() {
            return Err(Error::startup(format!("JIPP_PUBLIC_URL `{url}` must be an origin such as https://jipp.example.go.id")));
        }
        if self.smtp_url.is_some() && self.mail_from.is_none() {
            return Err(Error::startup("JIPP_SMTP_URL needs JIPP_MAIL_FROM, the sender of mails"));
        }
        Ok(())
    }

    /// Whether people reach the service by TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// Whether only this machine reaches the service.
    pub fn is_loopback(&self) -> bool {
        let url = self.public_url();
        let host = url.trim_start_matches("https://").trim_start_matches("http://");
        let name = host
            .strip_prefix('[')
            .map_or_else(|| host.split(':').next().unwrap_or_default(), |rest| rest.split(']').next().unwrap_or_default());
        name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        assert!(origin("https://a.go.id").is_ok() && origin("http://127.0.0.1:5173").is_ok());
        assert!(origin("a.go.id").is_err() && origin("https://a.go.id/path").is_err() && origin("*").is_err());
    }

    #[test]
    fn a_duration_has_a_unit() {
        assert_eq!(duration("200d"), Ok(Duration::from_secs(200 * 86_400)));
        assert!(duration("5").is_err() && duration("d").is_err() && duration("-1d").is_err() && duration("99999999d").is_err());
    }

    #[test]
    fn a_contact_is_a_uri() {
        assert_eq!(contact("aman@jipp.example"), Ok("mailto:aman@jipp.example".into()));
        assert_eq!(contact("https://jipp.example/lapor"), Ok("https://jipp.example/lapor".into()));
        assert!(contact("besok").is_err() && contact("mailto:a\nExpires: x").is_err());
    }

    #[test]
    fn metrics_are_off_or_at_an_address() {
        assert_eq!(metrics_bind("off"), Ok(MetricsBind(None)));
        assert!(metrics_bind("127.0.0.1:9090").is_ok() && metrics_bind("nowhere").is_err());
    }
}
