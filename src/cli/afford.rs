//! What a comparison says of money that is voted: budgets, ceilings, and packages in the order of goals.

use super::columns::paragraph;
use super::differences::fitting;
use crate::comparison::{
    BUDGET_IS, Bounded, Comparison, NO_SETTING_UP, Rank, Ranking, UnderCeiling, millions,
};
use crate::metric::{self, METRICS, Shown};
use crate::quantity::{Language, Phrase, Text};
use words::say;
use words::wrap;

/// Tables of budgets, ceilings and goals, and what must be said beside them.
pub fn tables(of: &Comparison, language: Language) -> String {
    let mut text = ranking(of, language);
    for ceiling in &of.design.ceilings {
        let own: Vec<&UnderCeiling> =
            of.ceilings.iter().filter(|under| under.ceiling == *ceiling).collect();
        text += &under(of, &own, language);
    }
    text += &lines(of.beyond_in_all_said().into_iter(), language);
    text + &budgets(of, language)
}

fn lines(said: impl Iterator<Item = Phrase>, language: Language) -> String {
    said.map(|said| paragraph(said.say(language), "", "") + "\n").collect()
}

/// What each arm asks for in the widest area.
fn budgets(of: &Comparison, language: Language) -> String {
    let rows: Vec<Vec<String>> = of
        .arms
        .iter()
        .enumerate()
        .filter_map(|(at, arm)| budget(of, at, &arm.name, language))
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let title = Text {
        en: "Budget of a year, that of the baseline and what the others ask for beyond it",
        zh: "年度预算：基线的预算，以及其他情景与基线之差",
    };
    let text = table(title, rows, language);
    let more = Text {
        en: "By year, county and zone: budgets.csv.",
        zh: "按年份、旗县和地区类型：见 budgets.csv。",
    };
    let said = of.cuts_said().into_iter().chain(of.costs_said()).chain([more.into()]);
    text + &lines(said, language)
}

fn table(title: Text, rows: Vec<Vec<String>>, language: Language) -> String {
    let header = match language {
        Language::En => ["", "yuan an adult", "million", "worst year", "cut in"],
        Language::Zh => ["", "元/成人", "万元", "最高年份", "削减种子"],
    };
    let title = paragraph(title.say(language), "", "  ");
    format!("\n{title}\n{}", fitting(header.map(str::to_owned).to_vec(), rows))
}

/// What scenarios that were run by themselves ask for; whose revenue is a guess is told elsewhere.
pub fn of_runs(runs: &[&Comparison], language: Language) -> String {
    let rows: Vec<Vec<String>> =
        runs.iter().filter_map(|of| budget(of, 0, &of.arms.first()?.name, language)).collect();
    if rows.is_empty() {
        return String::new();
    }
    let title =
        Text { en: "Budget of a year, mean over seeds", zh: "年度预算（各种子均值）" };
    let more = Text {
        en: "By year, county and zone: report.html; seed by seed: yearly_budgets.csv.",
        zh: "按年份、旗县和地区类型：见 report.html；逐种子：见 yearly_budgets.csv。",
    };
    let cuts = runs.iter().flat_map(|of| of.cuts_said());
    let matching = runs.iter().filter_map(|of| of.matching_said());
    let about = [Phrase::from(BUDGET_IS), NO_SETTING_UP.into()];
    let said = cuts.chain(about).chain(matching).chain([more.into()]);
    table(title, rows, language) + &lines(said, language) + "\n"
}

fn budget(of: &Comparison, at: usize, name: &str, language: Language) -> Option<Vec<String>> {
    let (whole, worst) = (of.whole_budget(name)?, of.worst_year(name));
    let shown = Shown::Money;
    let number = |value: Option<f64>| value.unwrap_or(f64::NAN);
    let (adult, sum) = if at == 0 {
        (shown.show(number(whole.per_adult.mean)), millions(number(whole.millions.mean), false))
    } else {
        let ends = [whole.change.mean, whole.change.low, whole.change.high].map(number);
        (shown.change(ends), millions(number(whole.millions_change.mean), true))
    };
    let worst = worst.and_then(|of| Some((of, of.year?))).map_or_else(String::new, |(of, year)| {
        let size = if at == 0 {
            shown.show(number(of.per_adult.mean))
        } else {
            shown.changes([number(of.change.mean); 3])[0].clone()
        };
        say!(en "{size} (year {year})" zh "{size}（第{year}年）").pick(language)
    });
    let cut = of.cuts.iter().find(|cut| cut.arm == name);
    let cut = cut.map_or_else(String::new, |cut| match language {
        Language::En => format!("{} of {}", cut.seeds, cut.n),
        Language::Zh => format!("{}/{}", cut.seeds, cut.n),
    });
    Some(vec![named(of, name, language), adult, sum.say(language).to_owned(), worst, cut])
}

