//! The table at the end of a run: main outcomes with intervals over seeds.

use std::collections::BTreeSet;

use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};

use super::afford;
use super::columns::paragraph;
use crate::comparison::{Comparison, Revenue, fewer_values, of_luck, revenue, sets_nothing};
use crate::metric;
use crate::metric::{MAIN, METRICS, Shown};
use crate::output::{Written, short};
use crate::policy::Scenario;
use crate::quantity::{Language, Phrase, Text, agreed, grouped};
use crate::statistics::{Kind, Summary};
use words::say;

/// Columns of a terminal for the scenarios of one table, and the least that one of them takes.
const ROOM: usize = 80 - 29;
const LEAST: usize = 17;

/// A line under the header and one at each end; rows stand close.
const STYLE: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('─'))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

/// A scenario's result.
pub struct Outcome {
    name: String,
    title: Option<Phrase>,
    summary: Phrase,
    months: u32,
    burn_in: u32,
    adults: u64,
    /// Why nothing that the scenario sets acts, where it does not.
    same: Option<Phrase>,
    /// Revenue that it does not give, in a sentence.
    revenue: Option<Phrase>,
    written: Written,
}

impl Outcome {
    /// What was written of a scenario.
    pub fn new(scenario: &Scenario, seeds: &[u64], written: Written) -> Self {
        Self {
            name: scenario.name.clone(),
            title: scenario.title.clone(),
            summary: scenario.summary.clone(),
            months: scenario.months,
            burn_in: scenario.burn_in,
            adults: scenario.place.adults(),
            same: sets_nothing(scenario, seeds),
            revenue: revenue(scenario).map(|Revenue { told: [en, zh], .. }| Phrase { en, zh }),
            written,
        }
    }

    /// Whether budgets were asked for, by name or with all metrics.
    fn tells_of_budgets(&self) -> bool {
        let is_budget =
            |at: usize| METRICS[at].id.starts_with("budget") || METRICS[at].id == "appropriated";
        self.written.whole.iter().any(|&(at, _)| is_budget(at))
    }

    /// Whether there are several seeds; one has no interval.
    fn has_intervals(&self) -> bool {
        self.written.seeds.len() > 1
    }

    /// Title, name and summary.
    fn about(&self, language: Language) -> String {
        let (name, summary) = (&self.name, self.summary.say(language));
        match (&self.title, language) {
            (None, Language::En) => format!("{name}: {summary}"),
            (None, Language::Zh) => format!("{name}：{summary}"),
            (Some(title), Language::En) => format!("{} ({name}): {summary}", title.en),
            (Some(title), Language::Zh) => format!("{}（{name}）：{summary}", title.zh),
        }
    }

    fn of(&self, metric: usize) -> Option<&Summary> {
        self.written.whole.iter().find(|(at, _)| *at == metric).map(|(_, summary)| summary)
    }
}

/// The table of one result, or of several side by side, and where the files are.
pub fn table(outcomes: &[Outcome], language: Language) -> String {
    let say = |en, zh| Text { en, zh }.say(language);
    let mut text = heading(outcomes, language);
    if let [outcome] = outcomes {
        text.push_str(&one(outcome, language));
    } else {
        for some in fitting(outcomes) {
            text.push_str(&side_by_side(some, language));
        }
        if outcomes.iter().any(Outcome::has_intervals) {
            text.push_str(say(
                "mean ± half the 95 % interval of the mean, over seeds; [low – high] where it is cut\n",
                "均值 ± 均值 95% 区间的一半（对种子）；受取值范围限制时为 [下限 – 上限]\n",
            ));
        }
    }
    for outcome in outcomes {
        for said in beneath(outcome, outcomes.len() > 1) {
            text.push_str(&(paragraph(said.say(language), "", "  ") + "\n"));
        }
    }
    text.push_str(&parts_of_years(outcomes, language));
    text.push_str(&certainty(outcomes, language));
    let runs: Vec<&Comparison> = outcomes
        .iter()
        .filter(|of| of.tells_of_budgets())
        .filter_map(|of| of.written.alone.as_ref())
        .collect();
    text.push_str(&afford::of_runs(&runs, language));
    text.push_str(&revenues(outcomes, language));
    for outcome in outcomes {
        if let Some(why) = &outcome.same {
            let why = format!("{}: {}", outcome.name, why.say(language));
            text.push_str(&format!("{}\n", paragraph(&why, "", "  ")));
        }
    }
    for outcome in outcomes {
        text.push_str(say("Files: ", "文件："));
        let (folder, result) = (outcome.written.folder.display(), short(&outcome.written.result));
        text.push_str(
            &say!(en "{folder} (result {result})\n" zh "{folder}（结果 {result}）\n")
                .pick(language),
        );
    }
    text.trim_end().to_owned()
}

