//! Facts about a component that are not numbers; an absent one is unknown.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{LanguageId, LibraryName};
use crate::words;

words! {
    /// What a component has to do with machine learning.
    MlUse {
        /// Nothing.
        None = "none", "no machine learning";
        /// Calls a model that somebody else hosts: input and output, not data work.
        Calls = "calls", "calls a hosted model";
        /// Runs inference itself.
        Serves = "serves", "serves a model";
        /// Trains models.
        Trains = "trains", "trains models";
        /// Is a library for people who train or serve.
        Library = "library", "is a library for model builders";
    }
}

words! {
    /// How much of the work rests on libraries that only Python's ecosystem has.
    LibraryNeed {
        /// Not at all.
        No = "no", "no Python libraries needed";
        /// Some, replaceable with effort.
        Some = "some", "some Python libraries needed";
        /// The component is built around them.
        Central = "central", "built around Python libraries";
    }
}

words! {
    /// How a component reaches the place where it runs.
    Shipping {
        /// Runs on servers of its makers.
        Server = "server", "on our servers";
        /// Started on demand by a platform.
        Serverless = "serverless", "serverless";
        /// Jobs on a cluster.
        Cluster = "cluster", "as cluster jobs";
        /// Installed by its users on their machines.
        Installed = "installed", "installed by its users";
        /// Installed on every host of a fleet.
        EveryHost = "every-host", "installed on every host";
        /// Installed into the users' Python environments.
        PythonEnvironment = "python-environment", "inside users' Python environments";
        /// Part of a device.
        Device = "device", "on a device";
    }
}

words! {
    /// Whether a component is made, bought, or belongs to somebody else.
    Sourcing {
        /// Built by the team.
        Built = "built", "built by the team";
        /// A product that is bought or taken ready-made.
        Bought = "bought", "ready-made";
        /// Run by somebody else.
        Outside = "outside", "outside the plan";
    }
}

words! {
    /// What a CPU time of a request was measured of.
    CpuScope {
        /// All that the process takes for a request, with reading, routing and writing it.
        Request = "request", "the whole request";
        /// The component's own code, without its HTTP stack.
        Handler = "handler", "its own code, without the stack";
    }
}

words! {
    /// How far tests would show that code which exists does something else after a change.
    Tested {
        /// Hardly at all: what it does is to be written down first.
        Hardly = "hardly", "hardly tested";
        /// In parts.
        Partly = "partly", "partly tested";
        /// Well enough to change it and sleep.
        Well = "well", "well tested";
    }
}

/// Facts of one component. `None` is unknown; an empty set is "none known".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traits {
    /// Built, bought or outside; unknown means what is usual for the kind.
    pub sourcing: Option<Sourcing>,
    /// Use of machine learning.
    pub ml: Option<MlUse>,
    /// Whether people explore and analyse data with it.
    pub data_analysis: Option<bool>,
    /// How much rests on Python's libraries.
    pub python_libraries: Option<LibraryNeed>,
    /// Libraries, drivers and kits that it needs, by name.
    pub libraries: BTreeSet<LibraryName>,
    /// Whether it must be imported into, or run inside, its users' Python process.
    pub inside_python: Option<bool>,
    /// Whether it is a prototype to be thrown away.
    pub prototype: Option<bool>,
    /// How it is shipped.
    pub shipping: Option<Shipping>,
    /// Whether people outside the team write plugins for it.
    pub outside_plugins: Option<bool>,
    /// Whether garbage-collection pauses hurt it (large live heaps, hard deadlines).
    pub pause_sensitive: Option<bool>,
    /// Whether a garbage collector is ruled out altogether.
    pub no_garbage_collector: Option<bool>,
    /// Whether it parses hostile input where memory safety matters.
    pub hostile_input: Option<bool>,
    /// Whether it keeps long-lived sessions with state of their own.
    pub stateful_sessions: Option<bool>,
    /// Language of the code that does its work today; none where it is new, or nobody has said.
    pub exists_in: Option<LanguageId>,
    /// How well that code is tested.
    pub tested: Option<Tested>,
    /// Languages of the code it joins or replaces.
    pub estate: BTreeSet<LanguageId>,
    /// Languages that its maintainers know.
    pub known: BTreeSet<LanguageId>,
    /// The one language that is allowed.
    pub mandated: Option<LanguageId>,
    /// Languages that are ruled out.
    pub banned: BTreeSet<LanguageId>,
}

impl Traits {
    /// Whether code exists that does its work, in this language.
    #[must_use]
    pub fn code_is_in(&self, language: &LanguageId) -> bool {
        self.exists_in.as_ref() == Some(language)
    }
}
