//! Finding things by what people type: names and further words, best first.

/// How well a name fits what was typed, 0 the best; `None` if it does not. Each word that was
/// typed must begin a word of the name or of `keywords`, stand inside the name, or be its
/// initials; from four letters on one slip is forgiven. Letters scattered over a name find nothing.
#[must_use]
pub fn rank(name: &str, keywords: &str, wanted: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let wanted = wanted.trim().to_lowercase();
    if name.starts_with(&wanted) {
        // Nobody types the ellipsis.
        return Some(u32::from(name.trim_end_matches('…') != wanted.trim_end_matches('…')));
    }
    let keywords = keywords.to_lowercase();
    words(&wanted)
        .map(|word| of_word(&name, &keywords, word))
        .try_fold(2, |worst, rank| rank.map(|rank| worst.max(rank)))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn of_word(name: &str, keywords: &str, wanted: &str) -> Option<u32> {
    let begins = |text: &str| words(text).any(|word| word.starts_with(wanted));
    let long = wanted.chars().count() >= 4;
    let slips = |text: &str| long && words(text).any(|word| begins_but_for_one(word, wanted));
    if begins(name) {
        Some(2)
    } else if words(keywords).any(|word| word == wanted) {
        Some(3)
    } else if begins(keywords) {
        Some(4)
    } else if wanted.len() >= 2 && initials(name).starts_with(wanted) {
        Some(5)
    } else if wanted.len() >= 2 && name.contains(wanted) {
        Some(6)
    } else if slips(name) || slips(keywords) {
        Some(7)
    } else {
        None
    }
}

fn initials(name: &str) -> String {
    words(name).filter_map(|word| word.chars().next()).collect()
}

/// Whether the word begins as typed but for one letter wrong, missing, too many, or two swapped;
/// the first letter must be right.
fn begins_but_for_one(word: &str, typed: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let typed: Vec<char> = typed.chars().collect();
    let same = word.iter().zip(&typed).take_while(|(a, b)| a == b).count();
    if same == 0 {
        return false;
    }
    let (word, typed) = (&word[same..], &typed[same..]);
    let after = |from: &[char], places: usize| from.get(places..).unwrap_or_default().to_vec();
    let goes_on = |skip_word, skip_typed| {
        word.len() >= skip_word && after(word, skip_word).starts_with(&after(typed, skip_typed))
    };
    let swapped = word.len() >= 2 && typed.len() >= 2 && word[0] == typed[1] && word[1] == typed[0];
    goes_on(1, 1) || goes_on(1, 0) || goes_on(0, 1) || swapped && goes_on(2, 2)
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn names_that_start_as_typed_come_first() {
        for (name, keywords, wanted, expected) in [
            ("Fit plan", "", "fit plan", Some(0)),
            ("Fit plan", "", "fit", Some(1)),
            ("Anything", "", "", Some(1)),
            ("Export…", "", "export", Some(0)),
            ("Export all…", "", "export", Some(1)),
            ("Fit plan", "", "pl", Some(2)),
            ("Fit plan", "", "plan fit", Some(2)),
            ("Export…", "picture png", "png", Some(3)),
            ("Export…", "picture png", "pict", Some(4)),
            ("Sketch mode", "", "sm", Some(5)),
            ("Align left", "", "ign", Some(6)),
            ("Export…", "", "exprot", Some(7)),
            ("Export…", "", "exort", Some(7)),
            ("Export…", "", "exxport", Some(7)),
            ("Simulate…", "", "sumulate", Some(7)),
        ] {
            assert_eq!(rank(name, keywords, wanted), expected, "{name} {wanted}");
        }
    }

    #[test]
    fn scattered_letters_find_nothing() {
        for (name, wanted) in [
            ("Plan settings…", "png"),
            ("Align left", "alf"),
            ("Copy diagram as picture", "cost"),
            ("Fit plan", "fit zz"),
            ("Fit", "fat"),
            ("Export…", "axport"),
        ] {
            assert_eq!(rank(name, "", wanted), None, "{name} {wanted}");
        }
    }
}
