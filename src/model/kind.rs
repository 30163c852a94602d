//! What sort of thing a component is.

/// Kind of a component. Kinds this version does not know are kept as they are written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "`Kind::label` says what each one is")]
pub enum Kind {
    Service,
    WebApp,
    Gateway,
    Worker,
    StreamProcessor,
    BatchJob,
    ModelTraining,
    ModelServing,
    DataPipeline,
    Analysis,
    CliTool,
    Agent,
    ControlPlane,
    Library,
    BrowserPage,
    MobileApp,
    DesktopApp,
    Ui,
    Datastore,
    Cache,
    Queue,
    Person,
    External,
    /// A kind of somebody else's making; behaves as a service.
    Other(String),
}

impl Kind {
    /// Every kind that is known, in the order of palettes.
    pub const KNOWN: &[Self] = &[
        Self::Service,
        Self::WebApp,
        Self::Gateway,
        Self::Worker,
        Self::StreamProcessor,
        Self::BatchJob,
        Self::ModelTraining,
        Self::ModelServing,
        Self::DataPipeline,
        Self::Analysis,
        Self::CliTool,
        Self::Agent,
        Self::ControlPlane,
        Self::Library,
        Self::BrowserPage,
        Self::MobileApp,
        Self::DesktopApp,
        Self::Ui,
        Self::Datastore,
        Self::Cache,
        Self::Queue,
        Self::Person,
        Self::External,
    ];

    /// Stable word in files; also the key of its icon.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Service => "service",
            Self::WebApp => "web-app",
            Self::Gateway => "gateway",
            Self::Worker => "worker",
            Self::StreamProcessor => "stream-processor",
            Self::BatchJob => "batch-job",
            Self::ModelTraining => "model-training",
            Self::ModelServing => "model-serving",
            Self::DataPipeline => "data-pipeline",
            Self::Analysis => "analysis",
            Self::CliTool => "cli-tool",
            Self::Agent => "agent",
            Self::ControlPlane => "control-plane",
            Self::Library => "library",
            Self::BrowserPage => "browser-page",
            Self::MobileApp => "mobile-app",
            Self::DesktopApp => "desktop-app",
            Self::Ui => "ui",
            Self::Datastore => "datastore",
            Self::Cache => "cache",
            Self::Queue => "queue",
            Self::Person => "person",
            Self::External => "external",
            Self::Other(word) => word,
        }
    }

    /// Name for people, lower case.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::WebApp => "web application",
            Self::StreamProcessor => "stream processor",
            Self::BatchJob => "batch job",
            Self::ModelTraining => "model training",
            Self::ModelServing => "model serving",
            Self::DataPipeline => "data pipeline",
            Self::Analysis => "notebook or analysis",
            Self::CliTool => "command-line tool",
            Self::ControlPlane => "control plane",
            Self::BrowserPage => "browser page",
            Self::MobileApp => "mobile app",
            Self::DesktopApp => "desktop app",
            Self::Ui => "user interface",
            Self::External => "external system",
            other => other.word(),
        }
    }

    /// The kind that `word` names; an unknown word is kept.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        Self::KNOWN
            .iter()
            .find(|kind| kind.word() == word)
            .cloned()
            .unwrap_or_else(|| Self::Other(word.to_owned()))
    }

    /// The kind that its word reads back as: a known word is the known kind, no word a service.
    #[must_use]
    pub fn canonical(self) -> Self {
        match self {
            Self::Other(word) if word.is_empty() => Self::Service,
            Self::Other(word) => Self::from_word(&word),
            known => known,
        }
    }

    /// Whether the kind usually comes ready-made: stores, caches, queues, gateways are products.
    #[must_use]
    pub const fn is_ready_made(&self) -> bool {
        matches!(self, Self::Datastore | Self::Cache | Self::Queue)
    }

    /// Whether the kind runs on people's own devices: what runs there decides its language, and load
    /// enters the plan through it.
    #[must_use]
    pub const fn is_client(&self) -> bool {
        matches!(self, Self::BrowserPage | Self::MobileApp | Self::DesktopApp | Self::Ui)
    }

    /// Whether servers run the kind. Clients run on people's devices, and a library in the process
    /// that calls it.
    #[must_use]
    pub const fn has_servers(&self) -> bool {
        !self.is_client() && !matches!(self, Self::Library | Self::Person)
    }

    /// Whether requests or messages reach the kind at a rate of their own.
    #[must_use]
    pub const fn takes_load(&self) -> bool {
        self.answers_requests()
            || matches!(self, Self::Worker | Self::StreamProcessor | Self::Queue)
    }

    /// Whether the kind runs through its work while nobody waits for an answer.
    #[must_use]
    pub const fn is_job(&self) -> bool {
        matches!(self, Self::ModelTraining | Self::DataPipeline | Self::Analysis | Self::BatchJob)
    }

    /// Whether the kind answers requests while somebody waits.
    #[must_use]
    pub const fn answers_requests(&self) -> bool {
        matches!(
            self,
            Self::Service
                | Self::WebApp
                | Self::Gateway
                | Self::ModelServing
                | Self::ControlPlane
                | Self::Agent
                | Self::BrowserPage
                | Self::MobileApp
                | Self::DesktopApp
                | Self::Ui
                | Self::Datastore
                | Self::Cache
                | Self::Other(_)
        )
    }
}

crate::serde_text!(Kind, kind => kind.word(), text => Ok::<_, &str>(Kind::from_word(&text)));
