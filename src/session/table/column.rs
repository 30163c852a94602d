//! The columns of the table.

use super::Sheet;
use crate::base::words::sentence_case;
use crate::model::{Input, Scope};

/// A column: a field of the plan, a number of the table of inputs, or a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each has a help")]
pub enum Column {
    Name,
    Kind,
    Tags,
    Technology,
    Group,
    Owner,
    Notes,
    From,
    To,
    Style,
    Protocol,
    Stage,
    Label,
    Number(Input),
    Language,
    Rate,
    P99,
    Servers,
    Monthly,
    Advised,
}

/// Everything but numbers: column, word in settings and heads, title, help.
const NAMED: &[(Column, &str, &str, &str)] = &[
    (Column::Name, "name", "Name", "What people call it."),
    (Column::Kind, "kind", "Kind", "What sort of thing it is."),
    (Column::Tags, "tags", "Tags", "Performance-sensitive, data-intelligent, both or neither."),
    (Column::Technology, "technology", "Technology", "What it is made of or bought as."),
    (Column::Group, "group", "Group", "The group that it lies in."),
    (Column::Owner, "owner", "Owner", "The role that owns it."),
    (Column::Notes, "notes", "Notes", "Free notes, never exported by default."),
    (Column::From, "from", "From", "Caller or sender."),
    (Column::To, "to", "To", "Called or receiving component."),
    (Column::Style, "style", "Style", "How the two ends work together."),
    (Column::Protocol, "protocol", "Protocol", "What is spoken, if it is decided."),
    (
        Column::Stage,
        "stage",
        "Stage",
        "Links of one stage are called in parallel; stages follow one another, 0 first.",
    ),
    (Column::Label, "label", "Carries", "What it carries, in a few words."),
    (
        Column::Language,
        "language",
        "Language",
        "The language that is decided, else what is advised. Worked out.",
    ),
    (
        Column::Rate,
        "rate",
        "Total rate",
        "Requests and messages that reach it in all, along the links. Worked out.",
    ),
    (
        Column::P99,
        "p99",
        "p99 in all",
        "Time within which 99 of 100 answers are there, with whatever it waits for: of what is asked \
         from outside, or has a target. Median of the draws. Worked out.",
    ),
    (
        Column::Servers,
        "servers",
        "Servers",
        "Servers at peak in the language decided, else advised, at the medians of the inputs. Worked out.",
    ),
    (
        Column::Monthly,
        "monthly_cost",
        "Cost per month",
        "Running it for a month at today’s peak in the language decided, else advised. Median of the \
         draws. Worked out.",
    ),
    (
        Column::Advised,
        "advised_protocol",
        "Advised protocol",
        "What to speak between two built components. Worked out.",
    ),
];

impl Column {
    fn named(self) -> Option<&'static (Self, &'static str, &'static str, &'static str)> {
        NAMED.iter().find(|(column, ..)| *column == self)
    }

    /// Its word in settings and as a head, which imports of tables read.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Number(input) => input.word(),
            other => other.named().map_or("", |(_, word, ..)| word),
        }
    }

    /// The column of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let named = NAMED.iter().find(|(_, known, ..)| *known == word).map(|(column, ..)| *column);
        named.or_else(|| Input::from_word(word).map(Self::Number))
    }

    /// What stands above it.
    #[must_use]
    pub fn title(self) -> String {
        match self {
            Self::Number(input) => sentence_case(input.label()),
            other => other.named().map_or_else(String::new, |(_, _, title, _)| (*title).to_owned()),
        }
    }

    /// What it means.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Number(input) => input.help(),
            other => other.named().map_or("", |(.., help)| help),
        }
    }

    /// Whether a sheet has it.
    #[must_use]
    pub fn is_of(self, sheet: Sheet) -> bool {
        let of_links = matches!(
            self,
            Self::From
                | Self::To
                | Self::Style
                | Self::Protocol
                | Self::Stage
                | Self::Label
                | Self::Advised
        );
        match (self, sheet) {
            (Self::Number(input), Sheet::Components) => input.scope() == Scope::Component,
            (Self::Number(input), Sheet::Links) => input.scope() == Scope::Link,
            (_, Sheet::Components) => !of_links,
            (_, Sheet::Links) => of_links,
        }
    }

    /// Every column of a sheet: fields, numbers, results.
    #[must_use]
    pub fn all(sheet: Sheet) -> Vec<Self> {
        let (fields, results): (Vec<Self>, Vec<Self>) =
            NAMED.iter().map(|(column, ..)| *column).partition(|column| !column.is_result());
        let numbers = Input::ALL.iter().map(|input| Self::Number(*input));
        let all = fields.into_iter().chain(numbers).chain(results);
        all.filter(|column| column.is_of(sheet)).collect()
    }

    /// The columns of a sheet until somebody chooses others.
    #[must_use]
    pub const fn usual(sheet: Sheet) -> &'static [Self] {
        match sheet {
            Sheet::Components => &[
                Self::Name,
                Self::Kind,
                Self::Tags,
                Self::Group,
                Self::Number(Input::ExternalRate),
                Self::Number(Input::CpuTime),
                Self::Number(Input::P99Target),
                Self::Language,
                Self::Servers,
                Self::Monthly,
                Self::Number(Input::Payload),
                Self::Technology,
            ],
            Sheet::Links => &[
                Self::From,
                Self::To,
                Self::Style,
                Self::Protocol,
                Self::Number(Input::Calls),
                Self::Stage,
                Self::Number(Input::LinkPayload),
                Self::Number(Input::Retries),
                Self::Label,
            ],
        }
    }

    /// The column that says what a row is.
    #[must_use]
    pub const fn first(sheet: Sheet) -> Self {
        match sheet {
            Sheet::Components => Self::Name,
            Sheet::Links => Self::From,
        }
    }

    /// Whether it is worked out, so that nothing can be typed there.
    #[must_use]
    pub const fn is_result(self) -> bool {
        matches!(
            self,
            Self::Language | Self::Rate | Self::P99 | Self::Servers | Self::Monthly | Self::Advised
        )
    }

    /// Whether its cells are figures, which stand at the right.
    #[must_use]
    pub const fn is_figure(self) -> bool {
        matches!(
            self,
            Self::Number(_) | Self::Rate | Self::P99 | Self::Servers | Self::Monthly | Self::Stage
        )
    }

    /// Whether its figures come from a job beside the frame.
    #[must_use]
    pub const fn needs_figures(self) -> bool {
        matches!(self, Self::Servers | Self::Monthly)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_word_of_its_own_and_a_help() {
        for sheet in Sheet::ALL {
            let all = Column::all(*sheet);
            assert!(Column::usual(*sheet).iter().all(|column| all.contains(column)));
            assert_eq!(all.first(), Some(&Column::first(*sheet)));
            for column in all {
                assert_eq!(Column::from_word(column.word()), Some(column));
                assert!(!column.title().is_empty() && column.help().ends_with('.'), "{column:?}");
            }
        }
    }
}
