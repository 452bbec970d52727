//! How good the search is: judged queries over the demonstration, against SQLite's own full-text search.
//!
//! `tests/data/search-queries.json` has 60 queries; ranking was tuned on those of the half `tune` only.
//! The measure is nDCG@10 with gains of 2^grade - 1 (Järvelin and Kekäläinen, 2002).

use crate::shared::text;
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tests::{Backend, Site, on_both};

on_both![the_best_comes_first];

const TOP: usize = 10;

static QUERIES: LazyLock<Vec<Value>> = LazyLock::new(|| serde_json::from_str(include_str!("../../data/search-queries.json")).unwrap());

fn the_best_comes_first(backend: Backend) {
    let site = Site::shared(backend);
    assert_eq!(QUERIES.len(), 60);
    let known = documents(site);
    for query in QUERIES.iter() {
        for title in grades(query).keys() {
            assert!(known.contains_key(*title), "there is no {title}");
        }
    }
    let plain = PlainSearch::over(&known);
    let (ours, theirs): (Vec<f64>, Vec<f64>) =
        QUERIES.iter().map(|query| (ndcg(query, &found(site, query)), ndcg(query, &plain.found(text(query, "q"))))).unzip();
    for (query, (ours, theirs)) in QUERIES.iter().zip(ours.iter().zip(&theirs)) {
        println!("{ours:.2} {theirs:.2} {} {}", query["half"], query["q"]);
        if *ours < 0.9 {
            println!("     found {:#?}\n     wanted {:?}", found(site, query), grades(query));
        }
    }
    let mean = |values: &[f64], half: &str| {
        let of_half: Vec<f64> = QUERIES.iter().zip(values).filter(|(query, _)| query["half"] == half).map(|(_, value)| *value).collect();
        assert_eq!(of_half.len(), 30);
        of_half.iter().sum::<f64>() / 30.0
    };
    for half in ["tune", "held"] {
        println!("{half}: {:.3}, FTS5 {:.3}", mean(&ours, half), mean(&theirs, half));
    }
    let (held, plain) = (mean(&ours, "held"), mean(&theirs, "held"));
    assert!(held >= 0.85, "{held}");
    assert!(held - plain >= (1.0 - plain) / 2.0, "{held}, FTS5 {plain}");
}

#[test]
fn both_databases_agree_on_the_best_three() {
    let [sqlite, postgres] = [Backend::Sqlite, Backend::Postgres].map(Site::shared);
    let top = |site: &Site, query: &Value| -> Vec<String> { found(site, query).into_iter().take(3).collect() };
    let differ: Vec<&Value> = QUERIES.iter().filter(|query| top(sqlite, query) != top(postgres, query)).map(|query| &query["q"]).collect();
    assert!(differ.len() <= QUERIES.len() / 5, "{differ:?}");
}

fn grades(query: &Value) -> BTreeMap<&str, f64> {
    query["relevant"].as_object().unwrap().iter().map(|(title, grade)| (title.as_str(), grade.as_f64().unwrap())).collect()
}

fn found(site: &Site, query: &Value) -> Vec<String> {
    let page = site.get(&format!("/search?limit={TOP}&q={}", tests::http::encode(text(query, "q")))).ok();
    page["items"].as_array().unwrap().iter().map(|result| text(result, "title").to_owned()).collect()
}

fn ndcg(query: &Value, found: &[String]) -> f64 {
    let grades = grades(query);
    let gains = |grades: &mut dyn Iterator<Item = f64>| -> f64 {
        grades.take(TOP).enumerate().map(|(place, grade)| (grade.exp2() - 1.0) / (place as f64 + 2.0).log2()).sum()
    };
    let mut best: Vec<f64> = grades.values().copied().collect();
    best.sort_by(|a, b| b.total_cmp(a));
    let seen = gains(&mut found.iter().map(|title| grades.get(title.as_str()).copied().unwrap_or(0.0)));
    seen / gains(&mut best.into_iter())
}

/// What a visitor can see: title and text of every record.
fn documents(site: &Site) -> BTreeMap<String, String> {
    let mut documents = BTreeMap::new();
    for (path, title) in [("innovations", "title"), ("posts", "title"), ("hubs", "name"), ("institutions", "name"), ("events", "title")] {
        for item in site.walk(&format!("/{path}?limit=100"), None) {
            let record = site.get(&format!("/{path}/{}", text(&item, "id"))).ok();
            let mut words = String::new();
            collect(&record, &mut words);
            documents.insert(text(&record, title).to_owned(), words);
        }
    }
    documents
}

/// All texts of a record.
fn collect(value: &Value, into: &mut String) {
    match value {
        Value::String(text) => into.extend([text, " "]),
        Value::Array(values) => values.iter().for_each(|value| collect(value, into)),
        Value::Object(fields) => fields.values().for_each(|value| collect(value, into)),
        _ => {}
    }
}

/// SQLite's FTS5 as it comes: default tokenizer, all words, bm25 with the title ten times as heavy.
struct PlainSearch(std::cell::RefCell<SqliteConnection>);

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    title: String,
}

impl PlainSearch {
    fn over(documents: &BTreeMap<String, String>) -> Self {
        let mut conn = SqliteConnection::establish(":memory:").unwrap();
        conn.batch_execute("CREATE VIRTUAL TABLE plain USING fts5(title, body)").unwrap();
        for (title, body) in documents {
            sql_query("INSERT INTO plain VALUES (?, ?)").bind::<Text, _>(title).bind::<Text, _>(body).execute(&mut conn).unwrap();
        }
        Self(conn.into())
    }

    fn found(&self, q: &str) -> Vec<String> {
        let words: Vec<String> = q.split_whitespace().map(|word| format!("\"{word}\"")).collect();
        let rows: Vec<Row> = sql_query("SELECT title FROM plain WHERE plain MATCH ? ORDER BY bm25(plain, 10.0, 1.0) LIMIT 10")
            .bind::<Text, _>(words.join(" "))
            .load(&mut *self.0.borrow_mut())
            .unwrap();
        rows.into_iter().map(|row| row.title).collect()
    }
}
