//! What languages, kinds and protocols are called, and which of them a word that is none may mean.

use super::Catalog;
use crate::base::nearest::nearest;
use crate::model::{CandidateId, Kind, LanguageId, Protocol};

/// Languages that plans name and the catalog has no figures for: id and name.
const WITHOUT_FIGURES: &[(&str, &str)] = &[
    ("c", "C"),
    ("clojure", "Clojure"),
    ("cobol", "COBOL"),
    ("crystal", "Crystal"),
    ("dart", "Dart"),
    ("erlang", "Erlang"),
    ("fortran", "Fortran"),
    ("fsharp", "F#"),
    ("groovy", "Groovy"),
    ("haskell", "Haskell"),
    ("javascript", "JavaScript"),
    ("lua", "Lua"),
    ("matlab", "MATLAB"),
    ("nim", "Nim"),
    ("objective-c", "Objective-C"),
    ("ocaml", "OCaml"),
    ("pascal", "Pascal"),
    ("perl", "Perl"),
    ("php", "PHP"),
    ("ruby", "Ruby"),
    ("scala", "Scala"),
    ("shell", "Shell"),
    ("sql", "SQL"),
    ("swift", "Swift"),
    ("visual-basic", "Visual Basic"),
    ("zig", "Zig"),
];

/// Other words for languages, in lower case, with their ids: abbreviations, runtimes, frameworks that
/// are named in the place of their language.
const ALSO_CALLED: &[(&str, &str)] = &[
    (".net", "csharp"),
    ("bash", "shell"),
    ("beam", "elixir"),
    ("c++", "cpp"),
    ("c-plus-plus", "cpp"),
    ("c-sharp", "csharp"),
    ("c#", "csharp"),
    ("cplusplus", "cpp"),
    ("cs", "csharp"),
    ("cxx", "cpp"),
    ("delphi", "pascal"),
    ("deno", "typescript"),
    ("django", "python"),
    ("dotnet", "csharp"),
    ("ecmascript", "javascript"),
    ("ex", "elixir"),
    ("f#", "fsharp"),
    ("flutter", "dart"),
    ("go-lang", "go"),
    ("golang", "go"),
    ("jl", "julia"),
    ("js", "javascript"),
    ("jvm", "java"),
    ("kt", "kotlin"),
    ("net", "csharp"),
    ("node", "typescript"),
    ("node-js", "typescript"),
    ("node.js", "typescript"),
    ("nodejs", "typescript"),
    ("objc", "objective-c"),
    ("powershell", "shell"),
    ("py", "python"),
    ("python2", "python"),
    ("python3", "python"),
    ("rails", "ruby"),
    ("rb", "ruby"),
    ("rlang", "r"),
    ("rs", "rust"),
    ("rustlang", "rust"),
    ("sh", "shell"),
    ("ts", "typescript"),
    ("vb", "visual-basic"),
    ("vb.net", "visual-basic"),
];

/// The id of the language that people call so, whatever the case of the letters; for words that are no
/// ids, such as `C#`.
#[must_use]
pub fn called(word: &str) -> Option<LanguageId> {
    let word = word.trim().to_lowercase();
    let also = ALSO_CALLED.iter().find(|(called, _)| *called == word).map(|(_, id)| *id);
    let named = || {
        let named = WITHOUT_FIGURES.iter().find(|(_, name)| name.to_lowercase() == word);
        named.map(|(id, _)| *id)
    };
    LanguageId::new(also.or_else(named).unwrap_or(&word)).ok()
}

impl Catalog {
    /// Name of a language for people; its id where nothing better is known.
    #[must_use]
    pub fn language_name<'a>(&'a self, id: &'a LanguageId) -> &'a str {
        let without_figures = || WITHOUT_FIGURES.iter().find(|(known, _)| *known == id.as_str());
        match self.languages.get(id) {
            Some(language) => &language.name,
            None => without_figures().map_or(id.as_str(), |(_, name)| name),
        }
    }

    /// Languages that plans name and the catalog has no figures for: id and name.
    pub fn without_figures(&self) -> impl Iterator<Item = (LanguageId, &'static str)> {
        let ids = WITHOUT_FIGURES.iter();
        let known = ids.filter_map(|(id, name)| Some((LanguageId::new(id).ok()?, *name)));
        known.filter(|(id, _)| !self.languages.contains_key(id))
    }

    /// Whether a language is known, with figures or without.
    #[must_use]
    pub fn is_language(&self, id: &LanguageId) -> bool {
        let named = || WITHOUT_FIGURES.iter().any(|(known, _)| *known == id.as_str());
        self.languages.contains_key(id) || named()
    }

    /// The language that a word names: by its id, its name, or what else it is called.
    #[must_use]
    pub fn language_called(&self, word: &str) -> Option<LanguageId> {
        let lower = word.trim().to_lowercase();
        let named = self.languages.values().find(|of| of.name.to_lowercase() == lower);
        named.map(|of| of.id.clone()).or_else(|| called(word)).filter(|id| self.is_language(id))
    }

    /// The language that a word which names none may mean.
    #[must_use]
    pub fn language_meant(&self, word: &str) -> Option<LanguageId> {
        let called = self.language_called(word);
        called.or_else(|| {
            let with_figures = self.languages.keys().map(LanguageId::as_str);
            let all = with_figures.chain(WITHOUT_FIGURES.iter().map(|(id, _)| *id));
            LanguageId::new(nearest(word, all)?).ok()
        })
    }

