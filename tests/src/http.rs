//! Requests and answers.

use crate::site::{PASSWORD, Site};
use reqwest::blocking::{Client, RequestBuilder};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use serde_json::{Value, json};
use std::fmt;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Words that would tell a client what it must not know.
const INTERNALS: &[&str] = &[
    "diesel",
    "sqlite",
    "postgres",
    "relation \"",
    "constraint",
    "panicked",
    "rustc",
    ".rs:",
    "src/",
    "/tmp/",
    "/work/",
    "select ",
    "stack backtrace",
    "argon2",
    "actix",
];

pub(crate) fn client() -> Client {
    // A server under test closes an idle connection after five seconds; a request that meets that moment would be lost.
    let idle = Duration::from_secs(2);
    Client::builder().no_proxy().redirect(Policy::none()).pool_idle_timeout(idle).timeout(Duration::from_secs(60)).build().unwrap()
}

impl Site {
    /// GET of an address of the API.
    pub fn get(&self, path: &str) -> Call<'_> {
        self.call("GET", path)
    }

    /// POST of JSON to an address of the API.
    pub fn post(&self, path: &str, body: &Value) -> Call<'_> {
        self.call("POST", path).json(body)
    }

    /// Any method at an address of the API.
    pub fn call(&self, method: &str, path: &str) -> Call<'_> {
        self.at_root(method, &format!("/api/v1{path}"))
    }

    /// GET of an address outside the API.
    pub fn page(&self, path: &str) -> Call<'_> {
        self.at_root("GET", path)
    }

    /// Any method at any address.
    pub fn at_root(&self, method: &str, path: &str) -> Call<'_> {
        let method = method.parse().unwrap();
        Call { site: self, request: self.client.request(method, format!("{}{path}", self.url)) }
    }

    /// Signs in.
    pub fn login(&self, account: &str, password: &str) -> Call<'_> {
        let email = if account.contains('@') { account.to_owned() } else { format!("{account}@jipp.example") };
        self.post("/auth/login", &json!({"email": email, "password": password}))
    }

    /// Signs in a demo account: its access token, and the cookie with its refresh token.
    pub fn sign_in(&self, account: &str) -> (String, String) {
        let answer = self.login(account, PASSWORD).send();
        (answer.ok()["access_token"].as_str().unwrap().to_owned(), answer.cookie())
    }

    /// Sends bytes as they are and reads one answer, for what no decent client sends. The connection is closed then.
    pub fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that refuses early need not read all of it.
        let _ = stream.write_all(request);
        read_answer(&mut stream)
    }

    /// A connection to the server.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.url.trim_start_matches("http://")).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    /// All records of a list of the API, page by page.
    pub fn walk(&self, path: &str, account: Option<&str>) -> Vec<Value> {
        let mut records = Vec::new();
        let mut cursor = None;
        loop {
            let joint = if path.contains('?') { '&' } else { '?' };
            let next = cursor.map(|c| format!("{joint}cursor={c}")).unwrap_or_default();
            let mut page = self.get(&format!("{path}{next}")).by_some(account).ok();
            let Value::Array(items) = page["items"].take() else { panic!("{page}") };
            records.extend(items);
            match page["next_cursor"].as_str() {
                Some(next) => cursor = Some(next.to_owned()),
                None => return records,
            }
            assert!(records.len() <= 20_000, "the list does not end");
        }
    }
}

/// A request to be sent.
#[must_use]
pub struct Call<'a> {
    site: &'a Site,
    request: RequestBuilder,
}

