//! The commands of `jipp`.

use crate::app;
use crate::audit::{Trail, Verb};
use crate::auth::new_password::{self, Whose};
use crate::auth::password;
use crate::auth::policy::Role;
use crate::auth::secret::Secret;
use crate::auth::tokens;
use crate::config::{self, DatabaseSettings, ServeSettings, Switch};
use crate::db::{Database, set_clock_ahead};
use crate::error::Error;
use crate::files::Files;
use crate::http::locale::Locale;
use crate::http::openapi;
use crate::text::{folded, judge_line};
use crate::users::accounts;
use crate::users::queries::{self as users, NewUser};
use crate::{backup, doctor, institutions, owner_only, search, seed};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::io::{BufRead, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Hub JIPP: innovations, hubs and knowledge of Indonesian public service
#[derive(Parser)]
#[command(name = "jipp", version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Migrate the database, then serve the API and the SPA
    Serve(ServeSettings),
    /// Bring the schema of the database up to date
    Migrate(DatabaseSettings),
    /// Fill the database with demonstration data, or with many records for measuring
    Seed(SeedArguments),
    /// Print the OpenAPI document
    Openapi {
        /// Version of the document
        #[arg(long, value_enum, default_value = "3.1")]
        version: OpenapiVersion,
    },
    /// Accounts
    #[command(subcommand)]
    User(UserCommand),
    /// Signing keys
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Write database and files into one archive, while the service runs
    Backup(BackupArguments),
    /// Read an archive into an empty database, on SQLite or PostgreSQL whichever it comes from
    Restore(RestoreArguments),
    /// Check settings, database, migrations and files; exit 0 when all is well
    Doctor(ServeSettings),
}

#[derive(Args)]
struct SeedArguments {
    #[command(flatten)]
    database: DatabaseSettings,
    /// Institutions, hubs, demo accounts and demonstration innovations
    #[arg(long)]
    demo: bool,
    /// Address that people type: it stands on the example MoUs
    #[arg(long, env = "JIPP_PUBLIC_URL", default_value = "http://127.0.0.1:8080")]
    public_url: String,
    /// This many varied innovations, for measuring
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    scale: Option<u32>,
    /// Loads this many varied posts, for measuring; somebody must be there to have written them.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    scale_posts: Option<u32>,
}

#[derive(Args)]
struct BackupArguments {
    #[command(flatten)]
    database: DatabaseSettings,
    /// The archive to write, such as jipp.tar.zst
    file: PathBuf,
    /// Replace the archive if it is there already
    #[arg(long)]
    force: bool,
}

#[derive(Args)]
struct RestoreArguments {
    #[command(flatten)]
    database: DatabaseSettings,
    /// The archive to read
    file: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum OpenapiVersion {
    #[value(name = "3.1")]
    V31,
}

#[derive(Subcommand)]
enum UserCommand {
    /// Make an account; its password is read from standard input
    Create(NewAccount),
}

#[derive(Args)]
struct NewAccount {
    #[command(flatten)]
    database: DatabaseSettings,
    /// E-mail address
    #[arg(long)]
    email: String,
    /// Name
    #[arg(long)]
    name: String,
    /// Code of the home institution [default for --admin and --reviewer: panrb]
    #[arg(long)]
    institution: Option<String>,
    /// Make an admin of the network
    #[arg(long)]
    admin: bool,
    /// Make a reviewer
    #[arg(long)]
    reviewer: bool,
}

#[derive(Subcommand)]
enum KeysCommand {
    /// Make a new signing key; tokens of the old one stay good until they expire
    Rotate(DatabaseSettings),
}

/// Runs the command that was asked for; a failure is one line on standard error.
pub fn run() -> ExitCode {
    if let Err(e) = config::check_environment() {
        return fail(&e);
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) if !e.use_stderr() => e.exit(),
        Err(e) => return fail(&Error::startup(one_line(&e))),
    };
    start_log();
    owner_only::make();
    match cli.command.run() {
        Ok(code) => code,
        Err(e) => fail(&e),
    }
}

/// What clap says, in one line, with the setting's name in the environment beside that of the flag.
fn one_line(e: &clap::Error) -> String {
    let text = e.to_string();
    let said = text.split("\n\n").next().unwrap_or_default().trim_start_matches("error: ");
    let mut line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let serve = ServeSettings::augment_args(clap::Command::new("serve"));
    for argument in serve.get_arguments() {
        if let (Some(flag), Some(name)) = (argument.get_long(), argument.get_env()) {
            line = line.replace(&format!("'--{flag} <"), &format!("{} '--{flag} <", name.to_string_lossy()));
        }
    }
    if line.is_empty() { "say what to do; see jipp --help".to_owned() } else { line }
}

fn fail(e: &Error) -> ExitCode {
    eprintln!("jipp: {e}");
    ExitCode::FAILURE
}

