//! Groups behind `@`: `@payments`, `@shop/payments`, `@Edge (layer)`.

use super::super::sketch::Area;
use super::Named;
use super::scan::Scan;
use super::statement::Reader;
use crate::model::GroupKind;

impl Reader {
    /// The group behind an `@`, with those around it; its key.
    pub(super) fn group(&mut self, scan: &mut Scan<'_>) -> Option<String> {
        let mut inner: Option<String> = None;
        let mut path = String::new();
        loop {
            scan.skip_space();
            let start = scan.at;
            let name = self.words(scan, &['/', ':']);
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(&name);
            self.mention(start..scan.at, Named::Group, path.clone());
            if name.trim().is_empty() {
                if scan.at == start {
                    let text = "the name of the group is missing; write it behind the @";
                    self.problem(start - 1..start, text);
                }
                return inner;
            }
            let id = scan.takes_id();
            let kind = group_kind(scan);
            let area = Area { key: String::new(), name, id, kind, parent: inner, line: self.line };
            inner = Some(self.collect.area(area));
            if !scan.takes('/') {
                return inner;
            }
        }
    }
}

/// The kind of a group in brackets behind its name.
fn group_kind(scan: &mut Scan<'_>) -> Option<GroupKind> {
    let mut ahead = scan.clone();
    ahead.skip_space();
    let text = ahead.bracket()?;
    let folded = text.trim().to_lowercase();
    let all = GroupKind::ALL.iter().copied();
    let kind = all.clone().find(|of| of.word() == folded || of.label() == folded)?;
    scan.at = ahead.at + text.len() + 2;
    Some(kind)
}
