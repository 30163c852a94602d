//! Medians against targets.

/// Prints the median of `times` with the 10th and 90th percentile and, with a target, whether the
/// median meets it. All times are in ms.
pub fn summary(name: &str, target_ms: Option<f64>, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |tenths: usize| times[(times.len() - 1) * tenths / 10];
    let verdict = target_ms.map_or_else(String::new, |target| {
        format!("target {target:.0} ms: {}", if at(5) <= target { "ok" } else { "MISSED" })
    });
    println!(
        "{name:<52} {:>9.3} ms  (p10 {:.3}, p90 {:.3}, {} runs)  {verdict}",
        at(5),
        at(1),
        at(9),
        times.len()
    );
}
