//! Demography and migration.

use super::{Formula, Symbol, formula};

const SYMBOLS: &[Symbol] = &[];
const HERE: &[&str] = &["move_people"];

pub(super) const FORMULAS: &[Formula] = &[
    formula(
        SYMBOLS,
        HERE,
        ["death", "死亡的概率"],
        [
            "min(`mortality_max`, `mortality_base` × exp(`mortality_age` × (age − `adult_age`)))",
            "min(`mortality_max`, `mortality_base` × exp(`mortality_age` × (年龄 − `adult_age`)))",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["departure", "迁出的概率"],
        [
            "for locals `outflow_local` × (`outflow_young` below age `outflow_young_age`) × (`outflow_tertiary` with tertiary education), for migrants `outflow_migrant`; both × `outflow_factor` × exp(−`outflow_belonging`·(B − ½) − `outflow_satisfaction`·(S − ½))",
            "户籍居民为`outflow_local` ×（未满`outflow_young_age`岁再乘`outflow_young`） ×（高等学历再乘`outflow_tertiary`），流动人口为`outflow_migrant`；两者均再乘`outflow_factor` × exp(−`outflow_belonging`·(B − ½) − `outflow_satisfaction`·(S − ½))",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["settlement", "落户的概率"],
        [
            "a migrant of at least `settlement_after` months becomes a local with probability `settlement_rate`",
            "居住满`settlement_after`个月的流动人口以概率`settlement_rate`转为户籍居民",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["coming of age", "成年"],
        [
            "Poisson(`coming_of_age` × locals) new locals of age `adult_age`",
            "新增Poisson(`coming_of_age` × 户籍居民数)名年满`adult_age`岁的户籍居民",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["arrivals", "迁入"],
        [
            "Poisson(`inflow` × adults of month 0) migrants of tenure 0",
            "迁入Poisson(`inflow` × 第0个月成年居民数)名流动人口，居住时间为0",
        ],
    ),
];
