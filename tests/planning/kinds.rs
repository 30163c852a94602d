//! Names as people write them on boxes, and the kinds that they say.

use polyplan::catalog::Catalog;
use polyplan::model::Kind;

/// A kind by its word in files, and names that say it.
const NAMES: &[(&str, &[&str])] = &[
    (
        "service",
        &[
            "Order service",
            "Checkout API",
            "Payments backend",
            "User service",
            "Customer API",
            "Mobile app API",
            "Mobile backend",
            "Search service",
            "Queue service",
            "Profile",
            "Geo",
            "Slack bot",
            "Stripe adapter",
            "Webhook handler",
            "Salesforce integration",
            "Auth server",
            "Identity microservice",
        ],
    ),
    (
        "web-app",
        &[
            "Web frontend",
            "Frontend",
            "Admin dashboard",
            "Customer portal",
            "Web",
            "Web application",
            "Staffing monolith",
            "Rails application",
            "Django app",
            "Agency web shop",
            "Storefront",
        ],
    ),
    (
        "gateway",
        &[
            "API gateway",
            "Load balancer",
            "nginx",
            "Envoy proxy",
            "Ingress",
            "Git router",
            "Reverse proxy",
            "Relay",
            "Kong",
            "API gateway (Kong)",
            "Edge proxy",
        ],
    ),
    (
        "worker",
        &[
            "Queue worker",
            "Kafka worker",
            "Email sender",
            "Task workers",
            "Background jobs",
            "Video transcoder",
            "Worker for thumbnails",
            "Image resizer",
            "Web crawler",
            "Order consumer",
        ],
    ),
    (
        "stream-processor",
        &[
            "Flink",
            "Flink job",
            "Kafka Streams",
            "Stream processor",
            "Click stream processor",
            "Kafka consumer",
            "CDC",
        ],
    ),
    (
        "batch-job",
        &[
            "Cron job",
            "Nightly billing",
            "Invoice batch",
            "Cron",
            "Database migration",
            "PostgreSQL backup job",
            "Cleanup jobs",
            "End of day",
            "Data warehouse backfill",
        ],
    ),
    (
        "model-training",
        &["Model training", "Training job", "Fraud model training", "Trainer", "Training pipeline"],
    ),
    (
        "model-serving",
        &[
            "Fraud model",
            "Inference server",
            "Ranking model",
            "Recommendation model server",
            "Fraud scorer",
            "Triton",
            "TorchServe",
            "LLM",
            "Churn prediction",
            "Machine learning",
            "Model service",
            "vLLM server",
        ],
    ),
    (
        "data-pipeline",
        &[
            "Nightly ETL",
            "Feature pipeline",
            "Airflow",
            "dbt",
            "Spark job",
            "Data pipeline",
            "Airbyte sync",
            "Warehouse loader",
            "Nightly parquet export",
            "Catalogue importer",
        ],
    ),
    ("analysis", &["Notebook", "Jupyter notebook", "Churn analysis", "Market research"]),
    (
        "cli-tool",
        &[
            "CLI",
            "Deploy CLI",
            "Command-line tool",
            "Infrastructure pull-request tool",
            "Release script",
        ],
    ),
    (
        "agent",
        &[
            "Node agent",
            "Log collector",
            "Envoy sidecar",
            "Datadog agent",
            "Redis exporter",
            "Fluent Bit",
        ],
    ),
    (
        "control-plane",
        &["Scheduler", "Job scheduler", "Kubernetes", "Consul", "Workflow engine", "Feature flags"],
    ),
    ("library", &["Pricing library", "Client SDK", "Shared library", "Client libraries"]),
    ("browser-page", &["Single-page application", "React app", "Browsers", "SPA", "Checkout page"]),
    (
        "mobile-app",
        &[
            "Mobile app",
            "iOS app",
            "Android app",
            "Rider app",
            "Mobile",
            "Flutter app",
            "Phones",
            "Driver mobile app",
        ],
    ),
    ("desktop-app", &["Desktop app", "Desktop client", "Electron app"]),
    ("ui", &["Admin UI", "User interface", "Kiosk", "POS terminal"]),
    (
        "datastore",
        &[
            "PostgreSQL",
            "PostgreSQL database",
            "Postgres",
            "Orders DB",
            "OrdersDB",
            "User database",
            "S3 bucket",
            "Data warehouse",
            "Feature store",
            "Elasticsearch",
            "Search index",
            "MongoDB reservation",
            "MongoDB user",
            "Object storage",
            "Snowflake",
            "Data lake",
            "Chat tables",
            "Postgres with vectors",
            "Vector DB",
            "postgres16",
            "Store for sessions (PostgreSQL)",
            "ClickHouse",
            "Database",
            "Amazon RDS",
        ],
    ),
    (
        "cache",
        &[
            "Redis cache",
            "Redis",
            "Redis service",
            "memcached profile",
            "Session cache",
            "CDN",
            "Cache (Valkey)",
            "Cache for prices",
            "Elasticache",
        ],
    ),
    (
        "queue",
        &[
            "Kafka",
            "Event queue",
            "Order events (Kafka)",
            "RabbitMQ",
            "SQS",
            "Message broker",
            "Redis queues",
            "Event bus",
            "Topic, three partitions",
            "Job queue",
            "Azure Service Bus",
            "Worker queue",
            "PaymentQueue",
            "Pub/Sub",
        ],
    ),
    (
        "person",
        &[
            "Customer",
            "User",
            "Users",
            "Shopper",
            "Personal banking customer",
            "Customer service staff",
            "Admin",
        ],
    ),
    (
        "external",
        &[
            "Payment gateway",
            "Payment provider",
            "Stripe",
            "Stripe API",
            "Mainframe banking system",
            "SMTP",
            "Identity provider",
            "Salesforce",
            "Third-party API",
            "E-mail system (mail server)",
            "Google Maps",
            "Load generator",
            "Partner API",
        ],
    ),
];

