//! A plan as text.

use super::store::SaveError;
use super::to_save;
use crate::model::Plan;

/// Writes a plan in the current version of the format: the same plan gives the same bytes.
///
/// # Errors
/// [`SaveError::Text`] if the text cannot be written, or does not read back as the same plan.
pub fn write_text(plan: &Plan) -> Result<String, SaveError> {
    let text = write_unchecked(plan)?;
    match super::read_text(&text) {
        Ok(loaded) if loaded.repairs.is_empty() && loaded.plan == *plan => Ok(text),
        Ok(loaded) => {
            let repair = loaded
                .repairs
                .first()
                .map_or_else(|| "a value changed on the way".to_owned(), ToString::to_string);
            Err(SaveError::Text(format!("the plan does not read back as it is: {repair}")))
        }
        Err(error) => Err(SaveError::Text(format!("the plan does not read back: {error}"))),
    }
}

fn write_unchecked(plan: &Plan) -> Result<String, SaveError> {
    let config = ron::ser::PrettyConfig::new()
        .new_line("\n")
        .indentor("    ")
        .struct_names(false)
        .compact_arrays(true);
    let mut text = options()
        .to_string_pretty(&to_save::plan(plan), config)
        .map_err(|error| SaveError::Text(error.to_string()))?;
    text.push('\n');
    Ok(text)
}

/// Options of reading and writing; part of the format, so never changed within a version.
pub(super) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

/// Short name of a plan's meaning, such as `3f9a2c1`: the same for the same content wherever cards
/// lie, different for nearly any two different contents. Printed under exports.
#[must_use]
pub fn revision(plan: &Plan) -> String {
    let mut save = to_save::plan(plan);
    save.placements = super::entries::Entries::default();
    let text = options().to_string(&save).unwrap_or_default();
    format!("{:07x}", super::stamp::hash(text.as_bytes()) >> 36)
}
