//! Posts: quota, roles and pay.

use super::{Formula, START, Symbol, formula, symbol};

const SYMBOLS: &[Symbol] =
    &[symbol("q", "quota of posts", "核定岗位数"), symbol("n", "staffing norm", "人员配备标准")];

pub(super) const FORMULAS: &[Formula] = &[
    formula(
        SYMBOLS,
        &[START, "set_posts"],
        ["quota", "核定岗位数"],
        [
            "n = max(`min_staff`, round(`staff_per_10k` × adults × `residents_per_adult` / 10,000)), and q = n. Where the table of the place gives `posts`, q = round(`posts` × n / n of month 1 under the baseline), from 1 to 1,000",
            "n = max(`min_staff`, round(`staff_per_10k` × 成年居民数 × `residents_per_adult` / 10,000))，q = n。地点表给出`posts`时，q = round(`posts` × n / 基线下第1个月的n)，在1至1,000之间",
        ],
    ),
    formula(
        SYMBOLS,
        &[START],
        ["part-time posts at first", "初始兼职岗位"],
        [
            "Number 0 is the director's; the next round(`part_time_share` × (q − 1)) are part-time, the others professional",
            "0号为主任岗位；其后round(`part_time_share` × (q − 1))个为兼职岗位，其余为专职岗位",
        ],
    ),
    formula(
        SYMBOLS,
        &["set_posts"],
        ["part-time posts", "兼职岗位"],
        [
            "While `part_time_share` differs from the baseline's, vacant posts (lowest number first) change role until round(`part_time_share` × (q − 1)) are part-time",
            "`part_time_share`与基线不同时，空缺岗位（编号小者在前）转换类型，直至兼职岗位达到round(`part_time_share` × (q − 1))个",
        ],
    ),
    formula(
        SYMBOLS,
        &["budget", "pay_wages", "recruit"],
        ["pay", "薪酬"],
        [
            "Monthly pay = `pay_ratio` × `local_wage` × (`part_time_pay` for part-time posts) × (1 + `seniority_rise` × min(`seniority_years`, whole years of tenure))",
            "月薪 = `pay_ratio` × `local_wage` ×（兼职岗位再乘`part_time_pay`） × (1 + `seniority_rise` × min(`seniority_years`, 满任职年数))",
        ],
    ),
];
