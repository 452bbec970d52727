//! Text of many lines that has to say something: comments, answers, reasons.

use super::{bare, judge_prose, of_itself};
use serde::{Deserialize, Deserializer, Serialize};
use std::ops::Deref;
use validator::{Validate, ValidationErrors};

/// A text of `LEAST` to `MOST` characters, Markdown or not, which says something if `LEAST` is not 0. White space around it is left
/// out when it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Prose<const LEAST: usize, const MOST: usize>(String);

impl<const LEAST: usize, const MOST: usize> Deref for Prose<LEAST, MOST> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const LEAST: usize, const MOST: usize> From<&str> for Prose<LEAST, MOST> {
    fn from(text: &str) -> Self {
        Self(bare(text).to_owned())
    }
}

impl<const LEAST: usize, const MOST: usize> From<Prose<LEAST, MOST>> for String {
    fn from(prose: Prose<LEAST, MOST>) -> Self {
        prose.0
    }
}

impl<'de, const LEAST: usize, const MOST: usize> Deserialize<'de> for Prose<LEAST, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(bare(&text).to_owned()))
    }
}

impl<const LEAST: usize, const MOST: usize> Validate for Prose<LEAST, MOST> {
    fn validate(&self) -> Result<(), ValidationErrors> {
        of_itself(judge_prose(&self.0, LEAST, MOST))
    }
}
