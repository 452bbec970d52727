//! Query parameters: every one is known, and every value usable, or the answer is 400 and names it.

use super::locale::Text;
use super::problem::{Kind, Problem, bad_parameters};
use super::shape;
use crate::error::Error;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::{self, Deserialize, DeserializeOwned, Deserializer};
use std::future::{Ready, ready};
use std::str::FromStr;
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterIn};

/// Query strings longer than this are refused, in bytes.
const LONGEST: usize = 8 * 1024;
/// More parameters than this are not named in one answer.
const MOST_FAULTS: usize = 20;
/// More values than this for one parameter are refused.
const MOST_VALUES: usize = 100;

/// The query of a request as a struct that denies unknown fields.
pub struct Query<T>(pub T);

/// The query of an address that takes none.
#[derive(serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct NoParameters {}

impl<T: DeserializeOwned + IntoParams> FromRequest for Query<T> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(req.query_string()).map(Self).map_err(Error::from))
    }
}

/// Reads a query string; 400 names every parameter that is unknown or has an unusable value.
pub fn parse<T: DeserializeOwned + IntoParams>(query: &str) -> Result<T, Problem> {
    check_text(query)?;
    let pairs = serde_html_form::Deserializer::from_bytes(query.as_bytes());
    serde_path_to_error::deserialize(pairs).map_err(|e| {
        let path = e.path().to_string();
        let mut faults = faults(query, &T::into_params(|| Some(ParameterIn::Query)));
        if faults.is_empty() {
            let name = path.split(['[', '.']).next().unwrap_or(&path);
            faults.push((name.to_owned(), Text::new("nilainya tidak dapat dipakai.", "its value cannot be used.")));
        }
        bad_parameters(&faults)
    })
}

/// What is wrong with the parameters of a query, by the document.
fn faults(query: &str, known: &[Parameter]) -> Vec<(String, Text)> {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query).unwrap_or_default();
    let mut faults: Vec<(String, Text)> = Vec::new();
    for (n, (name, value)) in pairs.iter().enumerate() {
        let wrong = match known.iter().find(|parameter| parameter.name == *name) {
            None => Some(Text::new("tidak dikenal di alamat ini.", "is not known at this address.")),
            Some(Parameter { schema: Some(schema), .. }) => match shape::items(schema) {
                Some(item) => value.split(',').find_map(|word| shape::misfit(item, word.trim())),
                None if pairs[..n].iter().any(|(before, _)| before == name) => {
                    Some(Text::new("hanya boleh disebut sekali.", "may be given only once."))
                }
                None => shape::misfit(schema, value),
            },
            Some(_) => None,
        };
        if let Some(why) = wrong.filter(|_| faults.len() < MOST_FAULTS && !faults.iter().any(|(named, _)| named == name)) {
            faults.push((name.clone(), why));
        }
    }
    faults
}

fn check_text(query: &str) -> Result<(), Problem> {
    if query.len() > LONGEST {
        return Err(Problem::new(Kind::MalformedRequest).detail("Kueri lebih panjang dari 8 KiB.", "The query is longer than 8 KiB."));
    }
    let spaced = query.replace('+', " ");
    match percent_encoding::percent_decode_str(&spaced).decode_utf8() {
        Err(_) => Err(Problem::new(Kind::MalformedRequest).detail("Kueri bukan UTF-8.", "The query is not UTF-8.")),
        Ok(text) if text.contains('\0') => {
            Err(Problem::new(Kind::MalformedRequest).detail("Kueri memuat U+0000.", "The query contains U+0000."))
        }
        Ok(_) => Ok(()),
    }
}

/// A parameter that may be repeated or hold several values with commas between: any of them matches. The same value counts once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Many<T>(pub Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Many<T> {
    /// Whether the parameter was left out.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de, T> Deserialize<'de> for Many<T>
where
    T: FromStr + PartialEq,
    T::Err: std::fmt::Display,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Vec::<String>::deserialize(deserializer)?;
        let mut values = Vec::new();
        for (n, word) in raw.iter().flat_map(|v| v.split(',')).map(str::trim).enumerate() {
            if n == MOST_VALUES {
                return Err(de::Error::custom("more than 100 values"));
            }
            let value = word.parse().map_err(de::Error::custom)?;
            if !values.contains(&value) {
                values.push(value);
            }
        }
        Ok(Self(values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, Debug, PartialEq, IntoParams)]
    #[serde(deny_unknown_fields)]
    struct Filter {
        #[serde(default)]
        #[param(value_type = Option<Vec<i32>>)]
        year: Many<i32>,
        limit: Option<u32>,
    }

    fn detail(query: &str) -> String {
        parse::<Filter>(query).unwrap_err().to_string()
    }

    #[test]
    fn commas_and_repeats_both_mean_or() {
        assert_eq!(parse::<Filter>("year=2020,2021&year=2023").unwrap().year.0, [2020, 2021, 2023]);
        assert!(parse::<Filter>("").unwrap().year.is_empty());
        assert_eq!(parse::<Filter>("year=2020,2020&year=2020,2021").unwrap().year.0, [2020, 2021], "the same counts once");
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(detail("colour=red").contains("`colour`"));
        assert!(detail("limit=ten").contains("`limit`"));
        assert!(detail("year=2020,x").contains("`year`"));
        let both = detail("year=2020,x&colour=red");
        assert!(both.contains("`year`: Must be a whole number.") && both.contains("`colour`"), "{both}");
        assert!(detail("limit=1&limit=2").contains("`limit`"));
        assert!(detail("year=%00").contains("U+0000"));
        assert!(detail("year=%ff").contains("UTF-8"));
    }
}
