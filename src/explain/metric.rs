//! The page of a metric.

use super::Page;
use crate::metric::{Exists, MAIN, METRICS, Metric, Shown, Window};
use crate::quantity::{Language, Text};
use crate::scenario::sentence::number;

/// The page of the metric at a position of the registry.
pub(super) fn explain(page: &mut Page, at: usize) {
    let metric = &METRICS[at];
    let unit = unit(metric, Shown::of(at), page.language);
    page.add(Text { en: "Unit", zh: "单位" }, unit);
    let range = range(metric.range, page.language);
    page.add(Text { en: "Range", zh: "范围" }, range);
    let better = metric.better.text().say(page.language).to_owned();
    page.add(Text { en: "Direction", zh: "方向" }, better);
    let margin = margin(metric, page.language);
    page.add(Text { en: "Margin", zh: "界限" }, margin);
    let window = match metric.window {
        Window::Month => page.say(
            "a month's value is of that month; a year's and a run's are ratios of sums over their months",
            "月度值为当月；年度值与运行汇总值为各月合计之比",
        ),
        Window::Year => page.say(
            "a month's value covers the last 12 months, in the first year those there are",
            "月度值涵盖最近12个月，第一年为已有月份",
        ),
        Window::Summary => page.say(
            "a value of calendar years and of the months after burn-in, none of a month",
            "只有自然年度值与预热期后的汇总值，没有月度值",
        ),
    };
    page.add(Text { en: "Time", zh: "时间" }, window.to_owned());
    let exists = match metric.exists {
        Exists::Everywhere => page.say(
            "communities, zones, counties and the place; empty where nothing is there to divide by",
            "社区、地区类型、旗县与整个地点；无可除之数时为空",
        ),
        Exists::County => page.say("counties and the place only", "仅旗县与整个地点"),
    };
    page.add(Text { en: "Exists for", zh: "适用层级" }, exists.to_owned());
    let files = if metric.window == Window::Summary {
        "runs.csv, years.csv, summary.csv"
    } else {
        "runs.csv, series.csv, years.csv, summary.csv"
    };
    page.add(Text { en: "Files", zh: "文件" }, files.to_owned());
    let shown = shown_by(metric, page.language);
    page.add(Text { en: "Shown by", zh: "显示于" }, shown);
    let family = METRICS.iter().filter(|other| other.family == metric.family);
    let family: Vec<&str> = family.map(|other| other.id).filter(|&id| id != metric.id).collect();
    if !family.is_empty() {
        let family = page.list(family);
        page.add(Text { en: "Family", zh: "同族指标" }, family);
    }
}

fn unit(metric: &Metric, shown: Shown, language: Language) -> String {
    let unit = metric.unit.say(language);
    match (shown, language) {
        (Shown::Percent, Language::En) => format!("{unit}; tables show it in per cent"),
        (Shown::Percent, Language::Zh) => format!("{unit}；表中以百分数显示"),
        (Shown::Money | Shown::Plain, _) => unit.to_owned(),
    }
}

/// The least difference that matters, and why.
fn margin(metric: &Metric, language: Language) -> String {
    let (words, reason) = (metric.margin.words.say(language), metric.margin.reason.say(language));
    match language {
        Language::En => format!("{words}: a smaller difference does not matter. {reason}"),
        Language::Zh => format!("{words}：更小的差异无实际意义。{reason}"),
    }
}

fn range((low, high): (f64, f64), language: Language) -> String {
    let open = |value: f64| !value.is_finite();
    match (open(low), open(high), language) {
        (true, true, Language::En) => "any number".to_owned(),
        (true, true, Language::Zh) => "任意数".to_owned(),
        (true, false, Language::En) => format!("at most {}", number(high)),
        (true, false, Language::Zh) => format!("不超过{}", number(high)),
        (false, true, Language::En) => format!("{} and above", number(low)),
        (false, true, Language::Zh) => format!("{}及以上", number(low)),
        (false, false, Language::En) => format!("{} to {}", number(low), number(high)),
        (false, false, Language::Zh) => format!("{}至{}", number(low), number(high)),
    }
}

fn shown_by(metric: &Metric, language: Language) -> String {
    let id = metric.id;
    match (MAIN.contains(&id), language) {
        (true, Language::En) => {
            "the main tables of cogov run and cogov compare (both take --metrics)".to_owned()
        }
        (true, Language::Zh) => {
            "cogov run 与 cogov compare 的主表（均可用 --metrics 选择）".to_owned()
        }
        (false, Language::En) => format!("cogov compare --metrics {id}; and in the files of a run"),
        (false, Language::Zh) => format!("cogov compare --metrics {id}；以及运行结果文件"),
    }
}
