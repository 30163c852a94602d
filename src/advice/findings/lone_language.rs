//! `lone-language`: one role alone knows a language of the plan, and it is one person or nobody
//! said how many they are.

use super::{Context, Finding, Severity};
use crate::model::{Input, LanguageId, Role, Skill};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let roles = &context.resolved.plan.roles;
    if roles.len() < 2 {
        return Vec::new();
    }
    let mut languages: Vec<&LanguageId> = context.languages.values().copied().collect();
    languages.sort();
    languages.dedup();
    let found = languages.into_iter().filter_map(|language| {
        let knows =
            |role: &&Role| role.skills.get(language).is_some_and(|skill| *skill >= Skill::Working);
        let mut knowing = roles.values().filter(knows);
        let (role, None) = (knowing.next()?, knowing.next()) else { return None };
        let people = role.inputs.get(&Input::Headcount).map(|of| of.range.typical);
        if people.is_some_and(|people| people > 1.0) {
            return None;
        }
        let written: Vec<_> =
            context.languages.iter().filter(|(_, of)| **of == language).map(|(id, _)| *id).collect();
        let name = context.language_name(language);
        let components = context.names(written.iter().copied());
        Some(Finding {
            code: "lone-language",
            severity: if people.is_some() { Severity::Warning } else { Severity::Hint },
            component: written.first().map(|id| (*id).clone()),
            input: None,
            message: match people {
                Some(_) => {
                    format!("One person, the {}, knows {name}, needed for {components}", role.name)
                }
                None => format!(
                    "Only the role {} knows {name}, needed for {components}; how many they are is not stated",
                    role.name
                ),
            },
            advice: if people.is_some() {
                "Have a second person learn it, or choose a language that more people know"
            } else {
                "State the headcount, and have a second person know the language"
            }
            .to_owned(),
            claims: "40",
            fixes: Vec::new(),
        })
    });
    found.collect()
}
