//! Throwaway PostgreSQL clusters of Debian's binaries: one for all tests of a run, and one for each that must break it.

use crate::run;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{fs, process};

const USER: &str = "jipp";

/// A cluster, reached by a socket in its own folder.
pub struct Cluster {
    folder: PathBuf,
    port: u16,
    password: String,
    making: Mutex<()>,
    server: Mutex<Child>,
}

static SHARED: LazyLock<Arc<Cluster>> = LazyLock::new(|| Arc::new(Cluster::start()));

/// The cluster of all tests.
pub fn shared() -> Arc<Cluster> {
    SHARED.clone()
}

/// The URL of a database in the cluster of all tests, by its socket.
pub fn url(database: &str) -> String {
    SHARED.url(database)
}

/// The URL of a database in the cluster of all tests by TCP with TLS, and the password in it.
pub fn tls_url(database: &str) -> (String, &'static str) {
    let Cluster { port, password, .. } = &**SHARED;
    (format!("postgres://{USER}:{password}@127.0.0.1:{port}/{database}?sslmode=require"), password)
}

impl Cluster {
    /// A cluster that runs.
    pub fn start() -> Self {
        Self::start_in(run::new_folder("pg"))
    }

    /// The same in a folder of the caller's.
    pub fn start_in(folder: PathBuf) -> Self {
        let data = folder.join("data");
        for path in [&folder, &data, &folder.join("socket")] {
            fs::create_dir_all(path).unwrap();
            if let Some((uid, gid)) = unprivileged() {
                chown(path, Some(uid), Some(gid)).unwrap();
            }
        }
        let command = |program: &Path| command(&folder, program);
        let password = format!("{:032x}", fastrand::u128(..));
        fs::write(folder.join("password"), &password).unwrap();
        // A collation of people, not of bytes: what the service sorts must not depend on it.
        let made = command(&binaries().join("initdb"))
            .args(["--username", USER, "--auth-local", "trust", "--auth-host", "scram-sha-256", "--pwfile", "password"])
            .args(["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-instructions", "--no-sync"])
            .args(["--locale-provider", "icu", "--icu-locale", "id", "--pgdata"])
            .arg(&data)
            .output()
            .unwrap();
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        let certified = command(Path::new("openssl"))
            .args([
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=localhost",
                "-keyout",
                "data/key.pem",
                "-out",
                "data/certificate.pem",
            ])
            .output()
            .unwrap();
        assert!(certified.status.success(), "openssl: {}", String::from_utf8_lossy(&certified.stderr));
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = Mutex::new(serve(&folder, port));
        let cluster = Self { folder, port, password, making: Mutex::new(()), server };
        cluster.wait();
        cluster
    }

    /// The URL of a database, by the socket.
    pub fn url(&self, database: &str) -> String {
        format!("postgres:///{database}?host={}/socket&port={}&user={USER}", self.folder.display(), self.port)
    }

    /// Makes a database, as a copy of `template` when there is one.
    pub fn create(&self, database: &str, template: Option<&str>) {
        let _alone = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let template = template.map(|name| format!(" TEMPLATE {name}")).unwrap_or_default();
        self.administer(&format!("CREATE DATABASE {database}{template}")).unwrap();
    }

    /// Removes a database, and whoever is connected to it.
    pub fn remove(&self, database: &str) {
        // What stays behind goes with the cluster.
        let _ = self.administer(&format!("DROP DATABASE IF EXISTS {database} WITH (FORCE)"));
    }

    /// The schema of a database, as `pg_dump` writes it.
    pub fn schema(&self, database: &str) -> String {
        let dump = binaries().join("pg_dump");
        let output = Command::new(dump).args(["--schema-only", "--dbname", &self.url(database)]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        // Recent versions write a random key into each dump.
        text.lines().filter(|l| !l.starts_with("\\restrict") && !l.starts_with("\\unrestrict")).collect::<Vec<_>>().join("\n")
    }

    /// Ends the server and all its processes at once, by SIGKILL.
    pub fn kill(&self) {
        let mut server = self.server.lock().unwrap();
        let pid = server.id();
        let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
        let killed = Command::new("kill").arg("-KILL").arg(pid.to_string()).args(children.split_whitespace()).status().unwrap();
        assert!(killed.success());
        server.wait().unwrap();
    }

    /// Starts the server again on what it left behind, unless it runs.
    pub fn restart(&self) {
        self.wait();
    }

    fn administer(&self, statement: &str) -> Result<(), String> {
        PgConnection::establish(&self.url("postgres")).map_err(|e| e.to_string())?.batch_execute(statement).map_err(|e| e.to_string())
    }

    fn wait(&self) {
        let began = Instant::now();
        while let Err(e) = PgConnection::establish(&self.url("postgres")) {
            // It refuses to start while a process of the one before it is there.
            let mut server = self.server.lock().unwrap();
            if server.try_wait().unwrap().is_some() {
                *server = serve(&self.folder, self.port);
            }
            drop(server);
            let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(began.elapsed() < Duration::from_secs(60), "PostgreSQL does not start: {e}\n{}", log());
            sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let server = self.server.get_mut().unwrap_or_else(PoisonError::into_inner);
        // SIGQUIT: at once, its processes too.
        let _ = Command::new("kill").args(["-QUIT", &server.id().to_string()]).stderr(Stdio::null()).status();
        let _ = server.wait();
    }
}

fn command(folder: &Path, program: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("PATH", "/usr/bin:/bin").env(run::MARK, run::folder()).current_dir(folder).stdin(Stdio::null());
    if let Some((uid, gid)) = unprivileged() {
        command.uid(uid).gid(gid);
    }
    command
}

// The run's end is the server's, unless a test ends it.
fn serve(folder: &Path, port: u16) -> Child {
    let log = fs::OpenOptions::new().create(true).append(true).open(folder.join("log")).unwrap();
    let server = command(folder, &binaries().join("postgres"))
        .args(["-D", "data"])
        .args(["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=500", "-c", "autovacuum=off"])
        .args(["-c", "ssl=on", "-c", "ssl_cert_file=certificate.pem", "-c", "ssl_key_file=key.pem"])
        .args(["-c", &format!("port={port}")])
        .arg("-c")
        .arg(format!("unix_socket_directories={}/socket", folder.display()))
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .unwrap();
    run::end_with_run(server.id());
    server
}

/// The newest PostgreSQL that Debian has installed here.
fn binaries() -> &'static Path {
    static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
        let versions =
            fs::read_dir("/usr/lib/postgresql").map(|all| all.flatten().map(|e| e.path().join("bin")).collect()).unwrap_or_default();
        let usable = |bin: &PathBuf| bin.join("initdb").is_file();
        let number = |bin: &PathBuf| bin.parent().and_then(|p| p.file_name()?.to_str()?.parse::<u32>().ok());
        let newest = Vec::into_iter(versions).filter(usable).max_by_key(number);
        newest.expect("there is no /usr/lib/postgresql/*/bin/initdb: apt-get install postgresql")
    });
    &FOLDER
}

/// PostgreSQL refuses to run as root: then it runs as its own user, or as nobody.
fn unprivileged() -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt;
    let me = fs::metadata(format!("/proc/{}", process::id())).unwrap().uid();
    if me != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap();
    let ids = |name: &str| {
        let line = users.lines().find(|line| line.starts_with(&format!("{name}:")))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    Some(ids("postgres").or_else(|| ids("nobody")).expect("a user without privileges"))
}