impl Call<'_> {
    /// Signs the request by a demo account, named by the part of its e-mail address before the `@`.
    pub fn by(self, account: &str) -> Self {
        let token = self.site.token(account);
        self.bearer(&token)
    }

    /// [`Call::by`], or as a visitor.
    pub fn by_some(self, account: Option<&str>) -> Self {
        match account {
            Some(account) => self.by(account),
            None => self,
        }
    }

    /// Signs the request by a token.
    pub fn bearer(self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// Adds a body of JSON.
    pub fn json(mut self, body: &Value) -> Self {
        self.request = self.request.header("Content-Type", "application/json").body(body.to_string());
        self
    }

    /// Adds a body of a type.
    pub fn body(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.request = self.request.header("Content-Type", content_type).body(body.into());
        self
    }

    /// Sends it.
    #[track_caller]
    pub fn send(self) -> Answer {
        let answer = self.request.send().unwrap();
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        Answer { status, headers, body: answer.bytes().unwrap().to_vec() }
    }

    /// Sends it; the JSON of an answer that has to be 200.
    #[track_caller]
    pub fn ok(self) -> Value {
        self.send().ok()
    }

    /// Sends it; the problem document that has to come.
    #[track_caller]
    pub fn problem(self, status: u16, slug: &str) -> Value {
        self.send().problem(status, slug)
    }
}

/// An answer, read whole.
#[derive(Clone)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body, as it came.
    pub body: Vec<u8>,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}\n{}", self.status, self.headers, self.text())
    }
}

impl Answer {
    /// A header; none when there are several of the name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut all = self.headers.get_all(name).iter();
        let first = all.next()?.to_str().ok();
        if all.next().is_none() { first } else { None }
    }

    /// A header that has to be there.
    #[track_caller]
    pub fn has(&self, name: &str) -> &str {
        self.header(name).unwrap_or_else(|| panic!("no {name} in {self:?}"))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    /// The answer, whose status has to be this.
    #[track_caller]
    pub fn status(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    /// The JSON of an answer that has to be 200.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert_eq!(self.status, 200, "{self:?}");
        assert_eq!(self.header("content-type"), Some("application/json"), "{self:?}");
        self.json()
    }

    /// The problem document that the answer has to be, with everything that the contract says of one.
    #[track_caller]
    pub fn problem(&self, status: u16, slug: &str) -> Value {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        assert_eq!(self.header("cache-control"), Some("no-store"), "{self:?}");
        let document = self.json();
        assert_eq!(document["type"], format!("/problems/{slug}"), "{self:?}");
        assert_eq!(document["status"], status, "{self:?}");
        assert_eq!(document["instance"], self.has("x-request-id"), "{self:?}");
        for field in ["title", "detail"] {
            assert!(document[field].as_str().is_some_and(|text| text.len() > 3), "{field} of {self:?}");
        }
        assert!(matches!(self.header("content-language"), Some("id" | "en")), "{self:?}");
        let text = self.text().to_lowercase();
        let leaks: Vec<_> = INTERNALS.iter().filter(|word| text.contains(*word)).collect();
        assert!(leaks.is_empty(), "{leaks:?} in {self:?}");
        document
    }

    /// The refresh token that the answer sets, as the `Cookie` header that sends it back.
    #[track_caller]
    pub fn cookie(&self) -> String {
        let cookie = self.has("set-cookie").split(';').next().unwrap();
        assert!(cookie.starts_with("jipp_refresh="), "{cookie}");
        cookie.to_owned()
    }
}

/// Reads an answer from a connection; the body ends where the answer says, or with the connection.
pub fn read_answer(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    let mut chunk = [0; 16 * 1024];
    loop {
        if let Some(answer) = parse_answer(&bytes, false) {
            return answer;
        }
        match stream.read(&mut chunk) {
            Ok(n) if n > 0 => bytes.extend_from_slice(&chunk[..n]),
            _ => return parse_answer(&bytes, true).unwrap_or_else(|| panic!("no answer: {:?}", String::from_utf8_lossy(&bytes))),
        }
    }
}

fn parse_answer(bytes: &[u8], ended: bool) -> Option<Answer> {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut headers = HeaderMap::new();
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        headers.append(name.parse::<HeaderName>().ok()?, HeaderValue::from_str(value.trim()).ok()?);
    }
    let body = &bytes[end + 4..];
    let length = headers.get("content-length").and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
    let complete = length.is_some_and(|n| body.len() >= n) || status == 204 || status == 304;
    (ended || complete).then(|| Answer { status, headers, body: body.to_vec() })
}

/// A value for a query, percent-encoded.
pub fn encode(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
