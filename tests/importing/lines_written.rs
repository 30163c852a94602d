//! Quick entry: lines as people write them, with the plan that they mean, and what is wrong with some.

use polyplan::model::Plan;

use super::lines::{entered, problems, told};

/// Lines as people write them, and the plan that they mean; written by hand. Kinds that are not
/// stated are those of the words in `assets/catalog/kinds.ron`.
pub(super) const LINES: &[(&str, &str)] = &[
    ("a -> b", "a (service); b (service); a request b"),
    (
        "mobile app -> gateway -> orders, search; orders => kafka => fraud scorer #data 2k/s p99 50ms @payments",
        "fraud scorer (model-serving) +data 2000/s p99=50 @payments; gateway (gateway); kafka (queue); mobile app (mobile-app); orders (service); search (service); gateway request orders; gateway request search; kafka message fraud scorer; mobile app request gateway; orders message kafka",
    ),
    // Arrows.
    ("a → b ⇒ c", "a (service); b (service); c (service); a request b; b message c"),
    ("a-->b==>c", "a (service); b (service); c (service); a request b; b message c"),
    ("a->b=>c", "a (service); b (service); c (service); a request b; b message c"),
    ("a —> b", "a (service); b (service); a request b"),
    ("a ➜ b ⟶ c", "a (service); b (service); c (service); a request b; b request c"),
    ("a ~> b >> c", "a (service); b (service); c (service); a stream b; b bulk c"),
    ("a ->> b", "a (service); b (service); a bulk b"),
    ("db <- api", "api (service); db (datastore); api request db"),
    ("db ← api", "api (service); db (datastore); api request db"),
    (
        "web > api > db",
        "api (service); db (datastore); web (web-app); api request db; web request api",
    ),
    ("a ➡️ b", "a (service); b (service); a request b"),
    // Fan-out, commas, semicolons, spaces.
    (
        "a, b -> c, d",
        "a (service); b (service); c (service); d (service); a request c; a request d; b request c; b request d",
    ),
    ("a->b,c", "a (service); b (service); c (service); a request b; a request c"),
    ("a -> b, c,", "a (service); b (service); c (service); a request b; a request c"),
    ("a, , b", "a (service); b (service)"),
    ("a -> b;", "a (service); b (service); a request b"),
    (";; a -> b ;; b -> a", "a (service); b (service); a request b; b request a"),
    ("   a    ->     b   ", "a (service); b (service); a request b"),
    ("\ta\t->\tb", "a (service); b (service); a request b"),
    ("cart   service -> db", "cart service (service); db (datastore); cart service request db"),
    ("a -> b\r\nb -> c\r\n", "a (service); b (service); c (service); a request b; b request c"),
    ("a -> b -> a", "a (service); b (service); a request b; b request a"),
    ("a -> b; a -> b", "a (service); b (service); a request b"),
    ("a -> b; a => b", "a (service); b (service); a message b; a request b"),
    // Case.
    (
        "Gateway -> Orders; GATEWAY -> orders db",
        "Gateway (gateway); Orders (service); orders db (datastore); Gateway request Orders; Gateway request orders db",
    ),
    (
        "API -> Redis #PERF !GO (Cache)",
        "API (service); Redis (cache) +performance !go; API request Redis",
    ),
    // Markdown.
    ("- a -> b\n- b -> c", "a (service); b (service); c (service); a request b; b request c"),
    ("* a\n* b", "a (service); b (service)"),
    ("• worker → queue", "queue (queue); worker (worker); worker request queue"),
    ("1. a\n2. b\n10) c", "a (service); b (service); c (service)"),
    ("- [ ] a\n- [x] b", "a (service); b (service)"),
    ("> a -> b", "a (service); b (service); a request b"),
    ("```\na -> b\n```", "a (service); b (service); a request b"),
    (
        "`orders` -> `orders db`",
        "orders (service); orders db (datastore); orders request orders db",
    ),
    ("// what we have\na -> b\n%% c", "a (service); b (service); a request b"),
    // Quotes and names with signs.
    (
        "\"orders, old\" -> \"a -> b\"",
        "a -> b (service); orders, old (service); orders, old request a -> b",
    ),
    (
        "“Order Service” → „Lager“",
        "Lager (service); Order Service (service); Order Service request Lager",
    ),
    ("\"say \\\"hi\\\"\"", "say \"hi\" (service)"),
    (
        "Redis (cart) -> check-out",
        "check-out (service); Redis (cart) (cache); Redis (cart) request check-out",
    ),
    ("C# worker, F# tool", "C# worker (worker); F# tool (cli-tool)"),
    ("Yahoo! feed -> R&D", "R&D (service); Yahoo! feed (service); Yahoo! feed request R&D"),
    (
        "Zahlung über SEPA → 注文",
        "注文 (service); Zahlung über SEPA (service); Zahlung über SEPA request 注文",
    ),
    (
        "node 1 -> 24/7 support",
        "24/7 support (service); node 1 (service); node 1 request 24/7 support",
    ),
    // Kinds.
    ("cart (cache), images (data pipeline)", "cart (cache); images (data-pipeline)"),
    (
        "shop (Web application) -> pay (external system)",
        "pay (external); shop (web-app); shop request pay",
    ),
    ("ledger (db)", "ledger (datastore)"),
    ("(worker) mailer", "mailer (worker)"),
    ("gateway (service)", "gateway (service)"),
    // Technologies: in brackets where they are known, by their word else.
    ("orders (postgres 16)", "orders (datastore, PostgreSQL 16)"),
    ("orders (service) ( PG )", "orders (service, PostgreSQL)"),
    ("(kafka) order log #data, b", "b (service); order log (queue, Kafka) +data"),
    (
        "api (Spring-Boot v3.2) #perf -> sessions (redis:7-alpine)",
        "api (service, Spring Boot v3.2) +performance; sessions (cache, Redis 7-alpine); api request sessions",
    ),
    ("pay(postgres@16)!go", "pay (datastore, PostgreSQL 16) !go"),
    (
        "mailer (sidekiq), storms (storm)",
        "mailer (worker, Sidekiq); storms (stream-processor, Apache Storm)",
    ),
    ("a technology=\"our own, (v2)\" 5/s", "a (service, our own, (v2)) 5/s"),
    ("a TECH=Acme->b", "a (service, Acme); b (service); a request b"),
    (
        "high tech => big tech",
        "big tech (service); high tech (service); high tech message big tech",
    ),
    ("Redis (cart)", "Redis (cart) (cache)"),
    ("orders (kafka topics)", "orders (kafka topics) (queue)"),
    // Tags.
    ("a #perf #data", "a (service) +performance +data"),
    ("orders#perf,b", "b (service); orders (service) +performance"),
    (
        "a #data-intelligent, b #Performance-Sensitive",
        "a (service) +data; b (service) +performance",
    ),
    ("a #latency", "a (service) +latency"),
    ("a #pci #\"two words\"", "a (service) #pci #two words"),
    // Rates, targets, other numbers.
    ("a 2k/s, b 300 rpm, c 1,500 req/s", "a (service) 2000/s; b (service) 5/s; c (service) 1500/s"),
    ("a 200..400..900 req/s", "a (service) 200..400..900/s"),
    ("a 90 requests per minute p99<80ms", "a (service) 1.5/s p99=80"),
    ("a ~5/s P99: 20..80 ms", "a (service) 5/s p99=20..40..80"),
    ("a p99 0.2 s, b p99=50", "a (service) p99=200; b (service) p99=50"),
    (
        "a connections=500..5000 cpu_time=2ms",
        "a (service) connections=500..1581.139..5000 cpu_time=2",
    ),
    // Languages.
    (
        "a !go, b !python, c !C#, d !c++, e !Node.js",
        "a (service) !go; b (service) !python; c (service) !csharp; d (service) !cpp; e (service) !typescript",
    ),
    ("a!rust->b", "a (service) !rust; b (service); a request b"),
    // Groups.
    (
        "a @shop, b @shop/data -> c @ops",
        "a (service) @shop; b (service) @shop/data; c (service) @ops; a request c; b request c",
    ),
    (
        "@shop: a, b -> c @ops",
        "a (service) @shop; b (service) @shop; c (service) @ops; a request c; b request c",
    ),
    ("a @\"R/D\"", "a (service) @R/D"),
    ("a @Shop #data; b @shop", "a (service) +data @Shop; b (service) @Shop"),
    // What stands at arrows.
    ("a ->|gRPC, 4x| b", "a (service); b (service); a request [grpc, calls 4] b"),
    ("a => |order placed| b", "a (service); b (service); a message [order placed] b"),
    (
        "a ->|REST, calls=0.5, stage 2| b, c",
        "a (service); b (service); c (service); a request [rest, stage 2, calls 0.5] b; a request [rest, stage 2, calls 0.5] c",
    ),
];