/// What the lines of a table cannot hold: of how many seeds a line is, and which are the same in every seed.
fn beneath(outcome: &Outcome, several: bool) -> Vec<Phrase> {
    let seeds = outcome.written.seeds.len();
    let main: Vec<(usize, &Summary)> =
        MAIN.into_iter().filter_map(|at| Some((at, outcome.of(at)?))).collect();
    let each: Vec<(usize, usize)> = main.iter().map(|(at, summary)| (*at, summary.n)).collect();
    let said = fewer_values(seeds, &each).into_iter().chain(same_values(&main));
    let name = &outcome.name;
    let with_name = |said: Phrase| Phrase {
        en: format!("{name}: {}", said.en),
        zh: format!("{name}：{}", said.zh),
    };
    said.map(|said| if several { with_name(said) } else { said }).collect()
}

/// Which values are the same in every seed, with the bound for seeds that were not run: they have no interval.
fn same_values(main: &[(usize, &Summary)]) -> Option<Phrase> {
    let same: Vec<&(usize, &Summary)> =
        main.iter().filter(|(_, summary)| summary.kind == Kind::Equal).collect();
    let n = same.iter().map(|(_, summary)| summary.n).min()?;
    let unseen = same.iter().map(|(_, summary)| summary.unseen).fold(0.0_f64, f64::max);
    let count = (unseen * n as f64).ceil();
    let list = |name: fn(&Text) -> &'static str, comma: &str| {
        same.iter().map(|(at, _)| name(&METRICS[*at].name)).collect::<Vec<_>>().join(comma)
    };
    Some(Phrase {
        en: format!(
            "The same in every seed, so without an interval (with 95 % confidence another one in fewer \
             than {count} of {n} seeds): {}.",
            list(|text| text.en, ", ")
        ),
        zh: format!(
            "各种子均相同，故无区间（以 95% 的置信度，每 {n} 个种子中不同者少于 {count} 个）：{}。",
            list(|text| text.zh, "、")
        ),
    })
}

/// What must be said of policy periods that are no whole years, each once.
fn parts_of_years(outcomes: &[Outcome], language: Language) -> String {
    let periods: BTreeSet<(u32, u32)> =
        outcomes.iter().map(|outcome| (outcome.months, outcome.burn_in)).collect();
    let said = periods.into_iter().filter_map(|(months, burn_in)| {
        let said = metric::parts_of_years(months, burn_in)?;
        Some(paragraph(said.say(language), "", "") + "\n")
    });
    said.collect()
}

/// What intervals count, and what one seed cannot tell.
fn certainty(outcomes: &[Outcome], language: Language) -> String {
    let has_intervals = outcomes.iter().all(Outcome::has_intervals);
    let said = of_luck(has_intervals).say(language).to_owned();
    paragraph(&said, "", "") + "\n"
}

/// The scenarios in groups that fit a terminal side by side.
fn fitting(outcomes: &[Outcome]) -> Vec<&[Outcome]> {
    let mut groups = Vec::new();
    let (mut start, mut width) = (0, 0);
    for (at, outcome) in outcomes.iter().enumerate() {
        let column = (outcome.name.chars().count() + 3).max(LEAST);
        if at > start && width + column > ROOM {
            groups.push(&outcomes[start..at]);
            (start, width) = (at, 0);
        }
        width += column;
    }
    groups.push(&outcomes[start..]);
    groups
}

