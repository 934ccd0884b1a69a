//! Interventions and shocks that are not whole, do not fit, or can never act.

use super::{Case, case, catalogue};

pub(super) fn cases() -> Vec<Case<'static>> {
    let mut cases = of_parts();
    cases.extend(of_both());
    cases.extend(of_little_effect());
    cases.extend(of_fit());
    cases.extend(of_targets());
    cases.extend(of_time());
    cases.extend(of_reading());
    cases
}

fn of_parts() -> Vec<Case<'static>> {
    vec![
        case(
            "a change of nothing, without a value",
            &["scenario::missing_set", "scenario::value_or_factor"],
            &[("a.toml", "schema = 1\n[interventions.pilot]\nfrom = 37\n")],
        ),
        case(
            "a value and a factor",
            &["scenario::value_and_factor"],
            &[(
                "a.toml",
                "schema = 1\n[shocks.bad-years]\nset = \"revenue_per_adult\"\nvalue = 100\nfactor = 0.7\n",
            )],
        ),
        case(
            "a slip in a lever and in a key",
            &["scenario::unknown_setting", "scenario::unknown_key"],
            &[(
                "a.toml",
                "schema = 1\n[interventions.pilot]\nset = \"one-stop-service\"\nvalue = 1\nform = 37\n",
            )],
        ),
        case(
            "a share of the split without its group",
            &["scenario::unknown_setting"],
            &[(
                "a.toml",
                "schema = 1\n[interventions.pilot]\nset = \"discretionary\"\nvalue = 0.1\n",
            )],
        ),
        case(
            "waves without their parts, and with one too many",
            &["scenario::missing_in_waves", "scenario::unknown_key"],
            &[(
                "a.toml",
                "schema = 1\n[interventions.pilot]\nset = \"one_stop\"\nvalue = 1\nshare = 0.2\n\
             waves = { share = 0.2, evry = 12 }\n",
            )],
        ),
        case(
            "waves without a first share",
            &["scenario::waves_without_share"],
            &[(
                "a.toml",
                "schema = 1\n[interventions.pilot]\nset = \"one_stop\"\nvalue = 1\nwaves = { every = 12, share = 0.2 }\n",
            )],
        ),
        case(
            "months, shares and factors outside their ranges",
            &["scenario::out_of_range"; 4],
            &[(
                "a.toml",
                "schema = 1\n[interventions.pilot]\nset = \"pay_ratio\"\nfactor = -1\nfrom = 0\nramp = -3\nshare = 1.2\n",
            )],
        ),
        case(
            "months and shares of a wrong type",
            &["scenario::wrong_type", "scenario::not_whole", "scenario::wrong_type"],
            &[(
                "a.toml",
                "schema = 1\n[interventions.pilot]\nset = \"pay_ratio\"\nvalue = 1\nfrom = \"37\"\nuntil = 60.5\nshare = \"all\"\n",
            )],
        ),
    ]
}

fn of_both() -> Vec<Case<'static>> {
    vec![
        case(
            "an unknown zone and community are told beside a month that comes too late",
            &[
                "scenario::unknown_zone",
                "scenario::after_horizon",
                "scenario::unknown_community",
                "scenario::until_before_from",
            ],
            &[(
                "a.toml",
                "schema = 1\n[interventions.a]\nset = \"one_stop\"\nvalue = 1\nzone = \"牧业\"\nfrom = 121\n\
             [interventions.b]\nset = \"one_stop\"\nvalue = 1\ncommunities = [\"urban-99\"]\nfrom = 37\nuntil = 36\n",
            )],
        ),
        case(
            "a share in per cent, and waves of a wrong type",
            &["scenario::out_of_range", "scenario::wrong_type", "scenario::out_of_range"],
            &[(
                "a.toml",
                "schema = 1\n[interventions.a]\nset = \"one_stop\"\nvalue = 1\nshare = 30\n\
             waves = { every = \"year\", share = 20 }\n",
            )],
        ),
    ]
}

