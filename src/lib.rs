//! Polyplan plans software architectures: which language fits each component, why, and what the
//! choice costs. This is the map of its source.
//!
//! # In a few lines
//!
//! A plan is loaded, its components are advised on, and its diagram is drawn:
//!
//! ```
//! use polyplan::catalog::Catalog;
//! use polyplan::charts::footer::footer;
//! use polyplan::draw::{Theme, diagram, svg};
//! use polyplan::forecast::Resolved;
//! use polyplan::{advice, files};
//!
//! let file = std::path::Path::new("saves/online-boutique.plan.ron");
//! let plan = files::load(file)?.plan;
//! let resolved = Resolved::new(&plan, Catalog::shipped()?, None);
//! let advice = advice::of_plan(&resolved);
//! for (component, advice) in &advice {
//!     println!("{component}: {}", advice.sentence);
//! }
//! let drawn = diagram::of_plan(&resolved, &advice);
//! let scene = diagram::scene(&drawn, &footer(&resolved, "a revision"), Theme::light());
//! assert!(svg::write(&scene).contains("Recommendation"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Layers
//!
//! Each module imports only from modules above it in this table. Neighbours on one level do not know
//! each other: `catalog` and `layout`, `files` and `exchange`, `ui` and `cli`. `tests/tidy.rs` fails on any other
//! `use crate::…`.
//!
//! | module | holds | knows nothing of |
//! |---|---|---|
//! | [`base`] | typed ids, [ranges](base::Range) with their notation, units, dates, geometry, numbers for people | the domain |
//! | [`model`] | what a plan *is*: [`Plan`](model::Plan), its table of [inputs](model::Input), and [`Edit`](model::Edit), the only way to change it; [`diff`](model::diff()) and [`merge`](model::merge()) of plans | files, pictures, figures of languages |
//! | [`catalog`] | languages, stacks and their figures with evidence, and what is assumed where a plan is silent, read from `assets/catalog/*.ron` | how plans are computed |
//! | [`layout`] | automatic placement of cards, in layers with groups as blocks or group by group, and the ways of links around them and each other: same plan, same places | figures, pictures |
//! | [`forecast`] | the quantitative model: rates along links, processor time, waiting, whole flows, their simulation, memory, money, weeks | which language is better |
//! | [`advice`] | gates, criteria, verdicts, splits, links across languages, what could flip the advice; [`findings`](advice::findings) | how anything is drawn |
//! | [`charts`] | charts as plain data: curves, bars, marks, axes with units, notes, source ids | what colours look like, fonts, file formats |
//! | [`draw`] | diagram, charts and report pages as one display list, its SVG, and PNG and PDF made from the SVG | files, windows |
//! | [`files`] | the project file: frozen save structs, reading with repairs, atomic saving | advice, pictures |
//! | [`exchange`] | other formats: JSON, CSV, the report as pages and as Markdown; the question sheet, out and in; tables of formats in ([`import`](exchange::import)) and out ([`export`](exchange::export)) | the command line |
//! | [`session`] | the editor without a window: plan, history, selection, tools, jobs, journal, derived state by version | windows |
//! | `ui` | the window: egui panels, canvas, dialogs; reads the session and sends it commands | how numbers are made, files |
//! | [`cli`] | one file for each subcommand | how numbers are made |
//!
//! # Ground and derived state
//!
//! The [`Plan`](model::Plan) is the ground state, and it is all that a project file holds. Whatever
//! nobody stated is absent from it: unknown is a value. Everything else is computed from a plan, a
//! catalog and perhaps a scenario, is never saved, and never fails: a half-drawn plan is normal
//! input, so analyses return results *and* problems, and `Result` is for reading and writing.
//! The same input gives the same bytes: containers are ordered, and transcendental functions come
//! from `libm`.
//!
//! # From a file to a picture
//!
//! 1. [`files::load`] reads a `.plan.ron` into a plan whose invariants hold, and lists what it had
//!    to repair.
//! 2. [`Catalog::shipped`](catalog::Catalog::shipped) is the catalog; a bad entry is an error with
//!    its place.
//! 3. [`Resolved::new`](forecast::Resolved::new) completes the plan. Each number is looked for in
//!    the scenario, the plan, the flow along links, the coarse answers and the presets, in this
//!    order, and carries its [origin](forecast::Origin), so that what is assumed is counted and
//!    looks assumed.
//! 4. [`kernel::estimate`](forecast::kernel::estimate) takes one point of all numbers and one stack
//!    to one estimate; [`totals`](forecast::totals) adds money and weeks, with [`prices`](forecast::prices),
//!    [`people`](forecast::people) what those learn who build several components, and
//!    [`schedule`](forecast::schedule) says when each is built. Ranges and flip points are
//!    loops around it, and so is a [`Sweep`](forecast::Sweep) of any input by its address.
//!    [`CallGraph`](forecast::CallGraph) makes a network of queues from a plan and an assignment;
//!    [`flow_latency`](forecast::flow_latency) computes whole flows of it,
//!    [`responses`](forecast::responses) has their times over the draws,
//!    [`sequence`](forecast::sequence) puts the steps of one in their order, and
//!    [`simulate`](forecast::simulate) plays it through.
//!    [`retro`](forecast::retro) holds forecasts of changes against the ratios that were published
//!    afterwards; [`sensitivity`](forecast::sensitivity) says what each number adds to the uncertainty of the
//!    plan's cost.
//! 5. [`advice::of_plan`] weighs the candidates of each component and says so in words;
//!    [`findings`](advice::findings::findings) looks for problems of the plan,
//!    [`ledger`](advice::ledger) lists what the cost rests on, and [`ask`](advice::ask) what to ask next.
//!    [`compare`](advice::compare::compare) holds two sides against each other on common draws,
//!    [`confidence`](advice::confidence) says how firm advice is and where it turns, and
//!    [`front`](advice::front) finds the languages for the whole plan.
//! 6. [`component_chart`](charts::component_chart) and [`plan_chart`](charts::plan_chart) give
//!    charts as data, [`footer`](charts::footer::footer) what every export prints below itself.
//! 7. [`draw`] turns diagram and charts into a [`Scene`](draw::Scene), and a scene into SVG, PNG or
//!    PDF. [`exchange`] writes the same results as JSON, CSV and Markdown, and binds the report.
//!
//! # A frame of the window
//!
//! 1. The panels of `ui` read the [`Session`](session::Session) and put
//!    [`Command`](session::Command)s on a list; none of them changes anything.
//! 2. After the last panel [`Session::handle`](session::Session::handle) takes the commands one
//!    after another. An edit goes through [`Plan::apply`](model::Plan::apply), whose inverse the
//!    [`History`](session::History) keeps, and into the [journal](session::journal) that survives a
//!    crash.
//! 3. Everything derived is kept by the [`Version`](model::version::Version) of the plan that it is of, which no two states share: at once in plans of a usual size, by
//!    [job](session::jobs) above it and for what is sampled. Where the plan changed, the frame is
//!    drawn again before it is shown.
//!
//! # Where to add what
//!
//! * **A language**: an entry in `assets/catalog/languages.ron` and at least one stack in
//!   `candidates.ron`, each figure with its evidence; new sources in `sources.ron`. No code.
//! * **A stack of a known language**: an entry in `assets/catalog/candidates.ron`.
//! * **An assumption**: an entry in `assets/catalog/presets.ron`; later entries override earlier
//!   ones.
//! * **A word that says a kind** ("Valkey" is a cache): an entry in `assets/catalog/kinds.ron`. No code.
//! * **A technology** ("Valkey", with its port): an entry among the `technologies` of its kind in the same file.
//!   No code.
//! * **A number that people can state**: a row of the table in `model/input/table.rs`, from which files,
//!   addresses, bounds, fields with their help, sliders, tables, sheets and the page on plan files follow
//!   (`POLYPLAN_DOCS=write cargo test --test docs` writes its row there); the formula that it moves; and
//!   what is assumed of it, if anything, in `assets/catalog/presets.ron` or `economics.ron`.
//! * **A library by name**: an entry in `assets/catalog/libraries.ron` with the page that says where it can be
//!   used. No code.
//! * **A currency**: a variant of [`Currency`](base::Currency) with its sign, and its word in
//!   `docs/plan-file.md`.
//! * **A criterion**: a file in [`advice::criteria`] and its row in
//!   [`TABLE`](advice::criteria::TABLE); scores, reasons, the chart `fit` and the JSON iterate it.
//! * **A remedy**: an entry in `assets/catalog/remedies.ron`; what it changes and when it applies are
//!   words of [`catalog::remedy`].
//! * **A way to go on with code that exists**: a variant of [`Way`](advice::existing::Way), its steps in
//!   `advice/existing/steps.rs` and what is said of it in `sentence.rs` beside; report, JSON and inspector
//!   iterate the ways, and `docs/json.md` has its row.
//! * **A gate**: a variant of [`Gate`](advice::Gate) with its sentence, and where it applies.
//! * **A finding**: a file in [`advice::findings`], its line in the table `RULES` there, and its row
//!   in `docs/json.md`.
//! * **A chart**: a file in [`charts`], its name in [`COMPONENT_CHARTS`](charts::COMPONENT_CHARTS)
//!   or [`PLAN_CHARTS`](charts::PLAN_CHARTS), and its arm in the function beside. Curves, bars and
//!   steps need no drawing code, and `export` and CSV pick the chart up by name.
//! * **An overlay of the diagram**: its word in [`Overlay`](charts::Overlay), and the file in `charts/overlay`
//!   that makes its [`Shades`](charts::Shades): colours, values and legend as data. Canvas, exports, command
//!   line, menu and tests iterate the words.
//! * **A template**: a plan in `assets/templates`, each of whose numbers says that it is an assumption
//!   and of what, and its line in [`files::templates`]; command line, dialog, tests and
//!   `docs/plan-file.md` iterate them.
//! * **A format to import**: a file in [`exchange::import`] that reads a text into a
//!   [`Sketch`](exchange::import::Sketch), and its line in
//!   [`IMPORTERS`](exchange::import::IMPORTERS); command line, dialog, drag and drop and paste
//!   iterate it, and `docs/import.md` has its row.
//! * **A format to export a plan to**: a file in [`exchange::export`], its line in
//!   [`EXPORTERS`](exchange::export::EXPORTERS), and its word in
//!   [`PictureFormat`](exchange::picture::PictureFormat), which command line and dialogs iterate.
//!   What is a picture is written in [`draw`].
//! * **Something to say in quick entry**: its place in a [`Sketch`](exchange::import::Sketch), what
//!   reads it in [`exchange::import::lines`], what prints it in [`exchange::export::lines`], and its row in
//!   `docs/quick-entry.md`.
//! * **A part of the report**: a file in [`exchange`] that returns blocks, and its place in
//!   [`report`](exchange::report); PDF and Markdown are written from the blocks. A new kind of block is
//!   a variant of [`Block`](draw::document::Block), set in `draw/document/blocks.rs` and written in
//!   [`markdown`](exchange::markdown).
//! * **An action of people**: a line of the registry in `session/registry.rs`; menus, palette,
//!   shortcut sheet and tests iterate it. Words that find it besides its label: its row in
//!   `session/keywords.rs`.
//! * **Something to choose from**: entries for the one list in `ui/list`, which drop-downs, palette
//!   and the kinds to add share; it filters, and has the keyboard for itself while it is open.
//! * **A panel**: a [size](session::settings) that people give it and nothing else changes, and its
//!   place in the round of F6 in `ui/focus.rs`.
//! * **A column of the table**: a number has one already; a field or a result is a variant of
//!   [`Column`](session::Column) with its title and help in `session/table/column.rs`, what its cells say in
//!   `cell.rs`, and what a text typed there does in `typed.rs`.
//! * **Something that a meeting speaks of**: a variant of [`Item`](session::meeting::Item), its place on the
//!   agenda in `session/meeting/agenda.rs`, what is told of it in `told.rs`, and a file in `ui/meeting`.
//! * **A dialog that needs more than a frame**: a variant of [`Dialog`](session::Dialog), what is
//!   worked out for it in `session/study.rs`, which runs it as a job, and a file in `ui/dialogs`.
//! * **A field of the project file**: the structs of a released version are frozen, so a new
//!   version of them in [`files`], with the way from the old to the new.
//! * **Something to find in the log**: [`logged`](base::logged::logged()) around work on a file, or a line of
//!   `tracing` with words, durations and names of files that people chose; never what is in a plan, nor
//!   text that people are told, which quotes it.
//! * **A field of the JSON**: [`exchange::json`] and `docs/json.md`; `tests/docs` holds the two
//!   against each other.

pub mod advice;
pub mod base;
pub mod catalog;
pub mod charts;
pub mod cli;
pub mod draw;
pub mod exchange;
pub mod files;
pub mod forecast;
pub mod layout;
pub mod model;
pub mod session;
#[cfg(feature = "gui")]
pub mod ui;
