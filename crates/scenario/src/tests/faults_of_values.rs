//! Values of a wrong type, outside their range, or that do not fit together.

use super::{Case, case, catalogue};

pub(super) fn cases() -> Vec<Case<'static>> {
    let mut cases = of_one_value();
    cases.extend(of_zones());
    cases.extend(of_shares());
    cases.extend(of_unusual_values());
    cases
}

fn of_one_value() -> Vec<Case<'static>> {
    vec![
        case(
            "a number in quotes, a switch as a number, a list, a date",
            &["scenario::wrong_type"; 4],
            &[(
                "a.toml",
                "schema = 1\n[baseline]\npatience = \"4\"\nappraisal = 1\npay_ratio = [0.5]\none_stop = 2020-01-01\n",
            )],
        ),
        case(
            "a text that is a number",
            &["scenario::wrong_type"],
            &[("a.toml", "schema = 1\nname = 7\n")],
        ),
        case(
            "a value above its range, one below, one that is no number",
            &["scenario::out_of_range"; 3],
            &[(
                "a.toml",
                "schema = 1\n[policy]\npay_ratio = 6.2\none_stop = -0.1\nretention = nan\n",
            )],
        ),
        case(
            "shares in per cent",
            &["scenario::out_of_range"; 2],
            &[("a.toml", "schema = 1\n[policy]\none_stop = 50\nsplit.training = 7.5\n")],
        ),
        case(
            "months beyond the longest run",
            &["scenario::out_of_range"],
            &[("a.toml", "schema = 1\nhorizon = { months = 1201 }\n")],
        ),
        case(
            "a part of a month",
            &["scenario::not_whole"],
            &[("a.toml", "schema = 1\n[policy]\nrelease_delay = 1.5\n")],
        ),
        case(
            "a word that is none of the choices",
            &["scenario::unknown_word"],
            &[("a.toml", "schema = 1\n[policy]\nmigrant_rights = \"after-months\"\n")],
        ),
        case(
            "what holds from month 1, in the policy",
            &["scenario::fixed_setting"],
            &[("a.toml", "schema = 1\n[policy]\nhomophily = 0.5\n")],
        ),
        case(
            "a burn-in that leaves nothing",
            &["scenario::burn_in_too_long"],
            &[("a.toml", "schema = 1\n[horizon]\nmonths = 24\nburn_in = 24\n")],
        ),
        case(
            "a name in Chinese does not move the caret",
            &["scenario::out_of_range"],
            &[(
                "a.toml",
                "schema = 1\n[interventions]\n\"东乌珠穆沁旗\" = { set = \"one_stop\", value = 7 }\n",
            )],
        ),
    ]
}

fn of_zones() -> Vec<Case<'static>> {
    vec![
        case(
            "a zone that does not exist",
            &["scenario::unknown_zone"],
            &[("a.toml", "schema = 1\n[baseline]\ndistance = { urban = 1.0, pastorl = 3.0 }\n")],
        ),
        case(
            "a value by zone that is one for all",
            &["scenario::not_by_zone"],
            &[("a.toml", "schema = 1\n[baseline]\npatience = { urban = 3, rural = 5 }\n")],
        ),
        case(
            "a value of a zone outside its range",
            &["scenario::out_of_range"],
            &[("a.toml", "schema = 1\n[policy.part_time_share]\nrural = 1.6\n")],
        ),
    ]
}

fn of_shares() -> Vec<Case<'static>> {
    vec![
        case(
            "shares of the split above 1",
            &["scenario::split_above_one"; 2],
            &[(
                "a.toml",
                "schema = 1\n[baseline.split]\noperating = 0.7\nservice = 0.4\n[policy.split]\ntraining = 0.6\nactivity = 0.6\n",
            )],
        ),
        case(
            "six shares of the split that are not 1",
            &["scenario::split_not_one"],
            &[(
                "a.toml",
                "schema = 1\n[policy.split]\noperating = 0.4\nservice = 0.2\nactivity = 0.1\ntraining = 0.1\n\
             discretionary = 0.1\nsocial_organisations = 0.05\n",
            )],
        ),
        case(
            "a rest of the split that nothing can take",
            &["scenario::split_without_rest"],
            &[(
                "a.toml",
                "schema = 1\n[baseline.split]\noperating = 1.0\n[policy.split]\noperating = 0.8\n",
            )],
        ),
        case(
            "education that is not 1 in one zone",
            &["scenario::shares_not_one"],
            &[("a.toml", "schema = 1\n[baseline.education]\ntertiary = { urban = 0.35 }\n")],
        ),
        case(
            "needs that are not 1",
            &["scenario::shares_not_one"; 2],
            &[("a.toml", "schema = 1\n[baseline.need.health]\nlocal = 0.3\nmigrant = 0.3\n")],
        ),
        case(
            "weights of the appraisal above 1",
            &["scenario::appraisal_above_one"],
            &[(
                "a.toml",
                "schema = 1\n[policy]\nappraisal_residents = 0.7\nappraisal_peers = 0.4\n",
            )],
        ),
        case(
            "weights that are above 1 only together with an intervention",
            &["scenario::appraisal_above_one"],
            &[(
                "a.toml",
                "schema = 1\n[policy]\nappraisal_residents = 0.7\n[interventions.peers]\nset = \"appraisal_peers\"\n\
             value = 0.4\nfrom = 49\nzone = \"rural\"\n",
            )],
        ),
    ]
}

fn of_unusual_values() -> Vec<Case<'static>> {
    let spans = case(
        "a number for a year where one for a month is wanted, and the other way round",
        &["scenario::number_a_month", "scenario::number_a_year", "scenario::factor_a_month"],
        &[(
            "a.toml",
            "schema = 1\n[policy]\nsettlement_rate = 0.05\ngrant_per_adult = 2.25\n\
         [shocks.s]\nset = \"quit_base\"\nfactor = 12\n",
        )],
    );
    vec![
        spans,
        case(
            "legal but unusual values are warnings",
            &["scenario::unusual_value"; 2],
            &[(
                "a.toml",
                "schema = 1\n[baseline]\nhomophily = 0.95\n[interventions.patient]\nset = \"patience\"\nvalue = 18\n",
            )],
        ),
    ]
}

#[test]
fn messages_about_values() {
    insta::assert_snapshot!(catalogue(cases()));
}
