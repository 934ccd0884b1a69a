//! Needs and disputes (model section 5.3, 5.4).

use super::*;

#[test]
fn needs_and_voice_have_their_chances() {
    let mut settings = still(30, 3_000);
    settings.place.migrant_share = 0.3;
    settings.needs.need_rate = 0.1;
    settings.levers.service_scope = 0.4;
    // Tasks of ten times the usual: 544 of 640 hours are done, of core tasks of .4 x 4,160 hours.
    settings.administration.admin_load = 10.0;
    // Nobody serves and no money is split, so that the month's requests stay in the queue as filed.
    settings.levers.outreach_share = 1.0;
    (settings.levers.base_grant, settings.levers.grant_per_adult) = (0.0, 0.0);
    settings.levers.staff_per_10k = 2.0;
    let rows = settings.need.rows;
    let mut model = model(&town(settings), 7);
    let (birth, traits) = (all::<Birth>(&mut model), all::<TraitsOf>(&mut model));
    let (trust, efficacy) = (all::<Trust>(&mut model), all::<Efficacy>(&mut model));
    model.step();
    let neglect = 1.0 - 544.0 / (0.4 * 4_160.0);
    let (mut needs, mut filed) = (Trials::default(), [Trials::default(); 2]);
    let mut kinds = [[Trials::default(); 7]; 2];
    let queues = all::<Queue>(&mut model);
    for at in 0..30 {
        for row in 0..3_000 {
            let elder = if (1.0 - birth[at].0[row]) / 12.0 >= 60.0 { 1.3 } else { 1.0 };
            let need = 0.1 * 1.1 * (1.0 + neglect) * elder;
            needs.expect(need);
            let migrant = traits[at].0[row].is_migrant();
            let access = if migrant { 0.65 } else { 1.0 };
            let (trust, efficacy) = (f64::from(trust[at].0[row]), f64::from(efficacy[at].0[row]));
            let voice = logistic(0.1 + 3.0 * (trust - 0.5) + 1.2 * (efficacy - 0.5));
            filed[usize::from(migrant)].expect(need * access * voice);
        }
        let mut ids: Vec<u32> = queues[at].0.iter().map(|request| request.resident).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "one need at most a month");
        for request in &queues[at].0 {
            let migrant = traits[at].0[usize::from(request.row)].is_migrant();
            filed[usize::from(migrant)].count += 1.0;
            let kinds = &mut kinds[usize::from(migrant)];
            kinds[usize::from(request.kind)].count += 1.0;
            for (kind, row) in kinds.iter_mut().zip(&rows) {
                kind.expect(if migrant { row.migrant } else { row.local });
            }
            let row = rows[usize::from(request.kind)];
            let hours = row.hours * if row.crosses { 1.6 } else { 1.0 };
            assert_near("hours of a request", f64::from(request.left), hours, 1e-6);
        }
    }
    needs.count = tallied(&mut model, |tally| tally.needs);
    assert_trials("needs", needs);
    assert_trials("requests of locals", filed[0]);
    assert_trials("requests of migrants", filed[1]);
    for (status, kinds) in ["locals", "migrants"].iter().zip(kinds) {
        for (kind, trials) in kinds.into_iter().enumerate() {
            assert_trials(&format!("{status}' requests of type {kind}"), trials);
        }
    }
}

#[test]
fn disputes_are_poisson_and_settled_with_their_chance_and_the_rest_costs_trust() {
    let mut settings = still(40, 500);
    settings.place.migrant_share = 0.3;
    settings.disputes.dispute_rate = 10.0;
    settings.administration.hours_full = 40.0;
    settings.levers.training_hours = 0.0;
    let mut model = model(&town(settings), 7);
    let (mut number, mut settled) = (Trials::default(), Trials::default());
    let mut limited = 0;
    for _ in 0..24 {
        let before = [
            all::<Trust>(&mut model).into_iter().map(|x| x.0).collect::<Vec<_>>(),
            all::<Satisfaction>(&mut model).into_iter().map(|x| x.0).collect(),
            all::<Belonging>(&mut model).into_iter().map(|x| x.0).collect(),
        ];
        let (traits, teams) = (all::<TraitsOf>(&mut model), all::<Team>(&mut model));
        model.step();
        let (tallies, trust) = (all::<Tally>(&mut model), all::<Trust>(&mut model));
        for (at, tally) in tallies.iter().enumerate() {
            let mean = |column: usize, of: &dyn Fn(bool) -> bool| {
                let rows = before[column][at].iter().zip(&traits[at].0);
                let rows = rows.filter(|(_, traits)| of(traits.is_migrant()));
                let (sum, n) =
                    rows.fold((0.0, 0.0), |(sum, n), (&x, _)| (sum + f64::from(x), n + 1.0));
                (sum / n, n)
            };
            let (locals, migrants) = (mean(2, &|migrant| !migrant), mean(2, &|migrant| migrant));
            let share = migrants.1 / 500.0;
            let rate = 10.0
                * 0.5
                * (1.0
                    + 1.5 * (1.0 - mean(1, &|_| true).0)
                    + 2.0 * (locals.0 - migrants.0).abs() * 4.0 * share * (1.0 - share));
            number.count += tally.disputes;
            number.mean += rate;
            number.variance += rate;
            // 4 x 40 hours, a fifth for outreach: 128 hours; half of them hear 10 disputes.
            let heard = tally.disputes.min(10.0);
            limited += u32::from(tally.disputes > 10.0);
            let skill = teams[at].mean_skill(1.0);
            let chance = 0.30 + 0.35 * mean(0, &|_| true).0 + 0.30 * skill;
            settled.count += tally.disputes - tally.escalations;
            settled.mean += heard * chance;
            settled.variance += heard * chance * (1.0 - chance);
            let calm = 1.0 - 0.004 * 2.0 * tally.escalations;
            for (&before, &after) in before[0][at].iter().zip(&trust[at].0) {
                assert_near("trust", f64::from(after), f64::from(before) * calm, single(1));
            }
        }
    }
    assert!(limited > 20, "the hours were short now and then: {limited}");
    assert_trials("disputes", number);
    assert_trials("disputes settled", settled);
}
