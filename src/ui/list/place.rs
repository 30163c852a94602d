//! Where a list floats: beside what opened it, above everything else.

use egui::{Id, LayerId, Order, Popup, PopupCloseBehavior, PopupKind, Pos2, Rect, Vec2, vec2};

/// Room between a list and the edge of the window.
const EDGE: f32 = 8.0;
/// Room between a list and what opened it.
const GAP: f32 = 4.0;
/// Margin of the frame around a list.
const MARGIN: f32 = 6.0;

/// Draws `content` in a frame below `anchor`, or above it where there is more room, in the size
/// that it wants as far as the window has it. Below it ends where the content does; above it stays
/// as high, so that its first row does not move while people type. Above all dialogs, however often they were opened.
/// With `popup` it counts as open until it is closed by its id; the area it takes, and what
/// `content` gives.
pub(in crate::ui) fn floating<R>(
    ui: &egui::Ui,
    id: Id,
    anchor: Rect,
    wanted: Vec2,
    popup: bool,
    content: impl FnOnce(&mut egui::Ui) -> R,
) -> Option<(Rect, R)> {
    let ctx = ui.ctx();
    let size = wanted + Vec2::splat(2.0 * MARGIN + 2.0);
    let rect = place(ctx.content_rect().shrink(EDGE), anchor, size);
    let layer = LayerId::new(Order::Foreground, id);
    // Layers keep their order from the last time they were shown, and a dialog that was opened
    // again has come to the top since.
    ctx.move_to_top(layer);
    let frame = egui::Frame::popup(ui.style()).inner_margin(MARGIN);
    let popup_at = Popup::new(id, ctx.clone(), rect.min, ui.layer_id())
        .kind(PopupKind::Popup)
        .align_alternatives(&[])
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .frame(frame)
        .width(rect.width());
    let popup_at = if popup { popup_at.open_memory(None) } else { popup_at };
    let inner = rect.size() - Vec2::splat(2.0 * MARGIN + 2.0);
    let shown = popup_at.show(|ui| {
        // This size in every frame, whatever was shown here before.
        let inside = Rect::from_min_size(ui.max_rect().min, inner);
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inside));
        child.set_clip_rect(inside.expand(2.0));
        let result = content(&mut child);
        let below = rect.top() >= anchor.bottom();
        let bottom = if below { child.min_rect().bottom() } else { inside.bottom() };
        ui.advance_cursor_after_rect(inside.with_max_y(bottom.min(inside.bottom())));
        result
    });
    shown.map(|shown| (shown.response.rect, shown.inner))
}

/// Whether a button of the mouse went down beside a list.
pub(in crate::ui) fn outside_pressed(ui: &egui::Ui, list: Rect) -> bool {
    ui.input(|input| {
        let at = input.pointer.interact_pos();
        input.pointer.any_pressed() && at.is_some_and(|at| !list.contains(at))
    })
}

/// The rectangle of a list of this size beside `anchor` within `room`.
fn place(room: Rect, anchor: Rect, size: Vec2) -> Rect {
    let below = room.bottom() - anchor.bottom() - GAP;
    let above = anchor.top() - room.top() - GAP;
    let width = size.x.min(room.width());
    let left = anchor.left().min(room.right() - width).max(room.left());
    if size.y <= below || below >= above {
        let height = size.y.min(below.max(0.0));
        Rect::from_min_size(Pos2::new(left, anchor.bottom() + GAP), vec2(width, height))
    } else {
        let height = size.y.min(above.max(0.0));
        Rect::from_min_size(Pos2::new(left, anchor.top() - GAP - height), vec2(width, height))
    }
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2, vec2};

    use super::{GAP, place};

    #[test]
    fn a_list_is_where_the_room_is() {
        let room = Rect::from_min_max(pos2(0.0, 0.0), pos2(400.0, 300.0));
        let anchor = |x, y| Rect::from_min_size(pos2(x, y), vec2(100.0, 20.0));
        let at = |x, y, width, height| Rect::from_min_size(pos2(x, y), vec2(width, height));
        let small = vec2(120.0, 80.0);
        assert_eq!(place(room, anchor(10.0, 10.0), small), at(10.0, 30.0 + GAP, 120.0, 80.0));
        // At the right edge it moves to the left.
        assert_eq!(place(room, anchor(350.0, 10.0), small), at(280.0, 30.0 + GAP, 120.0, 80.0));
        // Above what stands low.
        assert_eq!(place(room, anchor(10.0, 270.0), small), at(10.0, 190.0 - GAP, 120.0, 80.0));
        // As high as it may where it has no room on either side.
        let high = vec2(120.0, 900.0);
        assert_eq!(
            place(room, anchor(10.0, 100.0), high),
            at(10.0, 120.0 + GAP, 120.0, 180.0 - GAP)
        );
        assert_eq!(place(room, anchor(10.0, 200.0), high), at(10.0, 0.0, 120.0, 200.0 - GAP));
    }
}
