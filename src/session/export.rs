//! Exports to files and pictures for the clipboard, by job, through the same code as the command
//! line.

use std::path::{Path, PathBuf};

use super::dialog::{Dialog, FileRequest};
use super::outcome::Outcome;
use super::save::name_of;
use super::settings::ExportChoice;
use super::sweep::SweepChoice;
use super::{Notice, Request, Session};
use crate::advice;
use crate::base::Size;
use crate::base::words::sentence_case as sentence;
use crate::catalog::Catalog;
use crate::charts::sequence::asked_for;
use crate::charts::{self, Footer, Overlay, SEQUENCE, SWEEP, footer::footer};
use crate::draw::Theme;
use crate::draw::png::{self, Pixels};
use crate::exchange::picture::{self, PictureFormat, Piece, SCALE, Setting};
use crate::exchange::report::Material;
use crate::files::{self, store};
use crate::forecast::Resolved;
use crate::model::{ComponentId, Plan, ScenarioId};

/// What is to be drawn; made in the frame, drawn by a job.
struct Order {
    plan: Plan,
    catalog: &'static Catalog,
    scenario: Option<ScenarioId>,
    what: String,
    component: Option<ComponentId>,
    /// The piece that is drawn, where it is not all.
    piece: Option<Plan>,
    theme: &'static Theme,
    transparent: bool,
    setting: Setting,
}

impl Order {
    /// Draws the picture and hands it on with its footer; of several the first.
    fn drawn<T>(
        &self,
        use_it: impl FnOnce(&Piece, &Footer) -> Result<T, String>,
    ) -> Result<T, String> {
        self.all_drawn(|pieces, footer| {
            use_it(pieces.first().ok_or("there is nothing to draw yet")?, footer)
        })
    }

    /// Draws the picture, or those that it becomes in its place, and hands them on.
    fn all_drawn<T>(
        &self,
        use_them: impl FnOnce(&[Piece], &Footer) -> Result<T, String>,
    ) -> Result<T, String> {
        let scenario = self.scenario.as_ref().and_then(|id| self.plan.scenarios.get(id));
        let resolved = Resolved::new(&self.plan, self.catalog, scenario);
        let advice = advice::of_plan(&resolved);
        let footer = footer(&resolved, &files::revision(&self.plan));
        let material =
            Material { resolved: &resolved, advice: &advice, footer: &footer, theme: self.theme };
        let mut pieces = if let Some(piece) = &self.piece {
            vec![picture::of_piece(material, piece, self.setting)]
        } else if let Some(sweep) = SweepChoice::read(&self.what) {
            let id = self.component.as_ref().ok_or("select the component whose sweep it is")?;
            vec![picture::sweep(material, &sweep.request(id), sweep.metric, self.setting)?]
        } else {
            let component = self.component.as_ref();
            let component = component.filter(|_| Session::is_component_chart(&self.what));
            picture::pieces(material, &self.what, component, self.setting)?
        };
        if self.transparent {
            pieces = pieces.into_iter().map(Piece::transparent).collect();
        }
        use_them(&pieces, &footer)
    }
}

/// How an export would look.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The picture in a small size.
    pub pixels: Pixels,
    /// Extent of the picture in its own units.
    pub size: Size,
    /// What was done to fit it to its place.
    pub note: Option<String>,
    /// What has to be said of characters that were drawn as boxes.
    pub warning: Option<String>,
}