fn of_little_effect() -> Vec<Case<'static>> {
    vec![
        case(
            "of two that set the same in the same month the first has no effect",
            &["scenario::without_effect", "scenario::without_effect", "scenario::in_force_anyway"],
            &[(
                "a.toml",
                "schema = 1\n[interventions.a]\nset = \"pay_ratio\"\nvalue = 0.7\nfrom = 37\nzone = \"rural\"\n\
             [interventions.b]\nset = \"pay_ratio\"\nvalue = 0.9\nfrom = 37\n\
             [interventions.c]\nset = \"pay_ratio\"\nvalue = 0.8\nfrom = 37\n\
             [interventions.d]\nset = \"pay_ratio\"\nvalue = 0.8\nfrom = 37\nshare = 0.5\n\
             [interventions.e]\nset = \"pay_ratio\"\nfactor = 1.1\nfrom = 37\n\
             [interventions.f]\nset = \"pay_ratio\"\nvalue = 0.8\nfrom = 37\nuntil = 48\n",
            )],
        ),
        case(
            "a ramp and waves that the end cuts off",
            &["scenario::ramp_cut", "scenario::waves_cut", "scenario::ramp_cut"],
            &[(
                "a.toml",
                "schema = 1\n[shocks.flood]\nset = \"need_rate\"\nfactor = 1.2\nfrom = 30\nuntil = 32\nramp = 12\nshare = 0.2\n\
             waves = { every = 12, share = 0.2 }\n[interventions.late]\nset = \"one_stop\"\nvalue = 1\nfrom = 100\nramp = 36\n",
            )],
        ),
    ]
}

fn of_fit() -> Vec<Case<'static>> {
    vec![
        case(
            "a change of what holds from month 1",
            &["scenario::fixed_setting"],
            &[("a.toml", "schema = 1\n[shocks.flight]\nset = \"reserve_cap\"\nvalue = 0\n")],
        ),
        case(
            "a factor on a choice",
            &["scenario::factor_on_choice"],
            &[("a.toml", "schema = 1\n[interventions.vote]\nset = \"franchise\"\nfactor = 2\n")],
        ),
        case(
            "a ramp on a switch and on a whole number",
            &["scenario::ramp_on_steps"; 2],
            &[(
                "a.toml",
                "schema = 1\n[interventions.a]\nset = \"appraisal\"\nvalue = true\nramp = 6\n\
             [interventions.b]\nset = \"release_delay\"\nvalue = 0\nramp = 6\n",
            )],
        ),
        case(
            "a target on what is one for the county",
            &["scenario::target_on_county"; 2],
            &[(
                "a.toml",
                "schema = 1\n[shocks.bad-years]\nset = \"revenue_per_adult\"\nfactor = 0.7\nzone = \"rural\"\nshare = 0.5\n",
            )],
        ),
    ]
}

fn of_targets() -> Vec<Case<'static>> {
    vec![
        case(
            "an unknown zone and an unknown community",
            &["scenario::unknown_zone", "scenario::unknown_community"],
            &[(
                "a.toml",
                "schema = 1\n[interventions.a]\nset = \"one_stop\"\nvalue = 1\nzone = \"Urbn\"\n\
             [interventions.b]\nset = \"one_stop\"\nvalue = 1\ncommunities = [\"urban-1\", \"urban-13\"]\n",
            )],
        ),
        case(
            "communities that are no texts",
            &["scenario::wrong_type"; 2],
            &[(
                "a.toml",
                "schema = 1\n[interventions.a]\nset = \"one_stop\"\nvalue = 1\ncommunities = [152525100001]\n\
             [interventions.b]\nset = \"one_stop\"\nvalue = 1\ncommunities = \"urban-1\"\n",
            )],
        ),
        case(
            "a name that several communities have",
            &["scenario::ambiguous_community"],
            &[
                (
                    "a.toml",
                    "schema = 1\n[place]\ntable = \"p.csv\"\n[interventions.a]\nset = \"one_stop\"\nvalue = 1\n\
                 communities = [\"Hope\"]\n",
                ),
                (
                    "p.csv",
                    "code,county,township,community,zone,adults,migrant_share\n1,C,T,Hope,urban,10,0\n2,C,T,Hope,urban,10,0\n",
                ),
            ],
        ),
        case(
            "targets without a community",
            &["scenario::empty_target"; 4],
            &[(
                "a.toml",
                "schema = 1\n[place.pastoral]\ncommunities = 0\n\
             [interventions.a]\nset = \"one_stop\"\nvalue = 1\nzone = \"pastoral\"\n\
             [interventions.b]\nset = \"one_stop\"\nvalue = 1\nzone = \"rural\"\ncommunities = [\"urban-1\"]\n\
             [interventions.c]\nset = \"one_stop\"\nvalue = 1\ncommunities = []\n\
             [interventions.d]\nset = \"distance\"\nvalue = { urban = 2 }\nzone = \"rural\"\n",
            )],
        ),
    ]
}

