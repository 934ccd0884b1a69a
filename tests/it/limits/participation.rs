//! Participation and elections (model section 5.6, 5.7).

use super::*;

#[test]
fn participation_at_fixed_attitudes_is_logistic() {
    let mut settings = still(40, 1_000);
    settings.place.migrant_share = 0.3;
    settings.participation.event_reach = 0.28;
    settings.service.distance = 1.5;
    settings.levers.training_hours = 0.0;
    settings.levers.procedural_openness = 0.5;
    settings.levers.migrant_rights = MigrantRights::AfterMonths;
    settings.levers.integration_support = Unpaid::from(0.5);
    settings.programmes.cost_integration_support = 0.0;
    settings.participation.migrant_barrier = 1.0;
    let mut model = model(&town(settings), 9);
    let people = people(&mut model, 1.0);
    model.step();
    // O = .2 x 640 hours; .6 of them staff 128 x .6 / (12 x 1.5) = 4.3 events, and January's money
    // (.12 of what is left of 92,000 / 12 yuan after 15 %) pays .9775. Meetings reach .64, the
    // procedure opens to .5.
    let (reach, asked) = (1.0 - exp(-0.28 * 0.9775), 0.5);
    let (mut political, mut civic) = ([Trials::default(); 2], [Trials::default(); 2]);
    let (took, luck) = (all::<TookPart>(&mut model), all::<ActLuck>(&mut model));
    let mut close = 0;
    for (at, gathering) in all::<Gathering>(&mut model).iter().enumerate() {
        assert_near("events", gathering.events, 0.9775, 1e-9);
        assert_near("reach", gathering.reach, reach, 1e-9);
        assert_near("asked", gathering.asked, asked, 1e-12);
        for (row, person) in people[at].iter().enumerate() {
            let barrier = 0.5 * exp(-person.tenure / 36.0);
            let chance = logistic(
                -1.65
                    + (person.belonging - 0.5)
                    + 0.8 * (person.efficacy - 0.5)
                    + 0.8 * (person.trust - 0.5)
                    + 2.0 * (person.norm - 0.35)
                    + person.habit
                    + if person.age >= 60.0 { 0.2 } else { 0.0 }
                    - if person.migrant { barrier } else { 0.0 },
            );
            let eligible = !person.migrant || person.tenure >= 24.0;
            let deliberates = if eligible { asked * chance } else { 0.0 };
            political[usize::from(person.migrant)].expect(deliberates);
            let joins = (1.0 - deliberates) * reach * chance;
            civic[usize::from(person.migrant)].expect(joins);
            // One draw decides, unless it is nearer to a threshold than single precision can tell: 8
            // roundings of sums below 4 in the exponent (2⁻²⁴ x 2 each, times p(1 − p) at most 1/4),
            // and the polynomial's 3·10⁻⁷.
            let draw = f64::from(unit32(luck[at].0[row]));
            let act = match draw {
                draw if draw < deliberates => Took::POLITICAL,
                draw if draw < deliberates + joins => Took::CIVIC,
                _ => 0,
            };
            if [deliberates, deliberates + joins].iter().all(|at| (draw - at).abs() > 6e-7) {
                assert_eq!(took[at].0[row], act, "what resident {row} of community {at} does");
            } else {
                close += 1;
            }
        }
        for status in 0..2 {
            political[status].count += f64::from(gathering.political[status]);
            civic[status].count += f64::from(gathering.civic[status]);
        }
    }
    assert!(close < 10, "draws too close to call: {close} of 40,000");
    for (status, name) in ["locals", "migrants"].iter().enumerate() {
        assert_trials(&format!("political, {name}"), political[status]);
        assert_trials(&format!("civic, {name}"), civic[status]);
    }
    // With no coefficient but the base everybody has the same chance.
    let mut settings = still(40, 1_000);
    let participation = &mut settings.participation;
    (participation.join_base, participation.join_belonging) = (0.4, 0.0);
    (participation.join_efficacy, participation.join_trust) = (0.0, 0.0);
    (participation.join_norm, participation.join_habit) = (0.0, 0.0);
    (participation.join_elder, participation.migrant_barrier) = (0.0, 0.0);
    settings.levers.procedural_openness = 0.3;
    let mut model = self::model(&town(settings), 9);
    model.step();
    let count = tallied(&mut model, |tally| tally.political);
    assert_trials("the same chance", Trials::of(count, 40_000.0, 0.3 * logistic(0.4)));
}