impl Session {
    /// The work of drawing an export `width` pixels wide, for a thread.
    pub fn preview(
        &self,
        choice: &ExportChoice,
        width: u32,
    ) -> impl FnOnce() -> Result<Preview, String> + Send + 'static {
        let order = self.order(choice, &choice.what, self.subject().cloned());
        move || {
            order.drawn(|piece, _| {
                let size = piece.scene.size;
                let scale = f64::from(width) / size.width.max(1.0);
                let pixels = png::pixels(&piece.scene, scale).map_err(|error| error.to_string())?;
                let note = piece.note.clone();
                Ok(Preview { pixels, size, note, warning: piece.warning() })
            })
        }
    }

    /// The file name that an export is offered.
    #[must_use]
    pub fn export_name(&self, choice: &ExportChoice) -> String {
        let of = self.subject().filter(|_| Self::is_component_chart(&choice.what));
        let of = of.map_or_else(String::new, |id| format!("{id}-"));
        let flow = asked_for(&choice.what).flatten();
        match (SweepChoice::read(&choice.what), flow) {
            (Some(sweep), _) => format!("{of}sweep-{}.{}", sweep.word(), choice.format),
            (_, Some(flow)) => format!("{flow}-{SEQUENCE}.{}", choice.format),
            _ => format!("{of}{}.{}", choice.what, choice.format),
        }
    }

    fn order(&self, choice: &ExportChoice, what: &str, component: Option<ComponentId>) -> Order {
        Order {
            plan: self.plan().clone(),
            catalog: self.catalog(),
            scenario: self.scenario.clone(),
            what: what.to_owned(),
            component,
            piece: None,
            theme: if choice.theme == "dark" { Theme::dark() } else { Theme::light() },
            transparent: choice.transparent,
            setting: choice.setting(),
        }
    }

    /// The overlay of the canvas as choices of exports name it.
    fn overlay_word(&self) -> String {
        match self.overlay() {
            Overlay::None => String::new(),
            overlay => overlay.word().to_owned(),
        }
    }

    pub(super) fn ask_export(&mut self) {
        // What is exported first is what is seen.
        self.show(Dialog::Export(self.seen()));
    }

    /// Writes the last export again, of the same component if the plan still has it.
    pub(super) fn repeat_export(&mut self) {
        let component = self.settings.export_component.as_deref();
        let known = component.and_then(|id| self.plan().components.get_key_value(id));
        let component = known.map(|(id, _)| id.clone()).or_else(|| self.subject().cloned());
        self.export_of(self.settings.export.clone(), component);
    }

    /// Writes an export, asking where if that is not said.
    pub(super) fn export(&mut self, choice: ExportChoice) {
        let component = self.subject().cloned();
        self.export_of(choice, component);
    }

    fn export_of(&mut self, choice: ExportChoice, component: Option<ComponentId>) {
        let Some(path) = choice.path.clone() else {
            // The dialog starts where the last export went; repeating it needs another file now.
            let last = self.settings.export.path.clone();
            // What is not exported in the end is not the last export.
            self.choose_file(FileRequest::Export(ExportChoice { path: last, ..choice }));
            return;
        };
        let Some((path, format)) = place_of(&path, &choice.format) else {
            let (format, all) = (&choice.format, PictureFormat::listed());
            let text = format!("There is no format `{format}`; choose {all}");
            self.notices.push(Notice::failed(text));
            return;
        };
        if Some(&path) != choice.path.as_ref() && path.exists() {
            // Its name was completed here, so nobody agreed to replace it.
            let text =
                format!("There is a file {} already; choose whether to replace it", name_of(&path));
            self.notices.push(Notice::warning(text));
            let choice = ExportChoice { path: Some(path), ..choice };
            self.show(Dialog::Path(FileRequest::Export(choice)));
            return;
        }
        let of_component = Self::is_component_chart(&choice.what);
        let component = component.filter(|_| of_component);
        self.settings.export_component = component.as_ref().map(ToString::to_string);
        // A path that is no text cannot be written down.
        let remembered = path.to_str().map(PathBuf::from);
        self.settings.export = ExportChoice { path: remembered, ..choice };
        let order = self.order(&self.settings.export, &self.settings.export.what, component);
        let scale = self.settings.export.scale.clamp(SCALE.0, SCALE.1);
        self.jobs.start(&format!("Exporting {}", name_of(&path)), true, move |progress| {
            let result = order.all_drawn(|pieces, footer| {
                let files = picture::files(pieces, &path, format, scale, footer)?;
                if progress.is_cancelled() {
                    return Err("stopped".to_owned());
                }
                for (path, bytes) in &files {
                    store::write(path, bytes)?;
                }
                Ok(picture::said(pieces, format))
            });
            Outcome::Exported(path, result)
        });
    }

    pub(super) fn exported(&mut self, path: &Path, result: Result<Vec<String>, String>) {
        match result {
            Ok(said) => {
                self.notices.push(Notice::done(format!("Exported {}", path.display())));
                self.notices.extend(said.iter().map(|text| Notice::warning(sentence(text))));
            }
            Err(error) => self.notices.push(Notice::failed(sentence(&error))),
        }
    }

    pub(super) fn copy_diagram(&mut self) {
        let order = self.order(&self.seen(), "diagram", None);
        self.copy_as_wide_as_set(order, "the diagram".to_owned());
    }

    /// Puts a picture of what is selected on the clipboard.
    pub(super) fn copy_selected(&mut self) {
        let order =
            Order { piece: Some(self.piece()), ..self.order(&self.seen(), "diagram", None) };
        self.copy_as_wide_as_set(order, format!("the picture of {}", self.selected_name()));
    }

    /// The last export's choice with the overlay of the canvas.
    fn seen(&self) -> ExportChoice {
        ExportChoice { overlay: self.overlay_word(), ..self.settings.export.clone() }
    }

    pub(super) fn copy_plot(&mut self) {
        let component = self.subject().cloned();
        let title = self.chart().map_or_else(String::new, |chart| chart.title.clone());
        let order = self.order(&self.seen(), &self.chart_in_full(), component);
        self.copy_as_wide_as_set(order, format!("“{title}”"));
    }

    /// Puts the picture of a choice on the clipboard, in its scale.
    pub(super) fn copy_choice(&mut self, choice: &ExportChoice) {
        let order = self.order(choice, &choice.what, self.subject().cloned());
        let name = match choice.what.as_str() {
            "diagram" => "the diagram".to_owned(),
            sweep if SweepChoice::read(sweep).is_some() => format!("“{}”", charts::label(SWEEP)),
            chart => format!("“{}”", charts::label(chart)),
        };
        let scale = choice.scale.clamp(SCALE.0, SCALE.1);
        self.copy_order(order, name, move |_| scale);
    }

    /// Draws a picture as wide as the settings say, for the clipboard.
    fn copy_as_wide_as_set(&mut self, order: Order, name: String) {
        let width = f64::from(self.settings.picture_width);
        self.copy_order(order, name, move |size| width / size.width.max(1.0));
    }

    fn copy_order(
        &mut self,
        order: Order,
        name: String,
        scale: impl FnOnce(Size) -> f64 + Send + 'static,
    ) {
        self.jobs.start(&format!("Copying {name}"), true, move |_| {
            let pixels = order.drawn(|piece, _| {
                let scale = scale(piece.scene.size);
                png::pixels(&piece.scene, scale).map_err(|error| error.to_string())
            });
            Outcome::Drawn(name, pixels)
        });
    }

    /// Puts the numbers of the chart in the plot panel on the clipboard, as CSV.
    pub(super) fn copy_numbers(&mut self) {
        let Some(title) = self.chart().map(|chart| chart.title.clone()) else { return };
        let what = self.chart_in_full();
        let order = self.order(&self.settings.export, &what, self.subject().cloned());
        self.jobs.start(&format!("Copying the numbers of “{title}”"), true, move |_| {
            let text = order.drawn(|piece, _| {
                let bytes = piece.bytes(PictureFormat::Csv, 1.0)?;
                // The mark of an encoding is for files.
                Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned())
            });
            Outcome::Numbers(title, text)
        });
    }

    pub(super) fn counted(&mut self, title: &str, result: Result<String, String>) {
        match result {
            Ok(text) => {
                self.notices.push(Notice::done(format!("Copied the numbers of “{title}” as CSV")));
                self.requests.push(Request::CopyText(text));
            }
            Err(error) => self.notices.push(Notice::failed(sentence(&error))),
        }
    }

    pub(super) fn drawn(&mut self, what: &str, result: Result<Pixels, String>) {
        match result {
            Ok(Pixels { width, height, rgba }) => {
                let text = format!("Copied {what}, {width} × {height} pixels");
                self.notices.push(Notice::done(text));
                self.requests.push(Request::CopyImage { width, height, rgba });
            }
            Err(error) => self.notices.push(Notice::failed(sentence(&error))),
        }
    }
}

/// Where an export goes and its format: the ending says it, or is added.
fn place_of(path: &Path, format: &str) -> Option<(PathBuf, PictureFormat)> {
    let named = path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase);
    if let Some(format) = named.as_deref().and_then(PictureFormat::from_word) {
        return Some((path.to_owned(), format));
    }
    let format = PictureFormat::from_word(format)?;
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", format.word()));
    Some((PathBuf::from(name), format))
}
