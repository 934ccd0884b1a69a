//! Adjustment by known luck, the whole procedure repeated.

use super::*;

/// Seeds of a place with luck of its own, of which an effect takes its share: more in a
/// scenario than in the baseline: along campaigns of the second half and revenue, and bent along campaigns of the
/// first.
fn governed(
    repetition: u64,
    arms: &[Scenario],
    seeds: &[u64],
    effects: &[f64],
) -> Vec<SeedOutcome> {
    let luck = &controls(&arms[0], seeds)[0];
    let all = vec![true; arms.len()];
    let outcome = |(&seed, of): (&u64, &[f64; 4])| {
        let mut outcome = world(repetition, seed, &all, effects);
        for (at, arm) in outcome.arms.iter_mut().flatten().enumerate() {
            for metric in three() {
                arm.seen.run[metric] +=
                    (1.0 + at as f64) * (of[2] - 0.5 * of[3] + 0.3 * of[1] * of[1]);
            }
        }
        outcome
    };
    seeds.iter().zip(&luck.seeds).map(outcome).collect()
}

/// The mean of the square of campaigns in the first half, by which effects lean: from 20,000 seeds.
fn square(baseline: &Scenario) -> f64 {
    let seeds: Vec<u64> = (1_000_000..1_020_000).collect();
    let luck = &controls(baseline, &seeds)[0];
    luck.seeds.iter().map(|of| of[1] * of[1]).sum::<f64>() / seeds.len() as f64
}

/// 500 comparisons of 20 and of 40 seeds each; six intervals of two scenarios miss together with a chance of .1, so
/// a false alarm is one of 1e-5, as above. That campaigns also act by their square keeps their share from being a
/// straight line.
#[test]
fn adjusted_intervals_hold_together_over_the_whole_procedure_and_are_narrower() {
    let mut baseline = Scenario::baseline();
    (baseline.months, baseline.burn_in) = (48, 12);
    let square = square(&baseline);
    let arms = vec![baseline; 3];
    let metrics = three();
    let effects = [0.3, 0.0];
    for n in [20_u64, 40] {
        let (mut missed, mut saving, mut used) = (0, 0.0, 0);
        for repetition in 0..u64::from(REPETITIONS) {
            let seeds: Vec<u64> = (repetition * n + 1..=(repetition + 1) * n).collect();
            let request = Request { alpha: 0.1, ..Request::new(&arms, &metrics, &seeds) };
            let outcomes = governed(repetition, &arms, &seeds, &effects);
            let adjusting = Adjusting::by(&of_request(&request, &outcomes));
            let mut any = false;
            for &metric in &metrics {
                let all: Vec<Vec<(f64, f64)>> =
                    (1..3).map(|arm| procedure::main_pairs(&outcomes, arm, metric)).collect();
                let controls = adjusting.of(None).filter(|of| is_adjusted(of, metric, &all));
                for (at, raw) in all.into_iter().enumerate() {
                    let spot = Spot { scenario: "", metric, area: ("", ""), year: None };
                    let bound = request.bound(metric, request.family());
                    let found = difference(spot, &Pairs { raw, controls }, bound, None);
                    let truth = effects[at] + (1.0 + at as f64) * 0.3 * square;
                    any |= found.low.unwrap() > truth || found.high.unwrap() < truth;
                    used += u32::from(found.adjusted);
                    saving += found.control_saving.unwrap_or(0.0);
                    let apart = found.mean.unwrap() - found.baseline.unwrap();
                    assert!((apart - found.difference.unwrap()).abs() < 1e-9);
                }
            }
            missed += u32::from(any);
        }
        let missed = f64::from(missed) / f64::from(REPETITIONS);
        assert!(missed <= allowed(), "{n}: some interval missed in {missed}");
        let share = f64::from(used) / f64::from(6 * REPETITIONS);
        let saving = saving / f64::from(used.max(1));
        assert!(share > 0.3 && saving > 2.0, "{n}: adjusted in {share}, saves {saving}");
    }
}

#[test]
fn means_are_adjusted_from_twenty_seeds_on_and_never_where_data_decide_when_to_stop_or_seeds_are_empty()
 {
    let arms = vec![Scenario::baseline(); 2];
    let metrics = three();
    let seeds: Vec<u64> = (1..=20).collect();
    let request = Request::new(&arms, &metrics, &seeds);
    let outcomes = governed(3, &arms, &seeds, &[0.3]);
    let years = 2 + arms[0].months / 12 - arms[0].burn_in.div_ceil(12) - 1;
    assert_eq!(of_request(&request, &outcomes).len() as u32, years);
    assert!(of_request(&request, &outcomes[..19]).is_empty());
    for open in [
        Request { decide: &metrics[..1], ..request },
        Request { precision: &[(metrics[0], 0.1)], ..request },
        Request { arms: &arms[..1], ..request },
    ] {
        assert!(of_request(&open, &outcomes).is_empty());
    }
    let adjusting = Adjusting::by(&of_request(&request, &outcomes));
    let controls = adjusting.of(None).unwrap();
    let metric = metrics[2];
    let whole: Vec<(f64, f64)> = procedure::main_pairs(&outcomes, 1, metric);
    let shifted: Vec<(f64, f64)> = whole.iter().map(|(a, b)| (a + 50.0, b + 50.0)).collect();
    assert!(is_adjusted(controls, metric, std::slice::from_ref(&shifted)));
    // An empty seed, a missing one, and differences that are often nothing.
    let mut empty = shifted.clone();
    empty[7].1 = f64::NAN;
    let mut sparse = shifted.clone();
    sparse[..8].iter_mut().for_each(|pair| pair.1 = pair.0);
    for wrong in [empty, shifted[1..].to_vec(), sparse] {
        assert!(!is_adjusted(controls, metric, std::slice::from_ref(&wrong)));
        assert!(!is_adjusted(controls, metric, &[shifted.clone(), wrong]));
    }
    // A scenario that is the baseline does not keep the others from it; alone there is nothing to adjust.
    let same: Vec<(f64, f64)> = shifted.iter().map(|(a, _)| (*a, *a)).collect();
    assert!(is_adjusted(controls, metric, &[same.clone(), shifted]));
    assert!(!is_adjusted(controls, metric, &[same]));
}