    /// The candidate that a word which names none may mean.
    #[must_use]
    pub fn candidate_meant(&self, word: &str) -> Option<CandidateId> {
        let by_language = || {
            let language = self.language_called(word)?;
            self.candidate_of(&language).map(|candidate| candidate.id.clone())
        };
        let by_letters = nearest(word, self.candidates.keys().map(CandidateId::as_str));
        by_letters.and_then(|id| CandidateId::new(id).ok()).or_else(by_language)
    }
}

/// What people call kinds, beside their own words.
const KINDS_ALSO_CALLED: &[(&str, Kind)] = &[
    ("android", Kind::MobileApp),
    ("api", Kind::Service),
    ("app", Kind::Service),
    ("backend", Kind::Service),
    ("browser", Kind::BrowserPage),
    ("broker", Kind::Queue),
    ("bucket", Kind::Datastore),
    ("cli", Kind::CliTool),
    ("cron-job", Kind::BatchJob),
    ("database", Kind::Datastore),
    ("db", Kind::Datastore),
    ("desktop", Kind::DesktopApp),
    ("etl", Kind::DataPipeline),
    ("frontend", Kind::BrowserPage),
    ("ios", Kind::MobileApp),
    ("job", Kind::BatchJob),
    ("load-balancer", Kind::Gateway),
    ("microservice", Kind::Service),
    ("mobile", Kind::MobileApp),
    ("model", Kind::ModelServing),
    ("module", Kind::Library),
    ("notebook", Kind::Analysis),
    ("phone", Kind::MobileApp),
    ("proxy", Kind::Gateway),
    ("server", Kind::Service),
    ("single-page-app", Kind::BrowserPage),
    ("spa", Kind::BrowserPage),
    ("storage", Kind::Datastore),
    ("store", Kind::Datastore),
    ("stream", Kind::StreamProcessor),
    ("topic", Kind::Queue),
    ("training", Kind::ModelTraining),
    ("user", Kind::Person),
    ("web", Kind::WebApp),
    ("website", Kind::WebApp),
];

/// The kind that a word which names none may mean.
#[must_use]
pub fn kind_meant(word: &str) -> Option<Kind> {
    let word = word.trim().to_lowercase().replace([' ', '_'], "-");
    let also = |text: &str| KINDS_ALSO_CALLED.iter().find(|(called, _)| *called == text);
    let called = also(&word).map(|(_, kind)| kind.clone());
    called.or_else(|| {
        let known = Kind::KNOWN.iter().map(Kind::word);
        let found = nearest(&word, known.chain(KINDS_ALSO_CALLED.iter().map(|(text, _)| *text)))?;
        Some(also(found).map_or_else(|| Kind::from_word(found), |(_, kind)| kind.clone()))
    })
}

/// The protocol that an unknown word may mean; words that are like none of the known ones are
/// protocols of their own.
#[must_use]
pub fn protocol_meant(word: &str) -> Option<Protocol> {
    let lower = word.to_lowercase();
    let also = match lower.as_str() {
        "http" | "https" | "json" => Some("rest"),
        "ws" | "wss" => Some("websocket"),
        _ => None,
    };
    let known = || nearest(&lower, Protocol::KNOWN.iter().map(Protocol::word));
    also.or_else(known).map(Protocol::from_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_other_word_leads_to_a_language() {
        let catalog = Catalog::shipped().unwrap();
        for (word, id) in ALSO_CALLED {
            let id = LanguageId::new(id).unwrap();
            assert!(catalog.is_language(&id), "{word}");
            let own = LanguageId::new(word).is_ok_and(|own| catalog.is_language(&own));
            assert!(!own, "{word} is a language itself");
            assert_eq!(catalog.language_meant(word), Some(id));
        }
    }

    #[test]
    fn words_mean_what_people_mean_by_them() {
        let catalog = Catalog::shipped().unwrap();
        let meant = |word: &str| catalog.language_meant(word).map(|id| id.to_string());
        for (word, id) in [
            ("golang", "go"),
            ("C#", "csharp"),
            ("C++", "cpp"),
            (".NET", "csharp"),
            ("Python", "python"),
            ("pyhton", "python"),
            ("typscript", "typescript"),
            ("kotlyn", "kotlin"),
            ("ruby", "ruby"),
            ("PHP", "php"),
        ] {
            assert_eq!(meant(word).as_deref(), Some(id), "{word}");
        }
        for word in ["", "x", "klingon", "esperanto"] {
            assert_eq!(meant(word), None, "{word}");
        }
    }

    #[test]
    fn kinds_and_protocols_are_found_by_their_letters() {
        assert_eq!(kind_meant("databse"), Some(Kind::Datastore));
        assert_eq!(kind_meant("DB"), Some(Kind::Datastore));
        assert_eq!(kind_meant("frontend"), Some(Kind::BrowserPage));
        assert_eq!(kind_meant("servise"), Some(Kind::Service));
        assert_eq!(kind_meant("Web_App"), Some(Kind::WebApp));
        assert_eq!(kind_meant("teapot"), None);
        assert_eq!(protocol_meant("grcp"), Some(Protocol::Grpc));
        assert_eq!(protocol_meant("https"), Some(Protocol::Rest));
        assert_eq!(protocol_meant("redis"), None);
        assert_eq!(protocol_meant("amqp"), None);
    }
}
