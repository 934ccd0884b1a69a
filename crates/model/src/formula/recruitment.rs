//! Recruitment.

use super::{Formula, Symbol, formula};

const SYMBOLS: &[Symbol] = &[];
const HERE: &[&str] = &["recruit"];

pub(super) const FORMULAS: &[Formula] = &[
    formula(
        SYMBOLS,
        HERE,
        ["rounds", "招聘轮次"],
        [
            "in months divisible by `recruit_every`, for each vacant post in order",
            "月份可被`recruit_every`整除时，依次招聘各空缺岗位",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["applicants", "报名者"],
        [
            "applicants are Poisson(`recruit_every` × `applicants` × (`pay_ratio`/`pay_reference`)^`applicants_pay` × (1 + `applicants_career`·`career_path`) × `applicants_zone`) with mean ability `applicant_skill`, and Poisson(`recruit_every` × `graduate_applicants` × `graduate_programme`) college graduates with mean `graduate_skill`",
            "报名者为Poisson(`recruit_every` × `applicants` × (`pay_ratio`/`pay_reference`)^`applicants_pay` × (1 + `applicants_career`·`career_path`) × `applicants_zone`)人，平均能力`applicant_skill`；高校毕业生为Poisson(`recruit_every` × `graduate_applicants` × `graduate_programme`)人，平均能力`graduate_skill`",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["ability of applicants", "报名者的能力"],
        [
            "The precision of applicants' ability is `ability_precision`",
            "报名者能力的精度为`ability_precision`",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["selection", "选拔"],
        [
            "Those with ability of at least `selection_standard` pass; with `competitive` the best is hired, else a random one (K = ability, U = `hired_burnout`, tenure 0)",
            "能力不低于`selection_standard`者合格；启用`competitive`时录用最优者，否则随机录用（K = 能力，U = `hired_burnout`，任职时间0）",
        ],
    ),
];
