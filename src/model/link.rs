//! A call, message or data flow between two components.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::inputs::Inputs;
use super::{ComponentId, LinkId};
use crate::words;

words! {
    /// How the two ends work together.
    LinkStyle {
        /// The caller waits for the answer.
        Request = "request", "request and response";
        /// The sender goes on; the message waits in a queue.
        Message = "message", "message";
        /// A lasting flow of items.
        Stream = "stream", "stream";
        /// Files or tables moved now and then.
        Bulk = "bulk", "bulk transfer";
    }
}

/// What is spoken over a link. Protocols this version does not know are kept as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the protocols")]
pub enum Protocol {
    Rest,
    Grpc,
    Queue,
    GraphQl,
    WebSocket,
    Sql,
    /// Anything else, such as `redis`.
    Other(String),
}

impl Protocol {
    /// Every protocol that is known.
    pub const KNOWN: &[Self] =
        &[Self::Rest, Self::Grpc, Self::Queue, Self::GraphQl, Self::WebSocket, Self::Sql];

    /// Stable word in files.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Rest => "rest",
            Self::Grpc => "grpc",
            Self::Queue => "queue",
            Self::GraphQl => "graphql",
            Self::WebSocket => "websocket",
            Self::Sql => "sql",
            Self::Other(word) => word,
        }
    }

    /// Name for people.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Rest => "REST",
            Self::Grpc => "gRPC",
            Self::GraphQl => "GraphQL",
            Self::WebSocket => "WebSocket",
            Self::Sql => "SQL",
            other => other.word(),
        }
    }

    /// The protocol that people call so, by its name or word in any case; an unknown one is kept as it is.
    #[must_use]
    pub fn named(text: &str) -> Self {
        let is_called = |of: &&Self| {
            of.label().eq_ignore_ascii_case(text) || of.word().eq_ignore_ascii_case(text)
        };
        Self::KNOWN.iter().find(is_called).cloned().unwrap_or_else(|| Self::from_word(text))
    }

    /// The protocol that `word` names; an unknown word is kept.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        Self::KNOWN
            .iter()
            .find(|protocol| protocol.word() == word)
            .cloned()
            .unwrap_or_else(|| Self::Other(word.to_owned()))
    }

    /// The protocol that its word reads back as: a known word is the known protocol.
    #[must_use]
    pub fn canonical(self) -> Self {
        match self {
            Self::Other(word) => Self::from_word(&word),
            known => known,
        }
    }
}

crate::serde_text!(Protocol, protocol => protocol.word(), text => {
    Ok::<_, &str>(Protocol::from_word(&text))
});

/// A link from one component to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Immutable id.
    pub id: LinkId,
    /// Caller or sender.
    pub from: ComponentId,
    /// Called or receiving component.
    pub to: ComponentId,
    /// How the ends work together.
    pub style: LinkStyle,
    /// Protocol, if decided.
    pub protocol: Option<Protocol>,
    /// Links of one stage are called in parallel, stages follow one another; the calls of one link
    /// follow one another, too.
    pub stage: u16,
    /// What it carries, in a few words.
    pub label: String,
    /// Components at which the requests begin that take this link, so that one gateway sends each kind
    /// of request its own way; all requests take it where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_for: Option<BTreeSet<ComponentId>>,
    /// Stated numbers.
    pub inputs: Inputs,
}

impl Link {
    /// A request link with nothing stated.
    #[must_use]
    pub fn new(id: LinkId, from: ComponentId, to: ComponentId) -> Self {
        Self {
            id,
            from,
            to,
            style: LinkStyle::Request,
            protocol: None,
            stage: 0,
            label: String::new(),
            only_for: None,
            inputs: Inputs::new(),
        }
    }

    /// What stands at the link in a picture: its label, else its protocol; empty for neither.
    #[must_use]
    pub fn words(&self) -> &str {
        match &self.protocol {
            Some(protocol) if self.label.trim().is_empty() => protocol.label(),
            _ => self.label.trim(),
        }
    }

    /// Whether another link says no more than this one: the same ends, the same way of working, the
    /// same words, in the same stage, for the same requests.
    #[must_use]
    pub fn repeats(&self, other: &Self) -> bool {
        let said = |link: &Self| (link.style, link.stage, link.label.trim().to_owned());
        (&self.from, &self.to, &self.only_for) == (&other.from, &other.to, &other.only_for)
            && said(self) == said(other)
    }

    /// Whether the caller waits for the answer.
    #[must_use]
    pub fn is_synchronous(&self) -> bool {
        self.style == LinkStyle::Request
    }
}
