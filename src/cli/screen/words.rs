//! What `cogov worlds` says.

use std::fmt::Write;
use std::path::Path;

use ::model::supposed::{Target, TargetKind, World, dimensions};
use ::study::futures::effective;
use ::study::screen::{KEPT_SEEDS, Made, MakeError, Narrowed, Plan, narrowed_by};

use crate::metric::METRICS;
use crate::quantity::{Language, Text};
use crate::scenario::sentence::number as plain;
use words::say;

fn percent(share: f64) -> String {
    // A zero has no sign.
    let number = 100.0 * share + 0.0;
    if number >= 9.95 { format!("{number:.0} %") } else { format!("{number:.2} %") }
}

/// A target in short: its name, its outcome and its band, and whether a source stands behind it.
fn target(target: &Target, language: Language) -> String {
    let metric = METRICS[target.outcome].id;
    let effect = matches!(target.kind, TargetKind::Effect { .. });
    let (low, high) = (plain(target.low), plain(target.high));
    match language {
        Language::En => format!(
            "{} ({}{metric}{} {low} to {high}{})",
            target.name,
            if effect { "effect on " } else { "" },
            target.zone.map_or(String::new(), |zone| format!(", {}", zone.id())),
            if target.has_source() { "" } else { "; no source" },
        ),
        Language::Zh => format!(
            "{}（{}{metric}{} {low}至{high}{}）",
            target.name,
            if effect { "效果：" } else { "" },
            target.zone.map_or(String::new(), |zone| format!("，{}", zone.text().zh)),
            if target.has_source() { "" } else { "；无来源" },
        ),
    }
}

/// How many worlds of equal weight say as much.
fn effective_of(made: &Made) -> f64 {
    effective(&made.worlds.iter().map(|world| world.weight).collect::<Vec<f64>>())
}

/// The lines on top of a file of worlds.
pub fn about(made: &Made, plan: &Plan, command: &str) -> Vec<String> {
    let weights = effective_of(made);
    let mut lines = vec![
        format!("Worlds made by cogov {}: {command}", env!("CARGO_PKG_VERSION")),
        format!(
            "{} worlds, effective number {weights:.0}; estimated share of the plausible ranges: {}.",
            made.worlds.len(),
            percent(made.share_kept)
        ),
        "A set of suppositions that agree with the targets, no probability: shares follow from the shapes assumed.".to_owned(),
        "The order of the rows is drawn by lot: every beginning is like the whole.".to_owned(),
    ];
    lines.extend(plan.targets.iter().map(|it| format!("target {}", target(it, Language::En))));
    lines
}

/// What history matching came to.
pub fn made(made: &Made, plan: &Plan, language: Language) -> String {
    let mut text = String::new();
    let en = language == Language::En;
    let (kept, share) = (made.worlds.len(), percent(made.share_kept));
    let weights = effective_of(made);
    let _ = writeln!(
        text,
        "{}",
        if en {
            format!(
                "{kept} worlds kept of {} tried; effective number {weights:.0}. About {share} of the plausible ranges would be kept.",
                made.proposed
            )
        } else {
            format!(
                "试{}个世界，保留{kept}个，有效数{weights:.0}；约占合理范围的{share}。",
                made.proposed
            )
        }
    );
    if made.short {
        let _ = writeln!(
            text,
            "{}",
            Text {
                en: "Fewer than asked for: no more were found within the tries.",
                zh: "少于所要求的数目：在尝试次数内未能找到更多。",
            }
            .say(language)
        );
    }
    let _ = writeln!(
        text,
        "{}",
        if en {
            format!(
                "Kept: the mean of {KEPT_SEEDS} seeds is within every band, widened by two standard errors of luck."
            )
        } else {
            format!(
                "保留标准：{KEPT_SEEDS}个种子的均值落在各目标范围之内，范围按运气的两倍标准误放宽。"
            )
        }
    );
    waves(&mut text, made, plan, language);
    misses(&mut text, (&made.missed, made.proposed), plan, language);
    settings(&mut text, made, language);
    text.trim_end().to_owned()
}

