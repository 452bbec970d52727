//! A server under test, with a database and a folder of its own.

use crate::jipp::{self, Outcome};
use crate::postgres::{self, Cluster};
use crate::{Backend, http, run};
use std::collections::{BTreeMap, HashMap};
use std::net::TcpListener;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread::{panicking, sleep};
use std::time::{Duration, Instant};
use std::{fs, io::Write};

/// The password of every demo account.
pub const PASSWORD: &str = "jipp-demo-2026";

/// The page of the pretended SPA.
pub const INDEX: &str = "<!doctype html><html lang=\"id\"><head><title>Hub JIPP</title>\
<script nonce=\"__CSP_NONCE__\">1</script></head><body><div id=\"app\"></div></body></html>";

/// What a database holds at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// Not even tables.
    Nothing,
    /// The demonstration.
    Demo,
}

/// A server and what belongs to it.
pub struct Site {
    /// Its database.
    pub backend: Backend,
    /// Where it listens, such as `http://127.0.0.1:41234`.
    pub url: String,
    pub(crate) client: reqwest::blocking::Client,
    folder: PathBuf,
    database: String,
    cluster: Option<Arc<Cluster>>,
    settings: BTreeMap<String, String>,
    server: Option<Child>,
    owns_database: bool,
    tokens: Mutex<HashMap<String, (Instant, String)>>,
}

static SHARED: [LazyLock<Site>; 2] = [LazyLock::new(|| Site::own(Backend::Sqlite)), LazyLock::new(|| Site::own(Backend::Postgres))];