#[test]
pub(super) fn lines_mean_what_people_mean_by_them() {
    assert!(LINES.len() >= 60);
    for (line, expected) in LINES {
        assert_eq!(problems(line), [] as [&str; 0], "{line}");
        assert_eq!(told(&entered(&Plan::default(), line)), *expected, "{line}");
    }
}

#[test]
pub(super) fn what_is_wrong_is_told_in_its_place_and_the_rest_is_taken() {
    for (line, expected, problem) in [
        ("a ->", "a (service)", "->: the line ends where a name should be; write `a -> b`"),
        (
            "-> b; c",
            "b (service); c (service)",
            "->: nothing stands before the arrow; write a name there",
        ),
        (
            "a p99 50 apples -> b",
            "a (service) p99=50; b (service); a request b",
            "apples: “apples” belongs to nothing; a comma or an arrow is missing before it",
        ),
        (
            "a #data b -> c",
            "a (service) +data; c (service); a request c",
            "b: “b” belongs to nothing; a comma or an arrow is missing before it",
        ),
        (
            "a rate=fast -> b",
            "a (service); b (service); a request b",
            "rate=fast: `rate`: the unit `fast` does not fit here; use req/s, rpm, msg/s, /s, per minute, per hour or per day",
        ),
        (
            "a colour=red",
            "a (service)",
            "colour=red: `colour` is no number of a component; write one as in connections=500, or put the name in quotes",
        ),
        (
            "a p99 900..20 ms, b",
            "a (service); b (service)",
            "p99 900..20: `p99`: the numbers must rise from low to high, as in 5..8..20",
        ),
        ("#data, b", "b (service)", "#data: the name is missing; write it before its tags"),
        ("a # b", "a (service)", "#: the tag is missing; write #performance or #data"),
        ("a @", "a (service)", "@: the name of the group is missing; write it behind the @"),
        ("a ! b", "a ! b (service)", ""),
        ("a !", "a (service)", "!: the language is missing; write it as in !go"),
        ("a !ßß", "a (service)", "!ßß: “ßß” is no language; write it as in !go"),
        ("a (cache", "a (cache)", "(cache: the bracket of a kind is not closed; add `)`"),
        ("a ()", "a (service)", "(): the kind is missing; write one as in (worker)"),
        ("\"a -> b", "a -> b (service)", "\"a -> b: the quotes are not closed; add `\"`"),
        ("a ->|gRPC b", "a (service)", "|gRPC b: the text of an arrow is not closed; add `|`"),
        (
            "a ->|speed=9| b",
            "a (service); b (service); a request b",
            "speed=9: `speed` is no number of a link; write for, stage, protocol, calls, retries, batch, link_payload, or put words in quotes",
        ),
        (
            "a <-> b",
            "a (service); b (service); a request b",
            "<->: an arrow with two heads is taken as a link to the right; write two statements for both",
        ),
        (
            "a | b",
            "a (service)",
            "|: `|` means nothing here; leave it out or put the name in quotes",
        ),
        (
            "a #preformance",
            "a (service) #preformance",
            "#preformance: `#preformance` is a label of your own; write #performance if that is meant, or #\"preformance\"",
        ),
        (
            "# One\n# Two\na",
            "a (service)",
            "# Two: a further heading is left out; write groups as @group",
        ),
    ] {
        let found = problems(line);
        assert_eq!(found.first().map_or("", String::as_str), problem, "{line}");
        assert_eq!(told(&entered(&Plan::default(), line)), expected, "{line}");
    }
}