fn one(outcome: &Outcome, language: Language) -> String {
    let say = |en, zh| Text { en, zh }.say(language);
    let header = [
        say("outcome, months after burn-in", "结果（预热期后）"),
        say("mean", "均值"),
        say("95 % interval of it", "均值的 95% 区间"),
        say("spread (sd)", "离散 (sd)"),
    ];
    let columns = if outcome.has_intervals() { header.len() } else { 2 };
    let rows = MAIN.into_iter().filter_map(|metric| {
        let shown = Shown::of(metric);
        let summary = outcome.of(metric)?;
        let (mean, sd) = (shown.show(summary.mean), shown.show(summary.sd));
        let interval = shown.interval(summary.low, summary.high);
        let row = [name(metric, shown, language), mean, interval, sd];
        Some(row.into_iter().take(columns).collect())
    });
    draw(header.iter().take(columns).map(|word| (*word).to_owned()).collect(), rows.collect())
}

fn side_by_side(outcomes: &[Outcome], language: Language) -> String {
    let first = Text { en: "outcome", zh: "结果" }.say(language).to_owned();
    let header = [first].into_iter().chain(outcomes.iter().map(|outcome| outcome.name.clone()));
    let rows = MAIN.into_iter().filter_map(|metric| {
        let shown = Shown::of(metric);
        let values: Option<Vec<String>> = outcomes
            .iter()
            .map(|outcome| {
                let summary = outcome.of(metric)?;
                Some(shown.half_width(summary.mean, summary.low, summary.high))
            })
            .collect();
        Some([name(metric, shown, language)].into_iter().chain(values?).collect())
    });
    draw(header.collect(), rows.collect())
}

/// A table as text.
pub fn draw(header: Vec<String>, rows: Vec<Vec<String>>) -> String {
    draw_with((1, 1), header, rows)
}

/// A table of many columns as text, two blanks between them.
pub fn draw_close(header: Vec<String>, rows: Vec<Vec<String>>) -> String {
    draw_with((0, 1), header, rows)
}

fn draw_with(padding: (u16, u16), header: Vec<String>, rows: Vec<Vec<String>>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut table = Table::new();
    table.load_style(STYLE).set_header(header).add_rows(rows);
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding(padding);
        if at > 0 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!("{}\n", table.trim_fmt())
}

/// Whether a county can pay rests on its revenue: told where that was not given, each sentence once.
fn revenues(outcomes: &[Outcome], language: Language) -> String {
    let affords = |outcome: &&Outcome| {
        let shown = ["fiscal_pressure", "fulfilment", "appropriated"];
        shown.iter().filter_map(|id| metric::find(id)).any(|at| outcome.of(at).is_some())
    };
    let mut told: Vec<&Phrase> = Vec::new();
    for said in outcomes.iter().filter(affords).filter_map(|outcome| outcome.revenue.as_ref()) {
        if !told.contains(&said) {
            told.push(said);
        }
    }
    told.iter().map(|said| paragraph(said.say(language), "", "") + "\n").collect()
}

/// What was run, in words.
fn heading(outcomes: &[Outcome], language: Language) -> String {
    let mut text = String::new();
    for outcome in outcomes {
        let (first, last) = (outcome.burn_in + 1, outcome.months);
        let (seeds, adults) = (outcome.written.seeds.len(), grouped(outcome.adults));
        text.push_str(&match language {
            Language::En => format!(
                "{}\n  {}, months {first} to {last}\n",
                paragraph(&outcome.about(language), "", "  "),
                agreed(&format!("{seeds} seeds, {adults} adults"))
            ),
            Language::Zh => format!(
                "{}\n  {seeds} 个种子，{adults} 名成年人，第 {first} 至 {last} 个月\n",
                paragraph(&outcome.about(language), "", "  ")
            ),
        });
    }
    text
}

/// Name of a metric, with its unit where that does not show.
pub fn name(metric: usize, shown: Shown, language: Language) -> String {
    let metric = &METRICS[metric];
    let name = metric.name.say(language);
    match (shown, language) {
        (Shown::Money, Language::En) => format!("{name}, yuan/adult/year"),
        (Shown::Money, Language::Zh) => format!("{name}（元/成人·年）"),
        _ => name.to_owned(),
    }
}