fn of_time() -> Vec<Case<'static>> {
    let mut cut = case(
        "a run cut short leaves out what comes later",
        &["scenario::after_end"],
        &[(
            "a.toml",
            "schema = 1\n[interventions.late]\nset = \"one_stop\"\nvalue = 1\nfrom = 61\n\
         [shocks.later]\nset = \"admin_load\"\nfactor = 1.5\nfrom = 73\n",
        )],
    );
    cut.options.months = Some(60);
    vec![
        cut,
        case(
            "an end before the beginning, written or by default",
            &["scenario::until_before_from"; 2],
            &[(
                "a.toml",
                "schema = 1\n[interventions.a]\nset = \"one_stop\"\nvalue = 1\nfrom = 37\nuntil = 36\n\
             [interventions.b]\nset = \"one_stop\"\nvalue = 1\nuntil = 24\n",
            )],
        ),
        case(
            "a beginning after the end of the run",
            &["scenario::after_horizon"],
            &[(
                "a.toml",
                "schema = 1\n[horizon]\nmonths = 60\n[interventions.a]\nset = \"one_stop\"\nvalue = 1\nfrom = 61\n",
            )],
        ),
        case(
            "a pilot and waves of no community",
            &["scenario::pilot_of_none", "scenario::wave_of_none"],
            &[(
                "a.toml",
                "schema = 1\n[interventions.a]\nset = \"one_stop\"\nvalue = 1\nshare = 0.01\n\
             [interventions.b]\nset = \"one_stop\"\nvalue = 1\nshare = 0.5\nwaves = { every = 12, share = 0.01 }\n",
            )],
        ),
        case(
            "a first wave after the end of the intervention",
            &["scenario::waves_too_late"],
            &[(
                "a.toml",
                "schema = 1\n[interventions.a]\nset = \"one_stop\"\nvalue = 1\nfrom = 25\nuntil = 30\nshare = 0\n\
             waves = { every = 12, share = 0.2 }\n",
            )],
        ),
    ]
}

fn of_reading() -> Vec<Case<'static>> {
    vec![
        case(
            "what can never be read: no January in the window, another lever off, in the baseline too",
            &["scenario::never_read"; 3],
            &[(
                "a.toml",
                "schema = 1\n[baseline]\nperformance_floor = 0.1\n[policy]\ndismissal_threshold = 0.5\n\
             [interventions.a]\nset = \"base_grant\"\nvalue = 97500\nfrom = 38\nuntil = 48\n",
            )],
        ),
        case(
            "a factor of 1, a value that is in force already",
            &["scenario::in_force_anyway"; 2],
            &[(
                "a.toml",
                "schema = 1\n[policy]\none_stop = 0.5\n[interventions.a]\nset = \"one_stop\"\nvalue = 0.5\nfrom = 30\n\
                 [interventions.b]\nset = \"base_grant\"\nfactor = 1.0\n",
            )],
        ),
        case(
            "one month in January stands for a year",
            &["scenario::for_a_year"],
            &[(
                "a.toml",
                "schema = 1\n[interventions.a]\nset = \"base_grant\"\nvalue = 97500\nfrom = 37\nuntil = 37\n",
            )],
        ),
        case(
            "a policy that begins in July",
            &["scenario::policy_from_january", "scenario::policy_before_its_month"],
            &[(
                "a.toml",
                "schema = 1\n[horizon]\nburn_in = 30\n[policy]\nbase_grant = 97500\nrevenue_per_adult = 300\n",
            )],
        ),
        case(
            "a policy that an intervention sets anew from its first month on",
            &["scenario::policy_overruled"],
            &[(
                "a.toml",
                "schema = 1\n[policy]\npay_ratio = 0.9\n[interventions.a]\nset = \"pay_ratio\"\nvalue = 0.7\n",
            )],
        ),
    ]
}

#[test]
fn messages_about_changes() {
    insta::assert_snapshot!(catalogue(cases()));
}
