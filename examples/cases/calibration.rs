//! How far the said confidence can be believed.

/// Edges of the classes of said confidence; finer towards certainty, where most leaders stand.
const EDGES: [f64; 8] = [0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0];

/// Prints the reliability table of leaders, each with its said confidence and whether it was right:
/// by class the mean of what was said and the share that was right; their mean distance weighed by
/// cases, the expected calibration error; and what is said on average where right and where wrong.
#[expect(clippy::cast_precision_loss, reason = "counts of cases are small")]
pub fn tell(said: &[(f64, bool)]) {
    if said.is_empty() {
        return;
    }
    println!("first in         cases  said  right");
    let mut error = 0.0;
    for edges in EDGES.windows(2) {
        let [from, to] = [edges[0], edges[1]];
        let last = to >= 1.0;
        let class: Vec<_> =
            said.iter().filter(|(of, _)| *of >= from && (*of < to || last)).collect();
        if class.is_empty() {
            continue;
        }
        let count = class.len() as f64;
        let mean = class.iter().map(|(of, _)| of).sum::<f64>() / count;
        let right = class.iter().filter(|(_, right)| *right).count() as f64 / count;
        error += count * (mean - right).abs();
        println!("{from:.2} to {to:.2}  {:9}  {mean:.2}  {right:.2}", class.len());
    }
    println!("expected calibration error: {:.3}", error / said.len() as f64);
    let mean = |wanted: bool| {
        let of: Vec<f64> =
            said.iter().filter(|(_, right)| *right == wanted).map(|(of, _)| *of).collect();
        if of.is_empty() {
            "–".to_owned()
        } else {
            format!("{:.2}", of.iter().sum::<f64>() / of.len() as f64)
        }
    };
    println!("mean share of leaders: {} where right, {} where wrong", mean(true), mean(false));
}
