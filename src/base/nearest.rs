//! The known word that an unknown one was meant to be.

/// The choice that a word differs from in the fewest letters, where those are few for its length; of
/// several the first.
///
/// A letter too many, too few or wrong counts one, and so do two that changed places (optimal string
/// alignment). One is allowed from three letters on, two from six on.
pub fn nearest<'a>(word: &str, choices: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let allowed = match word.len() {
        0..=2 => return None,
        3..=5 => 1,
        _ => 2,
    };
    // Names of quite another length are not worth a look at their letters.
    let choices = choices.filter(|choice| choice.chars().count().abs_diff(word.len()) <= allowed);
    let far = |choice: &&str| distance(&word, &choice.to_lowercase().chars().collect::<Vec<_>>());
    let found = choices.map(|choice| (far(&choice), choice)).min_by_key(|(far, _)| *far)?;
    (found.0 <= allowed && found.1.chars().count() > 2).then_some(found.1)
}

/// Letters in which two words differ.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let wrong = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            least = least.min(rows[i - 1][j - 1] + wrong);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_fingers_are_understood() {
        let words = ["grpc", "rest", "datastore", "queue", "go", "service"];
        let found = |word| nearest(word, words.into_iter());
        for (word, meant) in [
            ("grcp", "grpc"),
            ("gprc", "grpc"),
            ("datastor", "datastore"),
            ("dtaastore", "datastore"),
            ("servise", "service"),
            ("QUEUE", "queue"),
            ("qeue", "queue"),
        ] {
            assert_eq!(found(word), Some(meant), "{word}");
        }
        for word in ["", "g", "gp", "soap", "teapot", "ftp", "warehouse"] {
            assert_eq!(found(word), None, "{word}");
        }
    }

    #[test]
    fn letters_are_counted() {
        let of = |a: &str, b: &str| {
            distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
        };
        for (a, b, letters) in
            [("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3)]
        {
            assert_eq!((of(a, b), of(b, a)), (letters, letters), "{a} {b}");
        }
    }
}