fn waves(text: &mut String, made: &Made, plan: &Plan, language: Language) {
    for (at, wave) in made.waves.iter().enumerate() {
        let (worlds, out) = (wave.worlds, percent(wave.ruled_out));
        let _ = writeln!(
            text,
            "{}",
            say!(
                en "\nWave {at}: {worlds} worlds run; {out} of the plausible ranges ruled out so far. Emulators, checked on runs held out:"
                zh "\n第{at}轮：运行{worlds}个世界，至此排除合理范围的{out}。仿真器（以留出的运行检验）："
            ).pick(language)
        );
        for (it, (looked_at, explained, within)) in plan.targets.iter().zip(&wave.emulators) {
            let _ = writeln!(
                text,
                "{}",
                match language {
                    Language::En => format!(
                        "  {:<24} {looked_at:>3} settings, R2 {explained:.2}, {} within two standard deviations",
                        it.name,
                        percent(*within)
                    ),
                    Language::Zh => format!(
                        "  {:<24} {looked_at:>3}项设定，R2 {explained:.2}，{}在两倍标准差之内",
                        it.name,
                        percent(*within)
                    ),
                }
            );
        }
    }
}

fn misses(text: &mut String, (missed, tried): (&[usize], usize), plan: &Plan, language: Language) {
    let _ = writeln!(
        text,
        "\n{}",
        say!(
            en "Of the {tried} worlds, how many miss each target:"
            zh "{tried}个世界中未达到各目标的数目："
        )
        .pick(language)
    );
    for (it, missed) in plan.targets.iter().zip(missed) {
        let _ = writeln!(text, "  {missed:>5}  {}", target(it, language));
    }
}

fn settings(text: &mut String, made: &Made, language: Language) {
    let names = |of: &[usize]| -> String {
        let names: Vec<&str> = of.iter().map(|&at| dimensions()[at].name).collect();
        names.join(Text { en: ", ", zh: "、" }.say(language))
    };
    let found = narrowed_by(made);
    let _ = writeln!(
        text,
        "\n{}",
        match language {
            Language::En => format!(
                "Narrowed by the evidence: {} of {} that vary. Middle half of the worlds kept, as places in the plausible range (of all worlds 25 to 75 %):",
                found.narrowed.len(),
                found.narrowed.len() + found.untouched.len()
            ),
            Language::Zh => format!(
                "证据缩小了{}项（共{}项变动）。保留世界的中间一半在合理范围中的位置（全部世界为25至75 %）：",
                found.narrowed.len(),
                found.narrowed.len() + found.untouched.len()
            ),
        }
    );
    for (at, [low, high]) in &found.narrowed {
        let (low, high) = (100.0 * low, 100.0 * high);
        let _ = writeln!(text, "  {:<28} {low:.0}–{high:.0} %", dimensions()[*at].name);
    }
    let (untouched, inert) = (names(&found.untouched), names(&made.inert));
    let _ = writeln!(
        text,
        "{}",
        say!(
            en "The evidence says nothing about: {untouched}.\nMove neither a target nor a package beyond noise, and stay at their defaults: {inert}."
            zh "证据未涉及：{untouched}。\n对各目标和政策效果的影响不超出噪声、保持默认值的有：{inert}。"
        ).pick(language)
    );
}