/// One line per request on standard output; `JIPP_LOG` filters, as tracing's directives do.
fn start_log() {
    let filter = EnvFilter::try_from_env("JIPP_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let (writer, guard) = tracing_appender::non_blocking::NonBlockingBuilder::default()
        .lossy(false)
        .buffered_lines_limit(16_384)
        .finish(std::io::BufWriter::new(std::io::stdout()));
    // Flushed by its thread; it lives as long as the process.
    std::mem::forget(guard);
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(std::io::stdout().is_terminal()).with_writer(writer).init();
}

impl Command {
    fn run(self) -> Result<ExitCode, Error> {
        match self {
            Self::Serve(settings) => serve(settings)?,
            Self::Migrate(settings) => {
                let db = Database::open(&settings.target()?)?;
                println!("{} is up to date", db.target().describe());
            }
            Self::Seed(arguments) => fill(&arguments)?,
            Self::Openapi { version: OpenapiVersion::V31 } => print!("{}", openapi::to_yaml()?),
            Self::User(UserCommand::Create(account)) => create_user(account)?,
            Self::Keys(KeysCommand::Rotate(settings)) => {
                let db = Database::open(&settings.target()?)?;
                println!("new signing key {}", tokens::rotate(&db, &Secret::load(&settings)?)?);
            }
            Self::Backup(arguments) => back_up(&arguments)?,
            Self::Restore(arguments) => restore(&arguments)?,
            Self::Doctor(settings) => return Ok(doctor::examine(&settings)),
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn serve(settings: ServeSettings) -> Result<(), Error> {
    settings.check()?;
    owner_only::mend(&settings.database)?;
    let db = Database::open(&settings.database.target()?)?;
    refuse_public_demo(&db, &settings)?;
    db.write_now(search::documents::fill)?;
    if settings.rate_limit == Switch::Off {
        tracing::warn!("RATE LIMITS AND WRONG-PASSWORD DELAYS ARE OFF (JIPP_RATE_LIMIT=off): for load tests only");
    }
    if !settings.clock_ahead.is_zero() {
        tracing::warn!("THE CLOCK RUNS AHEAD by {} s (JIPP_CLOCK_AHEAD): for tests only", settings.clock_ahead.as_secs());
        set_clock_ahead(settings.clock_ahead);
    }
    app::run(settings, db)
}

/// Everybody knows the passwords of demo accounts.
fn refuse_public_demo(db: &Database, settings: &ServeSettings) -> Result<(), Error> {
    let (demo, _) = db.read_now(users::count_demo_and_other)?;
    if demo > 0 && !settings.is_loopback() && settings.demo == Switch::Off {
        return Err(Error::startup(
            "the database holds demo accounts, whose password is public: set JIPP_DEMO=on to serve them on a public address all the same",
        ));
    }
    Ok(())
}

fn fill(arguments: &SeedArguments) -> Result<(), Error> {
    if !arguments.demo && arguments.scale.is_none() && arguments.scale_posts.is_none() {
        return Err(Error::startup("say what to seed: --demo, --scale N, or both"));
    }
    let db = Database::open(&arguments.database.target()?)?;
    if arguments.demo {
        let files = Files::open(&arguments.database.data_dir)?;
        seed::demo(&db, &files, arguments.public_url.trim_end_matches('/'))?;
    }
    if let Some(n) = arguments.scale {
        seed::scale(&db, n)?;
    }
    if let Some(n) = arguments.scale_posts {
        seed::scale_posts(&db, n)?;
    }
    // What search has to learn is learned here, and not by the first start.
    db.write_now(search::documents::fill)?;
    Ok(())
}

fn back_up(arguments: &BackupArguments) -> Result<(), Error> {
    let stored = backup::take(&arguments.database, &arguments.file, arguments.force)?;
    println!("stored in {}: {stored}", arguments.file.display());
    Ok(())
}

/// A secret that does not fit spoils nothing: it can be put in place afterwards.
fn restore(arguments: &RestoreArguments) -> Result<(), Error> {
    let restored = backup::restore(&arguments.database, &arguments.file)?;
    println!("restored into {}: {restored}", arguments.database.target()?.describe());
    if let Err(why) = backup::check_secret(&arguments.database) {
        eprintln!(
            "jipp: warning: {why}. The secret file of the old installation belongs here; if it is lost, `jipp keys rotate` makes a \
             new key, and everybody signs in again"
        );
    }
    Ok(())
}

fn create_user(account: NewAccount) -> Result<(), Error> {
    let email = account.email.trim();
    if !validator::ValidateEmail::validate_email(&email) {
        return Err(Error::startup(format!("`{email}` is no e-mail address")));
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(|e| Error::startup(format!("cannot read the password: {e}")))?;
    let typed = line.trim_end_matches(['\r', '\n']);
    if let Some(weakness) = new_password::weakness(typed, &Whose::person(&account.name, email)) {
        let why = weakness.message();
        return Err(Error::startup(format!("the password on standard input cannot be used. {}", why.in_locale(Locale::En))));
    }
    let roles = [(account.admin, Role::Admin), (account.reviewer, Role::Reviewer)]
        .into_iter()
        .filter(|(yes, _)| *yes)
        .map(|(_, role)| role)
        .collect::<Vec<_>>();
    let code = account.institution.clone().or_else(|| (!roles.is_empty()).then(|| "panrb".to_owned()));
    let db = Database::open(&account.database.target()?)?;
    let hash = password::hash(typed)?;
    let (email, name) = (email.to_owned(), folded(&account.name));
    judge_line(&name, 1, 120).map_err(|_| Error::startup("the name must be one line of 1 to 120 characters, with a letter in it"))?;
    let id = db.write_now(move |conn| {
        let institution_id = match &code {
            None => None,
            Some(code) => match institutions::queries::find(conn, code)? {
                Some(institution) => Some(institution.id),
                // A fresh installation has no institutions yet, and its first admin is needed to make them.
                None if account.institution.is_none() => None,
                None => return Err(Error::startup(format!("there is no institution `{code}`"))),
            },
        };
        let user = NewUser {
            email: email.clone(),
            name: name.clone(),
            password_hash: hash.clone(),
            institution_id,
            roles: roles.clone(),
            demo: false,
        };
        let id = users::create(conn, &user).map_err(|e| match e {
            Error::Database(diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _)) => {
                Error::startup(format!("there is an account {email} already"))
            }
            other => other,
        })?;
        let made = users::find(conn, id)?.ok_or_else(|| Error::internal("the account was not stored"))?;
        accounts::note(conn, &Trail::SYSTEM, Verb::Create, &made, None)?;
        Ok(id)
    })?;
    println!("account {id} made");
    Ok(())
}
