//! The page of a study: which factors move which outcome, told from noise, and a map of two factors.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::heat::heat;
use super::text::{CHINESE, both, fill, label, round, same};
use super::{SCRIPT, STYLE};
use crate::chart::{Scale, ticks};
use crate::metric::METRICS;
use crate::output::study::analysed::{Outcome, Seen, Swept};
use crate::output::study::learned::{Line, Measure};
use crate::quantity::{Language, Phrase, Text};
use scenario::Role;
use words::say;

const TITLE: Text = Text { en: "What moves what: {study}", zh: "什么影响什么：{study}" };
const SUMMARY: Text = Text {
    en: "{points} points, {seeds} seeds a point, design {design}.",
    zh: "{points}个点，每点{seeds}个种子，设计 {design}。",
};
const OWN: Text = Text {
    en: "Every point has seeds of its own: indices are those of the mean over luck. The grey band is what noise alone shows.",
    zh: "每个点使用各自的种子：指数针对随机性取平均后的结果。灰色带为仅由噪声产生的大小。",
};
const COMMON: Text = Text {
    en: "All points have the same seeds: effects are those of these seeds, not of the mean over luck. The grey band is what other luck alone shows.",
    zh: "各点使用相同的种子：效应只针对这些种子，而非随机性取平均后的结果。灰色带为仅由随机性不同产生的大小。",
};
const GIVEN: Text = Text {
    en: "From given data: rank regression sees what rises or falls, the change of the distribution sees any dependence. The grey band is what 95 of 100 permutations of the outcome stay below, the largest over all factors.",
    zh: "由给定数据估计：秩回归反映单调影响，分布变化反映任何依赖。灰色带为结果随机排列时（取各因素最大者）100次中95次不超过的大小。",
};
const MODEL: Text = Text {
    en: "All of it holds given the model and the ranges of the study: wider ranges give other indices.",
    zh: "以上均以模型和研究设定的范围为前提：范围不同，指数也不同。",
};
const NOTHING: Text = Text {
    en: "Nothing can be estimated: too few points with values, one seed a point, or an outcome that does not vary.",
    zh: "无法估计：有取值的点过少、每点只有一个种子，或结果没有变化。",
};
const BAND: Text = Text {
    en: "The grey band is what noise alone shows: other luck, or a random order of the outcome.",
    zh: "灰色带为仅由噪声产生的大小：随机性不同，或结果随机排列。",
};
const CROSSED: Text = Text {
    en: "Levers and uncertainties have designs of their own, crossed: {levers} points of the levers ({lever_design}) with each of {worlds} points of the uncertainties ({world_design}). All points of the levers meet a point of the uncertainties on the same seeds, so what is said of levers is of these worlds and these seeds.",
    zh: "政策杠杆与不确定因素各有设计并相互交叉：政策杠杆的{levers}个点（{lever_design}）与不确定因素的{worlds}个点（{world_design}）逐一组合。在不确定因素的每个点上，政策杠杆的各点使用相同的种子，因此关于政策杠杆的结论只针对这些世界和这些种子。",
};