/// What a screen of given worlds found.
pub fn narrowed(found: &Narrowed, plan: &Plan, worlds: &[World], language: Language) -> String {
    let (kept, all) = (found.meets.iter().filter(|meets| **meets).count(), worlds.len());
    let mut text = String::new();
    let weights = |only: bool| {
        let pairs = worlds.iter().zip(&found.meets).filter(|(_, meets)| !only || **meets);
        pairs.map(|(world, _)| world.weight).collect::<Vec<f64>>()
    };
    let share = weights(true).iter().sum::<f64>() / weights(false).iter().sum::<f64>();
    let effective = effective(&weights(true));
    let _ = writeln!(
        text,
        "{}",
        match language {
            Language::En => format!(
                "{kept} of {all} worlds agree with the targets in this place ({} by weight); effective number {effective:.0}.",
                percent(share)
            ),
            Language::Zh => format!(
                "{all}个世界中有{kept}个与该地点的目标相符（按权重{}），有效数{effective:.0}。",
                percent(share)
            ),
        }
    );
    let few = match effective {
        few if few < 20.0 => Some(Text {
            en: "Too few to say anything by: below 20, evidence of other counties does not carry over to this place. Make worlds for it: cogov worlds make --targets FILE --place FILE",
            zh: "过少，不足以得出任何结论：低于20，说明其他旗县的证据不适用于该地点。请为其生成世界：cogov worlds make --targets 文件 --place 文件",
        }),
        few if few < 64.0 => Some(Text {
            en: "Few: shares of these worlds are rough.",
            zh: "较少：由这些世界得出的比例较为粗略。",
        }),
        _ => None,
    };
    if let Some(few) = few {
        let _ = writeln!(text, "{}", few.say(language));
    }
    misses(&mut text, (&found.missed, all), plan, language);
    text.trim_end().to_owned()
}

/// Why there are no worlds.
pub fn trouble(error: &MakeError, targets: &[Target], language: Language) -> String {
    let named = |at: usize| targets.get(at).map_or(String::new(), |it| target(it, language));
    match (error, language) {
        (MakeError::Trouble(at), Language::En) => format!(
            "error: nothing in the plausible ranges meets all targets; the trouble is most of all {}\n  look at its band and ground; evidence and model cannot be brought together otherwise",
            named(*at)
        ),
        (MakeError::Trouble(at), Language::Zh) => format!(
            "错误：合理范围内没有任何取值能达到全部目标；主要问题在于{}\n  请检查其范围与依据；否则证据与模型无法相容",
            named(*at)
        ),
        (MakeError::Unlearnable(at), Language::En) => format!(
            "error: {} has too few values to learn from\n  give more worlds (--first), more months, or leave the target out",
            named(*at)
        ),
        (MakeError::Unlearnable(at), Language::Zh) => format!(
            "错误：{}的取值过少，无从学习\n  请增加世界（--first）或月数，或去掉该目标",
            named(*at)
        ),
        (other, _) => other.to_string(),
    }
}

/// A run is too short for a target.
pub fn too_short(burn_in: u32, language: Language) -> String {
    let least = burn_in + 12;
    say!(
        en "error: targets are read from the months after burn-in ({burn_in}), at least a year of them\n  give --months {least} or more, and a scenario as long"
        zh "错误：目标取自预热期（{burn_in}个月）之后，至少需一年\n  请给出 --months {least} 或更长，情景也须够长"
    ).pick(language)
}

/// A target is of a zone that the place has not.
pub fn no_such_zone(it: &Target, language: Language) -> String {
    let zone = it.zone.map_or(Text { en: "", zh: "" }, |zone| zone.text());
    match language {
        Language::En => format!(
            "error: target `{}` is of {} communities, and the place has none\n  leave the target out, or use a place that has them",
            it.name, zone.en
        ),
        Language::Zh => format!(
            "错误：目标`{}`属于{}，而该地点没有此类社区\n  请去掉该目标，或改用有此类社区的地点",
            it.name, zone.zh
        ),
    }
}

/// Somebody asked to stop.
pub fn stopped(language: Language) -> &'static str {
    Text {
        en: "stopped; runs are kept in FILE.runs, and the same command goes on from there",
        zh: "已停止；已完成的运行保存在 FILE.runs 中，再次执行同一命令即可继续",
    }
    .say(language)
}

/// Somebody asked to stop, where nothing is kept.
pub fn stopped_narrow(language: Language) -> &'static str {
    Text { en: "stopped; nothing was written", zh: "已停止，未写入任何内容" }.say(language)
}

/// Runs could not be kept.
pub fn not_kept(error: &str, language: Language) -> String {
    say!(en "error: runs could not be written: {error}" zh "错误：无法写入运行结果：{error}")
        .pick(language)
}

/// A file was written.
pub fn wrote(path: &Path, language: Language) -> String {
    let path = path.display();
    say!(en "Wrote {path}" zh "已写入 {path}").pick(language)
}