#[test]
fn turnout_at_fixed_attitudes_is_logistic() {
    for rights in [MigrantRights::None, MigrantRights::AfterMonths, MigrantRights::Full] {
        let mut settings = still(24, 1_500);
        settings.place.migrant_share = 0.3;
        settings.elections.first_election = 1;
        settings.levers.franchise = Franchise::Direct;
        settings.levers.migrant_rights = rights;
        let mut model = model(&town(settings), 9);
        let people = people(&mut model, 1.0);
        model.step();
        let after = self::people(&mut model, 1.0);
        let tallies = all::<Tally>(&mut model);
        let mut votes = Trials::default();
        for ((people, after), tally) in people.iter().zip(&after).zip(&tallies) {
            let (mut entitled, mut voted) = (0.0, 0.0);
            for (person, after) in people.iter().zip(after) {
                let may = !person.migrant
                    || match rights {
                        MigrantRights::None => false,
                        MigrantRights::AfterMonths => person.tenure >= 24.0,
                        MigrantRights::Full => true,
                    };
                // Efficacy tells who voted: + .06(1 − E), − .05 E for those who may not, else as it was.
                let rises = person.efficacy + 0.06 * (1.0 - person.efficacy);
                if !may {
                    assert_near("excluded", after.efficacy, 0.95 * person.efficacy, single(1));
                    continue;
                }
                entitled += 1.0;
                votes.expect(logistic(
                    -0.1 + 1.2 * (person.belonging - 0.5)
                        + 1.5 * (person.efficacy - 0.5)
                        + (person.trust - 0.5)
                        + 1.5 * (person.norm - 0.35)
                        - if person.age < 30.0 { 0.8 } else { 0.0 },
                ));
                if after.efficacy != person.efficacy {
                    voted += 1.0;
                    assert_near("voter", after.efficacy, rises, single(1));
                }
            }
            assert_near("entitled", tally.entitled, entitled, 0.0);
            assert_near("votes", tally.votes, voted, 0.0);
            votes.count += voted;
            // Legitimacy: T + .05 x (turnout − .3), within [0, 1].
            let legitimacy = 0.05 * (tally.votes / 1_500.0 - 0.3);
            for (person, after) in people.iter().zip(after) {
                let trust = (person.trust + legitimacy).clamp(0.0, 1.0);
                assert_near("trust", after.trust, trust, single(1));
            }
        }
        assert_trials(&format!("turnout, rights {rights:?}"), votes);
    }
    // With no coefficient but the base; and if only representatives vote.
    let mut settings = still(24, 1_500);
    settings.elections.first_election = 1;
    let elections = &mut settings.elections;
    (elections.vote_base, elections.vote_belonging, elections.vote_efficacy) = (0.4, 0.0, 0.0);
    (elections.vote_trust, elections.vote_norm, elections.vote_young) = (0.0, 0.0, 0.0);
    let mut indirect = model(&town(settings.clone()), 9);
    indirect.step();
    let count = |model: &mut Model, of: fn(&Tally) -> f64| tallied(model, of);
    let entitled = count(&mut indirect, |tally| tally.entitled);
    assert_trials("representatives", Trials::of(entitled, 36_000.0, 0.06));
    let votes = count(&mut indirect, |tally| tally.votes);
    assert_trials("their votes", Trials::of(votes, entitled, logistic(0.4)));
    settings.levers.franchise = Franchise::Direct;
    let mut direct = model(&town(settings), 9);
    direct.step();
    let votes = count(&mut direct, |tally| tally.votes);
    assert_trials("votes of all", Trials::of(votes, 36_000.0, logistic(0.4)));
}

#[test]
fn elections_come_when_they_are_due() {
    let mut settings = still(2, 50);
    settings.elections.first_election = 5;
    settings.levers.term_months = 12;
    let mut model = model(&town(settings), 9);
    for month in 1..=60 {
        model.step();
        let voting = tallied(&mut model, |tally| tally.voting_adults);
        let due = month >= 5 && (month - 5) % 12 == 0;
        assert_near("adults at elections", voting, if due { 100.0 } else { 0.0 }, 0.0);
    }
}
