//! What is said about components and languages: criteria of the team's own, scenarios, decisions, votes,
//! placements.

use std::collections::BTreeMap;

use super::place::{Repairs, meant, shorten};
use crate::base::id::name_or_id;
use crate::files::entries::Entries;
use crate::files::notation;
use crate::files::save_v1::{CriterionV1, DecisionV1, ScenarioV1, VoteV1};
use crate::model::apply::{MAX_CARD, MAX_COORDINATE, MAX_LOAD_FACTOR};
use crate::model::criterion::{MOST_POINTS, MOST_WEIGHT};
use crate::model::{
    CandidateId, CriterionId, Decision, Input, InputRef, OwnCriterion, OwnPoints, Placement, Plan,
    Scenario, ScenarioId, Vote,
};

pub(super) fn criteria(plan: &mut Plan, saved: Entries<CriterionV1>, repairs: &mut Repairs) {
    for (id, saved) in saved.0 {
        let place = &mut repairs.at("criterion", &id);
        let taken = |id: &str| plan.criteria.contains_key(id);
        let Some(id) = place.id(&id, &saved.name, CriterionId::new, taken) else {
            continue;
        };
        let mut weight = saved.weight;
        if !(0.0..=MOST_WEIGHT).contains(&weight) {
            place.note(format!("weight {weight} is not between 0 and {MOST_WEIGHT}; it is 1 now"));
            weight = 1.0;
        }
        let mut points = BTreeMap::new();
        for (word, saved) in saved.points.0 {
            let Some(language) = place.language(Some(word.clone())) else { continue };
            if !(0.0..=MOST_POINTS).contains(&saved.points) {
                let word = shorten(&word);
                let found = saved.points;
                place.note(format!("`{word}` has {found} points, not 0 to {MOST_POINTS}; dropped"));
                continue;
            }
            let of = OwnPoints { points: saved.points, reason: saved.reason };
            place.once(&mut points, &format!("points of `{word}`"), language, of);
        }
        let (name, question) = (name_or_id(saved.name, &id), saved.question);
        plan.criteria.insert(id.clone(), OwnCriterion { id, name, question, weight, points });
    }
}

pub(super) fn scenarios(plan: &mut Plan, saved: Entries<ScenarioV1>, repairs: &mut Repairs) {
    for (id, saved) in saved.0 {
        let place = &mut repairs.at("scenario", &id);
        let taken = |id: &str| plan.scenarios.contains_key(id);
        let Some(id) = place.id(&id, &saved.name, ScenarioId::new, taken) else {
            continue;
        };
        let mut load = saved.load.unwrap_or(1.0);
        if !(0.0..=MAX_LOAD_FACTOR).contains(&load) {
            place.note(format!("load {load} is not a factor between 0 and 1,000,000; it is 1 now"));
            load = 1.0;
        }
        let mut evidence = place.evidence(saved.evidence);
        let mut overrides = BTreeMap::new();
        for (word, text) in saved.overrides.0 {
            match word.parse::<InputRef>() {
                Ok(address) if plan.inputs_of(&address.owner).is_some() => {
                    let quantity =
                        place.quantity(&word, address.input, &text, evidence.remove(&word));
                    if let Some(quantity) = quantity {
                        place.once(&mut overrides, &format!("`{word}`"), address, quantity);
                    }
                }
                Ok(_) => place.note(format!("`{word}` belongs to nothing in the plan; dropped")),
                Err(error) => {
                    let input = word.rsplit('/').next().unwrap_or_default();
                    let meant = meant(input, Input::ALL.iter().map(|input| input.word()));
                    place.note(format!("{error}; {meant}dropped"));
                }
            }
        }
        let name = name_or_id(saved.name, &id);
        plan.scenarios.insert(id.clone(), Scenario { id, name, load, overrides });
    }
}

pub(super) fn decisions(plan: &mut Plan, saved: Entries<DecisionV1>, repairs: &mut Repairs) {
    for (id, saved) in saved.0 {
        let place = &mut repairs.at("decision on", &id);
        let component = place.existing("the component", Some(id.clone()), &plan.components);
        let language = place.language(Some(saved.language));
        let (Some(component), Some(language)) = (component, language) else {
            continue;
        };
        if plan.decisions.contains_key(&component) {
            place.note("it is decided twice; the first decision is kept".to_owned());
            continue;
        }
        let mut relied_on = BTreeMap::new();
        for (word, text) in saved.relied_on.0 {
            let address = word.parse::<InputRef>().map_err(|error| error.to_string());
            let range = address.and_then(|address| {
                address
                    .input
                    .parse(&text)
                    .map(|range| (address, range))
                    .map_err(|error| error.to_string())
            });
            match range {
                Ok((address, range)) => {
                    let what = format!("what it relied on, `{word}`,");
                    place.once(&mut relied_on, &what, address, range);
                }
                Err(error) => place.note(format!("what it relied on: {error}; dropped")),
            }
        }
        let candidate = saved.candidate.and_then(|word| {
            CandidateId::new(&word).map_err(|error| place.note(format!("{error}; dropped"))).ok()
        });
        let decision = Decision {
            language,
            candidate,
            reason: saved.reason,
            author: saved.author,
            date: place.date(&saved.date),
            relied_on,
        };
        plan.decisions.insert(component, decision);
    }
}

pub(super) fn votes(plan: &mut Plan, saved: Entries<Entries<VoteV1>>, repairs: &mut Repairs) {
    for (id, saved) in saved.0 {
        let place = &mut repairs.at("votes on", &id);
        let component = place.existing("the component", Some(id.clone()), &plan.components);
        let Some(component) = component else { continue };
        let mut votes = plan.votes.remove(&component).unwrap_or_default();
        for (role, saved) in saved.0 {
            let role = role.trim();
            if role.is_empty() {
                place.note("a vote is of no role; dropped".to_owned());
                continue;
            }
            if let Some(language) = place.language(Some(saved.language)) {
                let what = format!("the vote of `{}`", shorten(role));
                let vote = Vote { language, reason: saved.reason };
                place.once(&mut votes, &what, role.to_owned(), vote);
            }
        }
        if !votes.is_empty() {
            plan.votes.insert(component, votes);
        }
    }
}

pub(super) fn placements(plan: &mut Plan, saved: Entries<String>, repairs: &mut Repairs) {
    let sound = |placement: &Placement| {
        let near = |x: f64| x.abs() <= MAX_COORDINATE;
        let sized = |x: f64| x > 0.0 && x <= MAX_CARD;
        near(placement.at.x)
            && near(placement.at.y)
            && sized(placement.size.width)
            && sized(placement.size.height)
    };
    for (id, text) in saved.0 {
        let place = &mut repairs.at("placement of", &id);
        let Some(component) = place.existing("the component", Some(id.clone()), &plan.components)
        else {
            continue;
        };
        match notation::placement(&text).filter(sound) {
            Some(placement) => {
                place.once(&mut plan.placements, "it", component, placement);
            }
            None => place.note(format!(
                "`{}` is not a place such as 120 80; the card is placed anew",
                shorten(&text)
            )),
        }
    }
}
