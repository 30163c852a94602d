//! Remedies before a second language as JSON.

use serde_json::{Value, json};

use super::json::{estimate, evidence, finite, totals};
use crate::advice::Offer;
use crate::catalog::Catalog;

/// One remedy that would do.
pub(super) fn offer(catalog: &Catalog, offer: &Offer) -> Value {
    json!({
        "remedy": offer.remedy,
        "name": offer.name,
        "note": offer.note,
        "candidate": offer.candidate.as_str(),
        "language": offer.language.as_str(),
        "instead_of": offer.instead_of.as_str(),
        "sentence": offer.sentence,
        "estimate": estimate(&offer.after),
        "totals": totals(&offer.totals),
        "weeks": [offer.weeks.low, offer.weeks.typical, offer.weeks.high],
        "meets_target": offer.meets_target,
        "within_reach": offer.within_reach,
        "lead": offer.lead.map(finite),
        "confidence": offer.confidence.word(),
        "claims": offer.claims,
        "evidence": evidence(catalog, offer.sources.iter().map(String::as_str)),
    })
}