impl Site {
    /// The demonstration, for tests that only read: one server for all of them.
    pub fn shared(backend: Backend) -> &'static Self {
        match backend {
            Backend::Sqlite => &SHARED[0],
            Backend::Postgres => &SHARED[1],
        }
    }

    /// The demonstration on a server of one's own.
    pub fn own(backend: Backend) -> Self {
        Self::with(backend, &[])
    }

    /// The same with settings; a relative path in a setting is below [`Site::folder`].
    pub fn with(backend: Backend, settings: &[(&str, &str)]) -> Self {
        let mut site = Self::stopped(backend, Data::Demo);
        for (name, value) in settings {
            site.set(name, value);
        }
        site.start();
        site
    }

    /// Database and folder without a server, for tests of commands.
    pub fn stopped(backend: Backend, data: Data) -> Self {
        let site = match backend {
            Backend::Sqlite => Self::in_folder(run::new_folder("site")),
            Backend::Postgres => Self::at(run::new_folder("site"), run::unique("site"), Some(postgres::shared())),
        };
        match (&site.cluster, data) {
            (Some(cluster), Data::Demo) => {
                cluster.create(&site.database, Some(&DEMO_POSTGRES.0));
                site.copy_files(&DEMO_POSTGRES.1);
            }
            (Some(cluster), Data::Nothing) => cluster.create(&site.database, None),
            (None, Data::Demo) => site.copy_demo(),
            (None, Data::Nothing) => {}
        }
        site
    }

    /// The demonstration on SQLite in this folder, without a server.
    pub fn demo_in_folder(folder: PathBuf) -> Self {
        let site = Self::in_folder(folder);
        site.copy_demo();
        site
    }

    fn copy_demo(&self) {
        copy_database(&DEMO_SQLITE.0, Path::new(&self.database));
        self.copy_files(&DEMO_SQLITE.1);
    }

    fn copy_files(&self, from: &Path) {
        copy_files(from, &self.folder.join("data/files"));
    }

    /// The demonstration in a cluster that may be broken, without a server.
    pub fn demo_in_cluster(cluster: Arc<Cluster>) -> Self {
        let site = Self::at(run::new_folder("site"), run::unique("site"), Some(cluster.clone()));
        cluster.create(&site.database, None);
        site.jipp(&["seed", "--demo"]).success();
        site
    }

    fn in_folder(folder: PathBuf) -> Self {
        let database = folder.join("jipp.db").display().to_string();
        Self::at(folder, database, None)
    }

    fn at(folder: PathBuf, database: String, cluster: Option<Arc<Cluster>>) -> Self {
        let backend = if cluster.is_some() { Backend::Postgres } else { Backend::Sqlite };
        fs::create_dir(folder.join("pages")).unwrap();
        fs::write(folder.join("pages/index.html"), INDEX).unwrap();
        let mut site = Self {
            backend,
            url: String::new(),
            client: http::client(),
            folder,
            database,
            cluster,
            settings: BTreeMap::new(),
            server: None,
            owns_database: true,
            tokens: Mutex::default(),
        };
        site.set(
            "DATABASE_URL",
            &match &site.cluster {
                None => format!("sqlite://{}", site.database),
                Some(cluster) => cluster.url(&site.database),
            },
        );
        site.set("JIPP_DATA_DIR", "data");
        site.set("JIPP_FRONTEND_DIR", "pages");
        site.set("JIPP_RATE_LIMIT", "off");
        if backend == Backend::Postgres {
            // On PostgreSQL the operator makes the secret.
            let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(site.folder.join("secret")).unwrap();
            file.write_all(format!("{:032x}{:032x}", fastrand::u128(..), fastrand::u128(..)).as_bytes()).unwrap();
            site.set("JIPP_SECRET_FILE", "secret");
        }
        site.move_to_free_port();
        site
    }

    /// Another process on the same database and secret, with the same public address.
    pub fn sibling(&self) -> Self {
        let mut sibling = Self::at(run::new_folder("sibling"), self.database.clone(), self.cluster.clone());
        sibling.owns_database = false;
        sibling.set("JIPP_SECRET_FILE", &self.secret_file().display().to_string());
        sibling.set("JIPP_PUBLIC_URL", self.settings.get("JIPP_PUBLIC_URL").unwrap_or(&self.url));
        sibling.start();
        sibling
    }

    /// The folder that it runs in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of its secret.
    pub fn secret_file(&self) -> PathBuf {
        self.folder.join(self.settings.get("JIPP_SECRET_FILE").map_or("data/secret", String::as_str))
    }

    /// The PostgreSQL cluster of its database.
    pub(crate) fn cluster(&self) -> &Cluster {
        self.cluster.as_deref().expect("a database on PostgreSQL")
    }

    /// Name of its PostgreSQL database, or path of its SQLite file.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// Changes a setting, for the next start or command.
    pub fn set(&mut self, name: &str, value: &str) {
        self.settings.insert(name.to_owned(), value.to_owned());
    }

    /// Removes a setting.
    pub fn unset(&mut self, name: &str) {
        self.settings.remove(name);
    }

    /// A command of `jipp` with the settings of this site.
    pub fn command(&self, arguments: &[&str]) -> Command {
        jipp::command(&self.folder, self.settings.iter().map(|(n, v)| (n.as_str(), v.as_str())), arguments)
    }

    /// Runs a command of `jipp` to its end.
    pub fn jipp(&self, arguments: &[&str]) -> Outcome {
        self.jipp_with_input(arguments, "")
    }

    /// Runs a command of `jipp` to its end, with `input` on its standard input.
    pub fn jipp_with_input(&self, arguments: &[&str], input: &str) -> Outcome {
        jipp::complete(self.command(arguments), input)
    }

    fn move_to_free_port(&mut self) {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        self.set("JIPP_BIND", &format!("127.0.0.1:{port}"));
        self.url = format!("http://127.0.0.1:{port}");
    }

    /// Starts the server and waits until it is ready.
    pub fn start(&mut self) {
        // The clock may have been set.
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).clear();
        for _ in 0..5 {
            if self.try_start() {
                return;
            }
            // Somebody else took the port in the meantime.
            assert!(self.log().contains("cannot listen"), "jipp does not start:\n{}", self.log());
            self.move_to_free_port();
        }
        panic!("no free port:\n{}", self.log());
    }

    fn try_start(&mut self) -> bool {
        let log = fs::OpenOptions::new().create(true).append(true).open(self.folder.join("log")).unwrap();
        let mut server = self.command(&["serve"]).stdout(log.try_clone().unwrap()).stderr(log).spawn().unwrap();
        run::end_with_run(server.id());
        let began = Instant::now();
        loop {
            if server.try_wait().unwrap().is_some() {
                return false;
            }
            if self.client.get(format!("{}/readyz", self.url)).send().is_ok_and(|answer| answer.status() == 200) {
                break;
            }
            assert!(began.elapsed() < Duration::from_secs(60), "jipp is not ready:\n{}", self.log());
            sleep(Duration::from_millis(10));
        }
        self.server = Some(server);
        true
    }

    /// What the server wrote.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    /// What the server wrote, once this text is in it: it writes in the background.
    pub fn wait_for_log(&self, text: &str) -> String {
        let began = Instant::now();
        loop {
            let log = self.log();
            if log.contains(text) {
                return log;
            }
            assert!(began.elapsed() < Duration::from_secs(10), "`{text}` is not in the log");
            sleep(Duration::from_millis(5));
        }
    }

    /// The process id of the server.
    pub fn pid(&self) -> u32 {
        self.server.as_ref().expect("a running server").id()
    }

    /// Sends SIGTERM.
    pub fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.pid().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for the end of the server, at most `seconds`.
    pub fn wait(&mut self, seconds: u64) -> ExitStatus {
        let server = self.server.as_mut().expect("a running server");
        let began = Instant::now();
        loop {
            if let Some(status) = server.try_wait().unwrap() {
                self.server = None;
                return status;
            }
            assert!(began.elapsed() < Duration::from_secs(seconds), "jipp does not end:\n{}", self.log());
            sleep(Duration::from_millis(5));
        }
    }

    /// Ends the server in good order.
    pub fn stop(&mut self) {
        self.terminate();
        let status = self.wait(40);
        assert!(status.success(), "{status}\n{}", self.log());
    }

    /// An access token of a demo account, named by the part before the `@`; fetched once and kept for a while.
    pub fn token(&self, account: &str) -> String {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = |(made, token): &(Instant, String)| (made.elapsed() < Duration::from_secs(300)).then(|| token.clone());
        if let Some(token) = tokens.get(account).and_then(fresh) {
            return token;
        }
        let token = self.login(account, PASSWORD).ok()["access_token"].as_str().unwrap().to_owned();
        tokens.insert(account.to_owned(), (Instant::now(), token.clone()));
        token
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if panicking() {
            let log = self.log();
            let lines: Vec<&str> = log.lines().collect();
            eprintln!("the last lines of the server's log:\n{}", lines[lines.len().saturating_sub(15)..].join("\n"));
        }
        if let Some(mut server) = self.server.take() {
            let _ = server.kill();
            let _ = server.wait();
        }
        if let Some(cluster) = self.cluster.as_ref().filter(|_| self.owns_database) {
            cluster.remove(&self.database);
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A file with the demonstration, which others are copied from, and the folder of its files.
static DEMO_SQLITE: LazyLock<(PathBuf, PathBuf)> = LazyLock::new(|| {
    let site = Site::stopped(Backend::Sqlite, Data::Nothing);
    site.jipp(&["seed", "--demo"]).success();
    let folder = run::new_folder("demo");
    copy_database(Path::new(&site.database), &folder.join("jipp.db"));
    copy_files(&site.folder.join("data/files"), &folder.join("files"));
    (folder.join("jipp.db"), folder.join("files"))
});

/// The database with the demonstration, which others are copied from, and the folder of its files.
static DEMO_POSTGRES: LazyLock<(String, PathBuf)> = LazyLock::new(|| {
    let site = Site::stopped(Backend::Postgres, Data::Nothing);
    site.jipp(&["seed", "--demo"]).success();
    let name = run::unique("demo");
    postgres::shared().create(&name, Some(&site.database));
    let files = run::new_folder("demo-files");
    copy_files(&site.folder.join("data/files"), &files);
    (name, files)
});

fn copy_database(from: &Path, to: &Path) {
    for end in ["", "-wal"] {
        let name = |path: &Path| PathBuf::from(format!("{}{end}", path.display()));
        if name(from).exists() {
            fs::copy(name(from), name(to)).unwrap();
        }
    }
}

fn copy_files(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}
