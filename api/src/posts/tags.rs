//! Tags are one whatever their case, as the filter takes them.

use crate::search::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// How many of these lists have each tag, under the form in which it is written most.
pub fn count(lists: &[Vec<String>]) -> BTreeMap<String, i64> {
    let mut forms = BTreeMap::<String, BTreeMap<&str, i64>>::new();
    let mut counts = BTreeMap::<String, i64>::new();
    for list in lists {
        for tag in list {
            *forms.entry(fold(tag)).or_default().entry(tag).or_default() += 1;
        }
        for key in list.iter().map(|tag| fold(tag)).collect::<BTreeSet<_>>() {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts.into_iter().map(|(key, n)| (forms.get(&key).map_or_else(|| key.clone(), |forms| most_used(forms)), n)).collect()
}

fn most_used(forms: &BTreeMap<&str, i64>) -> String {
    let most = forms.values().max();
    forms.iter().find(|(_, n)| Some(*n) == most).map_or_else(String::new, |(form, _)| (*form).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_counts_once_under_the_form_that_is_used_most() {
        let lists = [vec!["Digital", "antrean"], vec!["digital"], vec!["digital", "DIGITAL"], vec!["Antrean"]];
        let lists: Vec<Vec<String>> = lists.iter().map(|list| list.iter().map(|tag| (*tag).to_owned()).collect()).collect();
        let expected = [("digital".to_owned(), 3), ("Antrean".to_owned(), 2)];
        assert_eq!(count(&lists), expected.into_iter().collect());
    }
}
