//! Components at random, the same in every run.

use polyplan::model::{ComponentChange, Focus, Kind, LanguageId, LibraryNeed, Shipping};

use super::sketch::Sketch;

/// Numbers without a pattern, the same in every run (xorshift, G. Marsaglia 2003).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }
}

/// A component with facts of all sorts, of which most stay unsaid.
pub fn any(dice: &mut Dice) -> Sketch {
    let kinds = [
        Kind::Service,
        Kind::WebApp,
        Kind::Gateway,
        Kind::Worker,
        Kind::StreamProcessor,
        Kind::BatchJob,
        Kind::DataPipeline,
        Kind::ModelServing,
        Kind::CliTool,
        Kind::Agent,
        Kind::ControlPlane,
        Kind::Analysis,
    ];
    let mut sketch = Sketch::new().with("it", dice.pick(&kinds).clone());
    let numbers: [(&str, &[&str]); 6] = [
        ("external_rate", &["0.1 req/s", "30 req/s", "800 req/s", "50000 req/s"]),
        ("connections", &["3", "2000", "300000"]),
        ("cpu_time", &["0.3 ms", "4 ms", "90 ms"]),
        ("io_wait", &["0 ms", "20 ms", "300 ms"]),
        ("life", &["0.5 years", "4 years", "12 years"]),
        ("live_heap", &["0.1 GB", "6 GB"]),
    ];
    for (word, values) in numbers {
        if dice.roll(2) == 0 {
            let value: &&str = dice.pick(values);
            sketch = sketch.states(&format!("component/it/{word}"), value);
        }
    }
    let changes: [ComponentChange; 8] = [
        ComponentChange::CpuLanguage(LanguageId::new("python").ok()),
        ComponentChange::Performance(Some(Focus::Unsaid)),
        ComponentChange::Data(true),
        ComponentChange::HostileInput(Some(true)),
        ComponentChange::StatefulSessions(Some(true)),
        ComponentChange::PauseSensitive(Some(true)),
        ComponentChange::PythonLibraries(Some(LibraryNeed::Some)),
        ComponentChange::Shipping(Some(Shipping::Installed)),
    ];
    for change in changes {
        if dice.roll(4) == 0 {
            sketch = sketch.but("it", change);
        }
    }
    sketch
}