fn catalog() -> &'static Catalog {
    Catalog::shipped().unwrap()
}

/// What a card of this name becomes.
fn kind(name: &str) -> Kind {
    catalog().guess_kind(name).map_or(Kind::Service, |guess| guess.kind.clone())
}

#[test]
fn names_say_their_kinds() {
    let names = NAMES.iter().flat_map(|(word, names)| names.iter().map(move |name| (*word, *name)));
    let wrong: Vec<String> = names
        .clone()
        .filter(|(word, name)| kind(name).word() != *word)
        .map(|(word, name)| format!("{name}: {} instead of {word}", kind(name).word()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(names.count() >= 120);
    let covered = NAMES.iter().map(|(word, _)| *word).collect::<Vec<_>>();
    for kind in Kind::KNOWN {
        assert!(covered.contains(&kind.word()), "no name says {}", kind.word());
    }
}

/// Parts of words say nothing: "Credit" holds no "db", "Apparel" no "app".
#[test]
fn only_whole_words_count() {
    for name in ["Credits", "Apparel", "Cached-out", "Jobless", "Dbx", "Modelling", "Étage", "注文"]
    {
        assert_eq!(catalog().guess_kind(name), None, "{name}");
    }
}

#[test]
fn the_word_that_said_it_is_told() {
    for (name, word) in [
        ("Redis cache", "cache"),
        ("Our Redis", "redis"),
        ("Fraud scorers", "scorer"),
        ("API gateway", "api gateway"),
        ("Store (PostgreSQL)", "store"),
    ] {
        assert_eq!(catalog().guess_kind(name).map(|guess| guess.word), Some(word), "{name}");
    }
}

/// Case, hyphens and plurals of any name make no difference, nor does what is told in brackets.
#[test]
fn how_a_name_is_written_makes_no_difference() {
    for (_, names) in NAMES {
        for name in *names {
            let said = kind(name);
            assert_eq!(kind(&name.to_uppercase()), kind(&name.to_lowercase()), "{name}");
            assert_eq!(
                kind(&name.to_lowercase().replace(' ', "-")),
                kind(&name.to_lowercase().replace(' ', "_"))
            );
            assert_eq!(kind(&format!("{name} (primary region)")), said, "{name}");
        }
    }
}

#[test]
fn synonyms_find_every_kind() {
    for (wanted, word) in [
        ("postgres", "datastore"),
        ("database", "datastore"),
        ("redis", "cache"),
        ("kafka", "queue"),
        ("etl", "data-pipeline"),
        ("cron", "batch-job"),
    ] {
        let found: Vec<&str> = Kind::KNOWN
            .iter()
            .filter(|kind| catalog().kind_keywords(kind).split(' ').any(|key| key == wanted))
            .map(Kind::word)
            .collect();
        assert!(found.contains(&word), "{wanted} finds {found:?}");
    }
    for kind in Kind::KNOWN {
        assert!(!catalog().kind_keywords(kind).is_empty(), "{}", kind.word());
    }
}
