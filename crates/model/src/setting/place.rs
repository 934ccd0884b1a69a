//! Place and horizon (model sections 2 and 11).

use super::settings;

settings! {
    /// Horizon and place.
    Place: "place and horizon" "地点与时间";

    months: u32 = 120,
        range 1.0..=1200.0, plausible 1.0..=1200.0,
        is Fact,
        unit "months" "月",
        table Horizon,
        scope Fixed, read Start, ground Assumed "assumed";
        en "horizon" "Number of months that a run lasts; month 1 is a January.";
        zh "模拟时长" "一次模拟的月数，第1个月为一月。";

    burn_in: u32 = 24,
        range 0.0..=1199.0,
        is Fact,
        unit "months" "月",
        table Horizon,
        scope Fixed, read Start, ground Assumed "assumed";
        en "burn-in" "Number of first months under the baseline that summaries leave out; less than the horizon.";
        zh "预热期" "按基线运行且不计入汇总的最初月数，须小于模拟时长。";

    communities: u32 = [12, 12, 6],
        range 0.0..=20000.0,
        is Fact,
        unit "" "",
        table Place,
        scope Fixed, read Start, ground Assumed "assumed";
        en "number of communities" "Number of communities of the zone in the county.";
        zh "社区数" "旗县内该类地区的社区（村、嘎查）数量。";

    adults: u32 = [3000, 900, 400],
        range 0.0..=65535.0,
        is Fact,
        unit "" "",
        table Place,
        scope Fixed, read Start, ground Assumed "assumed; order of S6, S7, S8";
        en "adults per community" "Number of adult residents of each community at the start.";
        zh "社区成人数" "每个社区初始的成年居民人数。";

    migrant_share: f64 = [0.3, 0.12, 0.08],
        range 0.0..=1.0, plausible 0.0..=1.0,
        is Fact,
        unit "" "",
        table Place,
        scope Fixed, read Start, ground Assumed "assumed; urban M1";
        en "migrant share" "Chance that an adult is a migrant at the start.";
        zh "流动人口比例" "初始时成年居民为流动人口的概率。";

    township_size: u32 = 5,
        range 1.0..=1000.0,
        is Fact,
        unit "" "",
        table Place,
        scope Fixed, read Start, ground Assumed "assumed";
        en "communities per township" "Number of consecutive communities of the same zone under one township office.";
        zh "乡镇辖社区数" "同一乡镇（街道、苏木）所辖的同类相邻社区数。";
}