/// The page; it opens in `language`.
pub fn study_page(swept: &Swept, lines: &[Line], version: &str, language: Language) -> String {
    let lang = if language == Language::En { "en" } else { CHINESE };
    let title = fill(TITLE, &[("study", same(&swept.study.name))]);
    html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "cogov " (version) };
                title data-en=(title.en) data-zh=(title.zh) { (title.say(language)) }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    strong class="brand" { "cogov" }
                    nav {}
                    div class="languages" role="group" aria-label="Language / 语言" {
                        button type="button" data-lang="en" { "English" }
                        button type="button" data-lang=(CHINESE) { "中文" }
                    }
                }
                main id="main" {
                    section { h1 { (both(title.clone())) } (about(swept, lines)) }
                    @for outcome in &swept.outcomes { (section(swept, outcome, lines)) }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

fn about(swept: &Swept, lines: &[Line]) -> Markup {
    let study = &swept.study;
    let points = swept.factors.first().map_or(0, Vec::len);
    let designs: Vec<&str> = swept.parts.iter().map(Seen::design).collect();
    let gaps = [
        ("points", same(points)),
        ("seeds", same(study.seeds)),
        ("design", same(designs.join(" × "))),
    ];
    let is_given =
        lines.iter().any(|line| matches!(line.measure, Measure::Rank | Measure::Density));
    let how = match (study.is_crossed(), is_given, study.common_seeds) {
        (true, ..) => BAND,
        (_, true, _) => GIVEN,
        (_, false, true) => COMMON,
        (_, false, false) => OWN,
    };
    html! {
        p class="about" { (both(fill(SUMMARY, &gaps))) }
        @if let [levers, worlds] = swept.parts.as_slice() {
            @let gaps = [
                ("levers", same(levers.points())),
                ("lever_design", same(levers.design())),
                ("worlds", same(worlds.points())),
                ("world_design", same(worlds.design())),
            ];
            p class="note" { (both(fill(CROSSED, &gaps))) }
        }
        p class="note" { (both(how)) }
        p class="note" { (both(MODEL)) }
    }
}

/// What an outcome is called.
pub fn called(outcome: &Outcome) -> Phrase {
    let name = METRICS[outcome.metric].name;
    let scenario = &outcome.scenario;
    if outcome.is_difference {
        Phrase {
            en: format!("{scenario}: difference in {} from the first scenario", name.en),
            zh: format!("{scenario}：与第一个情景的{}之差", name.zh),
        }
    } else {
        Phrase { en: format!("{scenario}: {}", name.en), zh: format!("{scenario}：{}", name.zh) }
    }
}

fn section(swept: &Swept, outcome: &Outcome, lines: &[Line]) -> Markup {
    let column = crate::output::study::learned::column(outcome);
    let mine: Vec<&Line> = lines
        .iter()
        .filter(|line| line.scenario == outcome.scenario && line.outcome == column)
        .collect();
    let measures = [Measure::First, Measure::Total, Measure::Size, Measure::Rank, Measure::Density];
    html! {
        section {
            h2 { (both(called(outcome))) }
            @for part in swept.parts.iter().filter(|part| part.acting(outcome).next().is_some()) {
                @let own: Vec<&Line> = mine.iter().copied()
                    .filter(|line| line.side == part.side && !is_share(line)).collect();
                @if let Some(heading) = heading(swept, part) { h3 { (both(heading)) } }
                @if own.is_empty() { p class="note" { (both(NOTHING)) } }
                @for phrase in sentences(&own) { p class="note" { (both(phrase)) } }
                @if !own.is_empty() {
                    div class="panels indices" {
                        @for measure in measures {
                            @let of: Vec<&Line> = own.iter().copied()
                                .filter(|line| line.measure == measure && line.factor != "luck")
                                .filter(|line| line.estimate.value.is_finite()).collect();
                            @if !of.is_empty() { (bars(measure, &of)) }
                        }
                    }
                }
            }
            @let shared: Vec<&Line> = mine.iter().copied().filter(|line| is_share(line)).collect();
            @for phrase in shares(&shared) { p class="note" { (both(phrase)) } }
            @if swept.factors.len() == 2 && outcome.of.len() == 2 {
                div class="heat" { (heat(swept, outcome)) }
            }
        }
    }
}

/// Whether a line is of both designs of a crossed study together.
pub fn is_share(line: &Line) -> bool {
    matches!(line.measure, Measure::OfLevers | Measure::OfUncertainties | Measure::OfBoth)
}

/// Of a crossed study: over what the means of a design are.
pub fn heading(swept: &Swept, part: &Seen) -> Option<Phrase> {
    let other = swept.parts.iter().find(|other| other.side != part.side)?;
    let points = other.points();
    Some(match part.side? {
        Role::Lever => say!(
            en "Levers, in the mean over {points} points of the uncertainties"
            zh "政策杠杆（按不确定因素{points}个点的均值）"
        ),
        Role::Uncertainty => say!(
            en "Uncertainties, in the mean over {points} points of the levers"
            zh "不确定因素（按政策杠杆{points}个点的均值）"
        ),
    })
}

/// How the variance of a crossed study parts between levers and uncertainties.
pub fn shares(lines: &[&Line]) -> Vec<Phrase> {
    let find = |measure| {
        let found = lines.iter().find(|line| line.measure == measure);
        found.filter(|line| line.estimate.value.is_finite())
    };
    let all = [Measure::OfLevers, Measure::OfUncertainties, Measure::OfBoth].map(find);
    let [Some(levers), Some(worlds), Some(both)] = all else {
        let none = Phrase {
            en: "The variance of means over luck cannot be told from nothing here: it is not parted between levers and worlds.".to_owned(),
            zh: "此处随机性取平均后的方差与零无法区分，故不在政策杠杆与世界之间划分。".to_owned(),
        };
        return if lines.is_empty() { Vec::new() } else { vec![none] };
    };
    let share = |line: &Line| {
        let [value, low, high] =
            [line.estimate.value, line.estimate.low, line.estimate.high].map(|of| of * 100.0);
        format!("{value:.0} % [{low:.0}, {high:.0}]")
    };
    let [levers_share, worlds_share, both_share] = [levers, worlds, both].map(|line| share(line));
    let mut said = vec![say!(
        en "Of the variance of means over luck, {levers_share} goes with the levers whatever the world, {worlds_share} with the world whatever the levers, and {both_share} with both together: levers that do other things in other worlds. Intervals are over worlds."
        zh "在随机性取平均后的方差中，政策杠杆（不论世界）占{levers_share}，世界（不论政策杠杆）占{worlds_share}，两者共同（政策杠杆在不同世界中作用不同）占{both_share}。区间针对世界的抽取。"
    )];
    if both.is_told() == Some(false) {
        said.push(Phrase {
            en: "That levers do other things in other worlds cannot be told from nothing here."
                .to_owned(),
            zh: "此处无法判定政策杠杆在不同世界中的作用是否不同。".to_owned(),
        });
    }
    said
}

/// What can be said of an outcome as a whole, and of what cannot be told from noise.
pub fn sentences(lines: &[&Line]) -> Vec<Phrase> {
    let mut said = Vec::new();
    let find = |measure| lines.iter().find(|line| line.measure == measure);
    if let (Some(of), Some(luck)) = (find(Measure::OfFactors), find(Measure::Luck)) {
        let (factors, luck) = (of.estimate, luck.estimate.value * 100.0);
        if factors.low > 0.0 && of.side.is_some() {
            said.push(say!(
                en "Of the variance of these means, luck is {luck:.0} %, the factors are the rest."
                zh "在这些均值的方差中，随机性占{luck:.0}%，其余来自各因素。"
            ));
        } else if factors.low > 0.0 {
            said.push(say!(
                en "Of the variance of single runs, luck is {luck:.0} %, the factors are the rest."
                zh "在单次运行的方差中，随机性占{luck:.0}%，其余来自各因素。"
            ));
        } else if factors.value <= 0.0 {
            said.push(say!(
                en "No variance goes with the factors here: its estimate is not above 0, so there are no shares of it."
                zh "此处没有方差来自各因素：其估计值不大于0，故无指数可言。"
            ));
        } else {
            said.push(Phrase {
                en: "The variance that goes with the factors cannot be told from nothing here: the indices below are shares of next to nothing.".to_owned(),
                zh: "此处各因素带来的方差与零无法区分：以下指数是对近于零的量的划分。".to_owned(),
            });
        }
    }
    if let Some(explained) = find(Measure::Explained) {
        let share = explained.estimate.value * 100.0;
        said.push(say!(
            en "A line through the ranks explains {share:.0} % of their variance."
            zh "秩回归解释了{share:.0}%的秩方差。"
        ));
    }
    let is_main =
        |line: &Line| matches!(line.measure, Measure::Total | Measure::Size | Measure::Density);
    let is_lost = |line: &&Line| is_main(line) && line.is_told() == Some(false);
    let lost: Vec<&Line> = lines.iter().copied().filter(is_lost).collect();
    let names: Vec<&str> = lost.iter().map(|line| line.factor.as_str()).collect();
    if !names.is_empty() {
        let names = names.join(", ");
        said.push(say!(en "Cannot be told from noise: {names}." zh "与噪声无法区分：{names}。"));
    }
    let times = lost.iter().filter_map(|line| Some((line.times?, line)));
    if let Some((times, line)) = times.min_by(|a, b| a.0.total_cmp(&b.0)) {
        let times = times.ceil();
        said.push(Phrase {
            en: format!(
                "To settle `{}` would take about {times:.0} times as many points.",
                line.factor
            ),
            zh: format!("要判定`{}`，约需{times:.0}倍的点数。", line.factor),
        });
    }
    said
}

/// Bars with intervals, and what noise shows.
fn bars(measure: Measure, lines: &[&Line]) -> Markup {
    const ROW: f64 = 22.0;
    const LEFT: f64 = 190.0;
    const WIDTH: f64 = 460.0;
    let reach = |line: &&Line| {
        let estimate = line.estimate;
        [estimate.value, estimate.low, estimate.high, line.noise]
            .into_iter()
            .filter(|end| end.is_finite())
    };
    let ends = lines.iter().flat_map(reach);
    let (low, high) =
        ends.fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(end), high.max(end)));
    // Nothing stands on the edge.
    let room = 0.04 * (high - low);
    let (low, high) = (if low < 0.0 { low - room } else { low }, high + room);
    let scale = Scale {
        values: [low, if high > low { high } else { low + 1.0 }],
        pixels: [LEFT, WIDTH - 10.0],
    };
    let height = ROW * lines.len() as f64 + 24.0;
    let noise = lines.first().map_or(f64::NAN, |line| line.noise);
    html! {
        figure {
            figcaption { (both(measure.text())) }
            svg class="panel" viewBox={ "0 0 " (WIDTH) " " (height) } role="img" {
                @if noise.is_finite() {
                    @let from = scale.at(if low < 0.0 { (-noise).max(low) } else { 0.0 });
                    rect class="margin" x=(round(from)) y="0" height=(height - 20.0)
                        width=(round((scale.at(noise) - from).max(0.0))) {}
                }
                @for tick in ticks(scale.values, 4) {
                    (label(scale.at(tick), height - 4.0, "middle", "", same((tick * 1e6).round() / 1e6)))
                }
                line class="zero" x1=(round(scale.at(0.0))) x2=(round(scale.at(0.0))) y1="0" y2=(height - 18.0) {}
                @for (row, line) in lines.iter().enumerate() {
                    @let middle = ROW * (row as f64 + 0.5);
                    @let estimate = line.estimate;
                    g class="tone-1" {
                        title { (line.factor) ": " (format!("{:.4}", estimate.value)) }
                        (label(LEFT - 8.0, middle + 4.0, "end", "node", same(short(&line.factor))))
                        @if estimate.low.is_finite() {
                            line class="precision" x1=(round(scale.at(estimate.low)))
                                x2=(round(scale.at(estimate.high))) y1=(middle) y2=(middle) {}
                        }
                        circle class=(if line.is_told() == Some(false) { "point open" } else { "point" })
                            cx=(round(scale.at(estimate.value))) cy=(middle) r="4" {}
                    }
                }
            }
        }
    }
}

/// The end of a path.
fn short(path: &str) -> &str {
    const LONGEST: usize = 28;
    let end = path.split_once('.').map_or(path, |(_, rest)| rest);
    end.char_indices().nth_back(LONGEST).map_or(end, |(at, _)| &end[at..])
}
