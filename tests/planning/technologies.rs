//! Technologies as people write them.

use polyplan::catalog::Catalog;
use polyplan::model::{Component, ComponentId, Kind, Protocol, Sourcing, Technology};

fn catalog() -> &'static Catalog {
    Catalog::shipped().unwrap()
}

/// What is written down of a text that names a known technology, and the word of its kind.
fn known(text: &str) -> Option<(String, &'static str)> {
    let known = catalog().technology(text)?;
    let technology = catalog().technologies.iter().find(|of| *of == known.technology).unwrap();
    Some((known.text(), technology.kind.word()))
}

#[test]
fn a_technology_is_found_as_people_write_it() {
    for (text, name, kind) in [
        ("postgres 16", "PostgreSQL 16", "datastore"),
        ("PG", "PostgreSQL", "datastore"),
        ("pg16", "PostgreSQL 16", "datastore"),
        ("PostgreSQL", "PostgreSQL", "datastore"),
        (" postgres:16.2-alpine ", "PostgreSQL 16.2-alpine", "datastore"),
        ("kafka", "Kafka", "queue"),
        ("Apache Kafka v3.7", "Kafka v3.7", "queue"),
        ("redis@7", "Redis 7", "cache"),
        ("RabbitMQ 3.13", "RabbitMQ 3.13", "queue"),
        ("spring-boot 3", "Spring Boot 3", "service"),
        ("Spring Cloud Gateway 4", "Spring Cloud Gateway 4", "gateway"),
        ("next.js 14", "Next.js 14", "web-app"),
        ("NextJS", "Next.js", "web-app"),
        ("S3", "Amazon S3", "datastore"),
        ("ms-sql 2022", "Microsoft SQL Server 2022", "datastore"),
        ("ASP.NET 8", "ASP.NET Core 8", "service"),
        ("react native 0.74", "React Native 0.74", "mobile-app"),
        ("nginx", "NGINX", "gateway"),
    ] {
        assert_eq!(known(text), Some((name.to_owned(), kind)), "{text}");
    }
}

/// A text that tells something else beside the name is free text, and so is what nobody knows.
#[test]
fn what_goes_on_is_no_known_technology() {
    for text in [
        "",
        " ",
        "16",
        "Kafkaesque",
        "kafka topics",
        "our Redis",
        "postgres 16 or 17, to be decided by June",
        "pgx",
        "postgresv",
        "cart",
        "COBOL",
        "(Redis)",
        "S",
        "\u{0}",
    ] {
        assert_eq!(known(text), None, "{text}");
    }
    let written = |text: &str| catalog().written(text).map(|of| of.to_string());
    assert_eq!(written(" our  Redis "), Some("our Redis".to_owned()));
    assert_eq!(written("redis 7"), Some("Redis 7".to_owned()));
    assert_eq!(written(" "), None);
}

/// The list: each technology is found by everything it is called, alone and with a version, and is
/// written as what it is read from again.
#[test]
fn every_technology_is_found_by_all_of_its_names() {
    assert!(catalog().technologies.len() >= 60);
    for of in &catalog().technologies {
        let names = of.words.iter().chain([&of.name]);
        for name in names {
            for (text, written) in [
                (name.clone(), of.name.clone()),
                (name.to_uppercase(), of.name.clone()),
                (format!("{name} 4.2"), format!("{} 4.2", of.name)),
            ] {
                let known = catalog().technology(&text);
                assert_eq!(known.map(|known| &known.technology.name), Some(&of.name), "{text}");
                assert_eq!(known.map(|known| known.text()), Some(written), "{text}");
            }
        }
        assert!(of.fits(&of.kind), "{}", of.name);
        assert!(!of.also.contains(&of.kind), "{} says its kind twice", of.name);
        assert_ne!(of.port, Some(0), "{}", of.name);
        let said = catalog().guess_kind(&of.name).map(|guess| guess.kind);
        assert_eq!(said, Some(&of.kind), "a card of the name {}", of.name);
    }
}

/// Ports that the makers' own documentation names.
#[test]
fn ports_and_protocols_are_the_usual_ones() {
    for (text, port, protocol) in [
        ("PostgreSQL", 5432, Protocol::Sql),
        ("MySQL", 3306, Protocol::Sql),
        ("Redis", 6379, Protocol::Other("redis".to_owned())),
        ("Kafka", 9092, Protocol::Queue),
        ("RabbitMQ", 5672, Protocol::Queue),
        ("MongoDB", 27017, Protocol::Other("mongodb".to_owned())),
        ("Elasticsearch", 9200, Protocol::Rest),
        ("etcd", 2379, Protocol::Grpc),
    ] {
        let of = catalog().technology(text).unwrap().technology;
        assert_eq!((of.port, of.protocol.as_ref()), (Some(port), Some(&protocol)), "{text}");
    }
    assert_eq!(catalog().technology("kafka").unwrap().technology.about(), "queue, port 9092");
    let about = catalog().technology("pg").unwrap().technology.about();
    assert_eq!(about, "datastore, SQL, port 5432");
}

/// A name says the kind; where it says nothing, or with a weak word, its technology does.
#[test]
fn the_technology_says_the_kind_where_the_name_does_not() {
    let kind = |name: &str, of: &str| {
        let of = Technology::new(of);
        let guess = catalog().guess_kind_of(name, of.as_ref());
        guess.map(|guess| guess.kind.word().to_owned())
    };
    for (name, of, word) in [
        ("Orders", "postgres 16", Some("datastore")),
        ("Session service", "Redis", Some("cache")),
        ("Order service", "Spring Boot 3", Some("service")),
        ("Order app", "Django 5", Some("service")),
        ("Shop server", "WordPress 6", Some("web-app")),
        ("Mail worker", "RabbitMQ", Some("worker")),
        ("Session store", "Redis 7", Some("cache")),
        ("Orders", "something of our own", None),
        ("Orders", "", None),
    ] {
        assert_eq!(kind(name, of).as_deref(), word, "{name} of {of}");
    }
}

/// A gateway is mostly built, one of nginx is not; what is not of the technology's kind is as usual.
#[test]
fn a_technology_that_comes_ready_made_says_so() {
    let sourcing = |kind: Kind, of: &str| {
        let mut component = Component::new(ComponentId::new("it").unwrap(), "Edge of all", kind);
        component.technology = Technology::new(of);
        catalog().sourcing_said(&component)
    };
    assert_eq!(sourcing(Kind::Gateway, "nginx 1.25"), Some(Sourcing::Bought));
    assert_eq!(sourcing(Kind::WebApp, "nginx 1.25"), None);
    assert_eq!(sourcing(Kind::Gateway, "Spring Cloud Gateway"), None);
    assert_eq!(sourcing(Kind::Gateway, ""), None);
}
