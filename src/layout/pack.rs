//! Rectangles packed into a shape: large ones first, in rows whose widths are tried (shelf packing as
//! in Coffman, Garey, Johnson and Tarjan, "Performance bounds for level-oriented two-dimensional
//! packing algorithms", SIAM Journal on Computing 9, 1980).

use super::level::deviation;
use crate::base::{Point, Size};

/// Widths of rows that are tried.
const TRIES: u32 = 48;

/// Top left corners, and the extent of all.
pub(super) fn pack(sizes: &[Size], aspect: f64, gap: f64) -> (Vec<Point>, Size) {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|a, b| sizes[*b].height.total_cmp(&sizes[*a].height).then(a.cmp(b)));
    let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max);
    let all = sizes.iter().map(|size| size.width + gap).sum::<f64>();
    let widths =
        (0..=TRIES).map(|step| widest + (all - widest) * f64::from(step) / f64::from(TRIES));
    let tries = widths.map(|width| in_rows(sizes, &order, width, gap));
    let worth =
        |(_, size): &(Vec<Point>, Size)| size.width * size.height * deviation(*size, aspect);
    tries.min_by(|a, b| worth(a).total_cmp(&worth(b))).unwrap_or_default()
}

fn in_rows(sizes: &[Size], order: &[usize], width: f64, gap: f64) -> (Vec<Point>, Size) {
    // Each row: its top, its height and where it ends.
    let mut rows: Vec<(f64, f64, f64)> = Vec::new();
    let mut corners = vec![Point::default(); sizes.len()];
    let (mut bottom, mut right) = (0.0, 0.0_f64);
    for &index in order {
        let size = sizes[index];
        let fits = rows.iter().position(|row| row.2 + size.width <= width && size.height <= row.1);
        let row = fits.unwrap_or_else(|| {
            rows.push((bottom, size.height, 0.0));
            bottom += size.height + gap;
            rows.len() - 1
        });
        corners[index] = Point::new(rows[row].2, rows[row].0);
        right = right.max(rows[row].2 + size.width);
        rows[row].2 += size.width + gap;
    }
    (corners, Size::new(right, (bottom - gap).max(0.0)))
}
