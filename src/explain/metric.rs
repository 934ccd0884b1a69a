//! The page of a metric.

use super::Page;
use crate::metric::{MAIN, METRICS, Metric, RATIO_OF_SUMS, Shown, Span, Window};
use crate::quantity::{Language, Text};
use crate::scenario::sentence::number;
use words::say;

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
    for (label, span) in [
        (Text { en: "A month", zh: "月度值" }, Span::Month),
        (Text { en: "A year", zh: "年度值" }, Span::Year),
        (Text { en: "A run", zh: "运行汇总值" }, Span::Run),
    ] {
        page.add(label, metric.window.text(span).say(page.language).to_owned());
    }
    page.add(Text { en: "Sums", zh: "合计" }, RATIO_OF_SUMS.say(page.language).to_owned());
    let exists = metric.exists.text().say(page.language).to_owned();
    page.add(Text { en: "Exists for", zh: "适用层级" }, exists);
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
        _ => unit.to_owned(),
    }
}

/// The least difference that matters, and why.
fn margin(metric: &Metric, language: Language) -> String {
    let (words, reason) = (metric.margin.words.say(language), metric.margin.reason.say(language));
    say!(
        en "{words}: a smaller difference does not matter. {reason}"
        zh "{words}：更小的差异无实际意义。{reason}"
    )
    .pick(language)
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
    let is_main = MAIN.iter().any(|&at| METRICS[at].id == id);
    match (is_main, language) {
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
