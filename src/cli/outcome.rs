//! The table at the end of a run: main outcomes with intervals over seeds.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use crate::metric::{self, METRICS};
use crate::output::Written;
use crate::policy::Scenario;
use crate::quantity::{Language, Text};
use crate::statistics::Summary;

/// The main outcomes, in the order of the table.
const MAIN: [&str; 14] = [
    "participation_yearly",
    "participation_ratio",
    "turnout_all",
    "staff_turnover",
    "burnout",
    "vacancy",
    "admin_share",
    "resolution_rate",
    "unmet_need",
    "trust",
    "satisfaction",
    "belonging_gap",
    "fiscal_pressure",
    "spending",
];

/// A scenario's result.
pub struct Outcome {
    name: String,
    summary: String,
    months: u32,
    burn_in: u32,
    adults: u64,
    written: Written,
}

impl Outcome {
    /// What was written of a scenario.
    pub fn new(scenario: &Scenario, written: Written) -> Self {
        Self {
            name: scenario.name.clone(),
            summary: scenario.summary.clone(),
            months: scenario.months,
            burn_in: scenario.burn_in,
            adults: scenario.place.adults(),
            written,
        }
    }

    fn of(&self, metric: usize) -> Option<&Summary> {
        self.written.whole.iter().find(|(at, _)| *at == metric).map(|(_, summary)| summary)
    }
}

/// The table of one result, or of several side by side, and where the files are.
pub fn table(outcomes: &[Outcome], language: Language) -> String {
    let say = |en, zh| Text { en, zh }.say(language);
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(ContentArrangement::Disabled);
    let single = outcomes.len() == 1;
    let mut header = vec![say("outcome", "结果").to_owned()];
    if single {
        header.push(say("mean", "均值").to_owned());
        header.push(say("95 % interval of the mean", "均值的 95% 区间").to_owned());
        header.push(say("spread (sd)", "离散 (sd)").to_owned());
    } else {
        header.extend(outcomes.iter().map(|outcome| outcome.name.clone()));
    }
    table.set_header(header);
    for metric in MAIN.iter().filter_map(|id| metric::find(id)) {
        let mut row = vec![name(metric, language)];
        for outcome in outcomes {
            let Some(summary) = outcome.of(metric) else { continue };
            let value = Value::of(metric);
            if single {
                row.push(value.show(summary.mean));
                row.push(value.interval(summary));
                row.push(value.show(summary.sd));
            } else {
                row.push(value.half_width(summary));
            }
        }
        if row.len() > 1 {
            table.add_row(row);
        }
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let mut text = heading(outcomes, language);
    if table.row_count() > 0 {
        text.push_str(&table.to_string());
        text.push('\n');
    }
    if !single {
        text.push_str(say(
            "mean ± half the 95 % interval of the mean\n",
            "均值 ± 均值 95% 区间的一半\n",
        ));
    }
    for outcome in outcomes {
        text.push_str(say("Files: ", "文件："));
        text.push_str(&format!("{}\n", outcome.written.folder.display()));
    }
    text.trim_end().to_owned()
}

/// What was run, in words.
fn heading(outcomes: &[Outcome], language: Language) -> String {
    let mut text = String::new();
    for outcome in outcomes {
        let (first, last) = (outcome.burn_in + 1, outcome.months);
        let (seeds, adults) = (outcome.written.seeds.len(), grouped(outcome.adults));
        text.push_str(&match language {
            Language::En => format!(
                "{}: {}\n  {seeds} seeds, {adults} adults, months {first} to {last} of {last}\n",
                outcome.name, outcome.summary
            ),
            Language::Zh => format!(
                "{}：{}\n  {seeds} 个种子，{adults} 名成年人，第 {first} 至 {last} 个月（共 {last} 个月）\n",
                outcome.name, outcome.summary
            ),
        });
    }
    text
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn name(metric: usize, language: Language) -> String {
    let metric = &METRICS[metric];
    let name = metric.name.say(language);
    match Value::of_unit(metric.unit.en) {
        Value::Money => format!("{name} ({})", metric.unit.say(language)),
        Value::Share | Value::Plain => name.to_owned(),
    }
}

/// How a number is shown.
#[derive(Clone, Copy)]
enum Value {
    Share,
    Money,
    Plain,
}

impl Value {
    fn of(metric: usize) -> Self {
        Self::of_unit(METRICS[metric].unit.en)
    }

    fn of_unit(unit: &str) -> Self {
        match unit {
            unit if unit.contains("yuan") => Self::Money,
            "share" => Self::Share,
            _ => Self::Plain,
        }
    }

    fn show(self, value: f64) -> String {
        if value.is_nan() {
            return "-".to_owned();
        }
        match self {
            Self::Share => format!("{:.1} %", value * 100.0),
            Self::Money => format!("{value:.1}"),
            Self::Plain => format!("{value:.3}"),
        }
    }

    fn interval(self, summary: &Summary) -> String {
        if summary.low.is_nan() {
            return "-".to_owned();
        }
        format!("{} – {}", self.show(summary.low), self.show(summary.high))
    }

    fn half_width(self, summary: &Summary) -> String {
        if summary.mean.is_nan() {
            return "-".to_owned();
        }
        let half = summary.high - summary.mean;
        match self {
            _ if half.is_nan() => self.show(summary.mean),
            Self::Share => format!("{:.1} ± {:.1} %", summary.mean * 100.0, half * 100.0),
            Self::Money => format!("{:.1} ± {half:.1}", summary.mean),
            Self::Plain => format!("{:.3} ± {half:.3}", summary.mean),
        }
    }
}