/// The arms under a ceiling.
fn under(of: &Comparison, own: &[&UnderCeiling], language: Language) -> String {
    let Some(first) = own.first() else { return String::new() };
    let about = first.about(1.0 - of.design.alpha);
    let unit = match (first.ceiling.of, language) {
        (Bounded::Budget, Language::En) => "yuan an adult",
        (Bounded::Budget, Language::Zh) => "元/成人",
        (Bounded::Million, Language::En) => "million yuan",
        (Bounded::Million, Language::Zh) => "万元",
        (Bounded::Percent, Language::En) => "per cent",
        (Bounded::Percent, Language::Zh) => "百分比",
        (Bounded::Pressure, Language::En) => "pressure",
        (Bounded::Pressure, Language::Zh) => "财政压力",
    };
    let header = match language {
        Language::En => ["", "verdict", unit, "fits in, seeds"],
        Language::Zh => ["", "结论", unit, "符合的种子"],
    };
    let rows = own.iter().map(|under| {
        vec![
            named(of, &under.arm, language),
            verdict(of, under).say(language).to_owned(),
            in_lines(&under.decides(), language),
            in_lines(&under.seeds(), language),
        ]
    });
    let mut text = format!("\n{}\n", paragraph(about.say(language), "", "  "));
    text += &fitting(header.map(str::to_owned).to_vec(), rows.collect());
    text
}

/// Columns of a package's name in a table.
const NAME: usize = 18;

/// What people call an arm, in lines that leave room for numbers.
fn named(of: &Comparison, arm: &str, language: Language) -> String {
    wrap(of.called(arm).say(language), NAME).join("\n")
}

/// What stands behind a value's interval, or before a bracket, in a line of its own.
fn in_lines(text: &Phrase, language: Language) -> String {
    let text = text.say(language);
    for (mark, keep) in [("), ", 2), ("），", "），".len()), (" (", 0), ("（", 0)] {
        if let Some(at) = text.find(mark) {
            let (value, rest) = text.split_at(at + keep);
            return format!("{value}\n{}", rest.trim_start());
        }
    }
    text.to_owned()
}

/// The verdict, marked where a part of the budget is cut.
fn verdict(of: &Comparison, under: &UnderCeiling) -> Phrase {
    let fit = under.fit.text();
    if of.cuts.iter().all(|cut| cut.arm != under.arm) {
        return fit.into();
    }
    Phrase { en: format!("{}, cut", fit.en), zh: format!("{}，被削减", fit.zh) }
}

/// The packages in the order of the goals.
fn ranking(of: &Comparison, language: Language) -> String {
    let Some(ranking) = &of.ranking else { return String::new() };
    let mut header = match language {
        Language::En => vec!["".to_owned(), "package".to_owned()],
        Language::Zh => vec!["".to_owned(), "情景".to_owned()],
    };
    if !of.ceilings.is_empty() {
        header.push(Text { en: "ceilings", zh: "上限" }.say(language).to_owned());
    }
    let goals = ranking.goals.iter().filter_map(|id| metric::find(id));
    header.extend(goals.map(|at| METRICS[at].name.say(language).to_owned()));
    let rows = ranking.ranks.iter().map(|rank| ranked(of, ranking, rank, language)).collect();
    let mut text = format!("\n{}\n", paragraph(ranking.heading().say(language), "", "  "));
    text += &fitting(header, rows);
    text + &lines([ranking.said(of)].into_iter().chain(of.first_in_futures()), language)
}

fn ranked(of: &Comparison, ranking: &Ranking, rank: &Rank, language: Language) -> Vec<String> {
    let mut row = vec![format!("{}.", rank.place), named(of, &rank.scenario, language)];
    if !of.ceilings.is_empty() {
        row.push(rank.fit.map_or("", |fit| fit.text().say(language)).to_owned());
    }
    row.extend(ranking.goals.iter().map(|id| {
        let found = of
            .differences
            .iter()
            .find(|found| found.scenario == rank.scenario && found.metric == *id);
        found.map_or_else(String::new, |found| {
            let ends = [found.difference, found.low, found.high];
            let ends = ends.map(|value| value.unwrap_or(f64::NAN));
            Shown::of(metric::find(id).unwrap_or_default()).change(ends)
        })
    }));
    row
}
