//! `cogov fit`: a package made to meet a ceiling.

use std::path::PathBuf;

use clap::Args;

use super::ceiling::{Wishes, ceilings, no_whole_year};
use super::columns::paragraph;
use super::compare::{different_horizon, parse_name};
use super::completions;
use super::input::{Seeds, load_all, parse_seeds};
use super::job::{Ahead, Job, Over, Threads};
use super::{DONE, FAULTS, REFUSED, USAGE, memory, say, say_error, written};
use crate::comparison::fit::{End, Fitted, MOST_LOOKS, Step, Unscaled, fit, steps};
use crate::comparison::{CeilingYear, Comparison, CostBasis, Request, UnderCeiling, Verdict};
use crate::metric;
use crate::output::{cannot_write, replace, write_new};
use crate::policy::{ChangeKind, Scenario};
use crate::quantity::{Language, Phrase, Text, ZONES};
use crate::scenario::{Loaded, parts_of};
use crate::setting::SettingId;
use words::{say, shell_word};

/// Make a package meet a ceiling: levers of it are moved on the way from the baseline until it just fits
///
/// All named levers go the same share of the way: 0 is the baseline's value, 1 the package's, above 1 they grow
/// beyond it. It fits when in each whole year and county the upper end of the interval lies within the ceiling
/// and nothing of the budget is cut. The result is a scenario file that inherits from the package.
#[derive(Args)]
pub struct FitPackage {
    /// Package that is to fit: a scenario file, or the name of a shipped one
    #[arg(value_name = "PACKAGE", id = "fitted", add = completions::scenarios())]
    package: String,
    /// The most that may be asked for in each whole year and county, beyond the baseline: budget:12 (yuan an adult), million:0.7 or 万元:70 (a year), percent:5 (of the baseline's budget); or pressure:1.0 (budget over revenue itself); may be given again
    #[arg(long, value_name = "WHAT:MOST", allow_hyphen_values = true)]
    ceiling: Vec<String>,
    /// Levers that are moved, by identifier, separated by commas: `[policy]` of the package sets them; `costly` moves those for which money is booked, `all` all that are numbers
    #[arg(long, value_name = "LEVER,...", value_delimiter = ',', required = true)]
    scale: Vec<String>,
    /// The baseline: a scenario file, or the name of a shipped one
    #[arg(long, id = "fitted_baseline", default_value = "baseline", value_name = "BASELINE", add = completions::scenarios())]
    baseline: String,
    /// Seeds: N means 1 to N; A..B means A to B
    #[arg(id = "fitted_seeds", long = "seeds", default_value = "20", value_name = "N | A..B", value_parser = parse_seeds)]
    seeds: Seeds,
    #[command(flatten)]
    threads: Threads,
    #[command(flatten)]
    over: Over,
    /// Name of the scenario; the file is NAME.toml in the current folder [default: PACKAGE-fit]
    #[arg(id = "fitted_name", long = "name", value_name = "NAME", value_parser = parse_name)]
    name: Option<String>,
    /// Replace the file
    #[arg(long, id = "fitted_force")]
    force: bool,
    /// No progress
    #[arg(long)]
    quiet: bool,
}

impl FitPackage {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let refuse = |code: u8, message: &str| {
            say_error(message);
            code
        };
        let wishes = match ceilings(&self.ceiling, language) {
            Ok(ceilings) if ceilings.is_empty() => {
                return refuse(USAGE, NO_CEILING.say(language));
            }
            Ok(ceilings) => Wishes { ceilings, goals: Vec::new(), cost: CostBasis::default() },
            Err(message) => return refuse(USAGE, &message),
        };
        let scaled = match self.levers() {
            Ok(scaled) => scaled,
            Err(told) => return refuse(USAGE, told.say(language)),
        };
        let names = [self.baseline.clone(), self.package.clone()];
        let Some(loaded) = load_all(&names, &self.over.options(), language) else { return FAULTS };
        let arms = [loaded[0].scenario.clone(), loaded[1].scenario.clone()];
        let late = no_whole_year(&wishes, (arms[0].months, arms[0].burn_in), language);
        let refusal = different_horizon(&loaded, language)
            .or(late)
            .or_else(|| memory::refusal(&arms[0].place, 2, language));
        if let Some(message) = refusal {
            return refuse(FAULTS, &message);
        }
        let levers = scaled.of(&arms[1]);
        let steps = match steps(&arms[1], &levers) {
            Ok(steps) if steps.is_empty() => {
                return refuse(FAULTS, nothing_to_scale(&scaled, &arms[1].name).say(language));
            }
            Ok(steps) => steps,
            Err(why) => return refuse(FAULTS, unscaled(why, &arms[1].name).say(language)),
        };
        let name = self.name.clone().unwrap_or_else(|| format!("{}-fit", arms[1].name));
        let path = PathBuf::from(format!("{name}.toml"));
        if path.exists() && !self.force {
            return refuse(REFUSED, written::there_already(&path).say(language));
        }
        let metrics = metric::main_metrics();
        let mut job = Job::new(&self.threads, language);
        if !self.quiet {
            let months = u64::from(arms[0].months) * 2 * self.seeds.0.len() as u64;
            job.show(Ahead::Months(months * MOST_LOOKS as u64), "");
        }
        let found = job.run(|runner| {
            let request = Request { runner, ..Request::new(&arms, &metrics, &self.seeds.0) };
            fit(&request, &steps, &wishes.ceilings)
        });
        job.clear();
        let found = match found {
            Ok(Some(found)) => found,
            Ok(None) => return refuse(job.stop.code(), STOPPED.say(language)),
            Err(error) => return refuse(REFUSED, &format!("error: {error}")),
        };
        self.finish(&found, (&steps, &arms[1]), (&loaded[1], &path), language)
    }

    /// Says what was found, and writes the scenario where there is one that fits.
    fn finish(
        &self,
        found: &Fitted,
        (steps, package): (&[Step], &Scenario),
        (loaded, path): (&Loaded, &PathBuf),
        language: Language,
    ) -> u8 {
        let look = &found.looks[found.best];
        if found.end == End::TooMuch {
            say(&paragraph(too_much(found, package).say(language), "", "  "));
            return REFUSED;
        }
        let text = self.written(steps, look.share, (loaded, path));
        let fitted = if self.force {
            replace(path, text.as_bytes())
        } else {
            write_new(path, text.as_bytes())
        };
        if let Err(error) = fitted {
            say_error(&cannot_write(path, &error, language));
            return REFUSED;
        }
        // Under conditions of its own the budget moves by them too.
        let own = &look.compared.comparison.own_conditions;
        let note = own.first().map(|own| {
            let [en, zh] = &own.told;
            Phrase { en: format!("Note: {en}"), zh: format!("注意：{zh}") }
        });
        for said in note.into_iter().chain(told(found, steps, package)) {
            say(&paragraph(said.say(language), "", "  "));
        }
        let mut words = vec!["cogov".to_owned(), "compare".to_owned(), self.baseline.clone()];
        words.push(path.display().to_string());
        words.extend(self.ceiling.iter().flat_map(|of| ["--ceiling".to_owned(), of.clone()]));
        // It fits there and so long: elsewhere it is another budget.
        words.extend(self.over.words());
        let words: Vec<String> = words.iter().map(|word| shell_word(word)).collect();
        let (path, command) = (path.display(), words.join(" "));
        let next = say!(
            en "Wrote {path}. Then:\n  {command}"
            zh "已写入{path}。然后：\n  {command}"
        );
        say(next.say(language));
        DONE
    }

    /// What is to be moved.
    fn levers(&self) -> Result<Scaled, Phrase> {
        if let [word] = self.scale.as_slice() {
            match word.trim() {
                ALL => return Ok(Scaled::All),
                COSTLY => return Ok(Scaled::Costly),
                _ => {}
            }
        }
        let mut levers: Vec<SettingId> = Vec::new();
        for word in self.scale.iter().map(|word| word.trim()) {
            let id = word.strip_prefix("policy.").unwrap_or(word);
            let lever = SettingId::find(id)
                .filter(|lever| lever.setting().decides.is_some())
                .ok_or_else(|| unknown(word))?;
            if levers.contains(&lever) {
                return Err(
                    say!(en "error: --scale '{word}' is given twice" zh "错误：--scale '{word}' 重复"),
                );
            }
            levers.push(lever);
        }
        Ok(Scaled::Named(levers))
    }

    /// The scenario file.
    fn written(&self, steps: &[Step], share: f64, (loaded, path): (&Loaded, &PathBuf)) -> String {
        let remark =
            format!("{share:.4} of the way from the baseline to {}.", loaded.scenario.name);
        let mut text = written::head(path, &remark);
        text += &format!("{}\n[policy]\n", written::extends(&parts_of(&self.package)));
        for step in steps {
            let values = step.at(share);
            let [urban, rural, pastoral] = values;
            text += &if urban == rural && rural == pastoral {
                format!("{} = {}\n", step.lever.setting().id, number(urban))
            } else {
                let zones = ZONES.map(|zone| zone.id());
                format!(
                    "{} = {{ {} = {}, {} = {}, {} = {} }}\n",
                    step.lever.setting().id,
                    zones[0],
                    number(urban),
                    zones[1],
                    number(rural),
                    zones[2],
                    number(pastoral)
                )
            };
        }
        text
    }
}

/// A number as TOML has it.
fn number(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.1}") } else { value.to_string() }
}

/// The words for levers that need no name.
const ALL: &str = "all";
const COSTLY: &str = "costly";

/// Which levers are moved.
#[derive(Clone, Debug, PartialEq)]
enum Scaled {
    /// These.
    Named(Vec<SettingId>),
    /// All that can be moved.
    All,
    /// Of these the ones for which the model books money: what costs nothing need not shrink.
    Costly,
}

impl Scaled {
    fn of(&self, package: &Scenario) -> Vec<SettingId> {
        match self {
            Self::Named(levers) => levers.clone(),
            Self::All => scalable(package),
            Self::Costly => {
                scalable(package).into_iter().filter(|id| id.setting().costs_money).collect()
            }
        }
    }
}

/// What `[policy]` of a package sets.
fn set_by(package: &Scenario) -> impl Iterator<Item = SettingId> {
    let policy = package.changes.iter().filter(|change| change.kind == ChangeKind::Policy);
    policy.map(|change| change.setting)
}

/// The levers of a package that can be moved between the baseline and it.
fn scalable(package: &Scenario) -> Vec<SettingId> {
    let levers = set_by(package).filter(|lever| lever.setting().decides.is_some());
    levers.filter(|&lever| steps(package, &[lever]).is_ok()).collect()
}

const NO_CEILING: Text = Text {
    en: "error: --ceiling is missing: what is the package to meet? as in --ceiling budget:12",
    zh: "错误：缺少 --ceiling：方案应满足什么上限？例如 --ceiling budget:12",
};
const STOPPED: Text =
    Text { en: "Stopped; nothing was written", zh: "已停止；未写入任何文件" };

fn unknown(word: &str) -> Phrase {
    let levers: Vec<&str> = SettingId::all()
        .map(SettingId::setting)
        .filter(|setting| setting.decides.is_some())
        .map(|setting| setting.id)
        .chain([ALL, COSTLY])
        .collect();
    match words::nearest(word, levers) {
        Some(near) => say!(
            en "error: --scale '{word}' is no lever; did you mean '{near}'?"
            zh "错误：--scale '{word}' 不是政策杠杆；是否指 '{near}'？"
        ),
        None => say!(
            en "error: --scale '{word}' is no lever; docs/levers.md and 'cogov explain levers' list them"
            zh "错误：--scale '{word}' 不是政策杠杆；可见 docs/levers.md 或 'cogov explain levers'"
        ),
    }
}

fn nothing_to_scale(scaled: &Scaled, package: &str) -> Phrase {
    if *scaled == Scaled::Costly {
        return say!(
            en "error: --scale costly: [policy] of '{package}' sets no lever for which the model books money and that differs from the baseline; --scale all moves all numbers"
            zh "错误：--scale costly：“{package}”的 [policy] 未设定任何与基线不同且计费的杠杆；--scale all 缩放全部数值"
        );
    }
    say!(
        en "error: --scale all: [policy] of '{package}' sets no lever that is a number and differs from the baseline"
        zh "错误：--scale all：“{package}”的 [policy] 未设定任何与基线不同的数值杠杆"
    )
}

/// What the package sets besides, which stays as it is there.
fn kept(steps: &[Step], package: &Scenario) -> Option<Phrase> {
    let moved = |lever: &SettingId| steps.iter().any(|step| step.lever == *lever);
    let kept: Vec<&str> =
        set_by(package).filter(|lever| !moved(lever)).map(|lever| lever.setting().id).collect();
    let (list, name) = (kept.join(", "), &package.name);
    (!kept.is_empty()).then(|| {
        say!(
            en "Kept as in {name}, in full: {list}. A package that pays less and asks as much may lose by it; --scale costly moves all that costs money, --scale all every number."
            zh "仍按{name}全额执行：{list}。少投入而要求不变的方案可能因此受损；--scale costly 缩放全部计费的杠杆，--scale all 缩放全部数值。"
        )
    })
}

fn unscaled(why: Unscaled, package: &str) -> Phrase {
    match why {
        Unscaled::NotInPolicy(lever) => {
            let id = lever.setting().id;
            say!(
                en "error: --scale {id}: '{package}' does not set it under [policy]; only what stands there is scaled (an intervention of its own is not)"
                zh "错误：--scale {id}：“{package}”未在 [policy] 中设定它；只能缩放其中的项（单独的干预不行）"
            )
        }
        Unscaled::NoNumber(lever) => {
            let id = lever.setting().id;
            say!(
                en "error: --scale {id}: it is a choice, not a number; leave it out, or set it in a package of your own"
                zh "错误：--scale {id}：它是选项而非数值；请去掉，或在自己的方案中设定"
            )
        }
        Unscaled::NoStep(lever) => {
            let id = lever.setting().id;
            say!(
                en "error: --scale {id}: '{package}' sets what is in force in the baseline anyway, so there is no way between them"
                zh "错误：--scale {id}：“{package}”所设与基线相同，二者之间无可缩放"
            )
        }
    }
}

/// The ceiling that decides, its worst year and what it is.
fn worst(found: &Fitted, package: &Scenario) -> Phrase {
    let comparison = &found.looks[found.best].compared.comparison;
    let mut own = comparison.ceilings.iter().filter(|under| under.arm == package.name);
    let of = |under: &UnderCeiling| {
        let most = under.years.iter().max_by(|a, b| {
            let end = |year: &CeilingYear| year.high.or(year.mean).unwrap_or(f64::NEG_INFINITY);
            end(a).total_cmp(&end(b))
        })?;
        let (mean, high) = (most.mean?, most.high.or(most.mean)?);
        let (kind, year, county) = (under.ceiling.of.id(), most.year, &most.county);
        let ceiling = under.ceiling.most;
        Some(say!(
            en "worst year {year} ({county}): {kind} {mean:.2}, at most {high:.2}; ceiling {ceiling}"
            zh "最差年份为第{year}年（{county}）：{kind} {mean:.2}，至多{high:.2}；上限{ceiling}"
        ))
    };
    own.next_back().and_then(of).unwrap_or_else(|| Phrase::same(String::new()))
}

/// Whether all ends lie within the ceilings, so that it is what is cut of the budget that does not fit.
fn is_within(found: &Fitted, package: &Scenario) -> bool {
    let comparison = &found.looks[found.best].compared.comparison;
    let mut own = comparison.ceilings.iter().filter(|under| under.arm == package.name);
    own.all(|under| {
        let end = |year: &CeilingYear| year.high.or(year.mean).unwrap_or(f64::NEG_INFINITY);
        under.years.iter().all(|year| end(year) <= under.ceiling.most)
    })
}

fn too_much(found: &Fitted, package: &Scenario) -> Phrase {
    let Phrase { en, zh } = worst(found, package);
    let name = &package.name;
    let why = if is_within(found, package) {
        Text {
            en: "That is within the ceiling, but a part of the budget cannot be granted, as a county is short of revenue, and what is cut never fits: cogov compare shows where and when; give it revenue (revenue_per_adult), or scale more of its levers.",
            zh: "这在上限之内，但因旗县财力不足，部分预算无法安排，被削减的预算不算在上限之内：cogov compare 可显示何时何地；请增加财力（revenue_per_adult），或缩放更多杠杆。",
        }
    } else {
        Text {
            en: "What else it sets costs too much: --scale costly moves every lever that costs money.",
            zh: "其余各项花费过多：--scale costly 可缩放全部计费的杠杆。",
        }
    };
    Phrase {
        en: format!(
            "{name} does not fit even with these levers at the baseline's values: {en}. {} Nothing was written.",
            why.en
        ),
        zh: format!("即使这些杠杆取基线值，{name}仍不在上限之内：{zh}。{}未写入任何文件。", why.zh),
    }
}

/// What was found, in sentences.
fn told(found: &Fitted, steps: &[Step], package: &Scenario) -> Vec<Phrase> {
    let look = &found.looks[found.best];
    let (looks, share) = (found.looks.len(), look.share);
    let values: Vec<String> = steps
        .iter()
        .map(|step| {
            let [from, at, to] = [step.from, step.at(share), step.to].map(|by_zone| {
                let mut shown: Vec<String> = by_zone.iter().map(f64::to_string).collect();
                shown.dedup();
                shown.join("/")
            });
            format!("{} {from} > {at} ({to})", step.lever.setting().id)
        })
        .collect();
    let values = values.join("; ");
    let name = &package.name;
    let Phrase { en, zh } = worst(found, package);
    let how = match found.end {
        End::Met => say!(
            en "{name} just fits, after {looks} looks, at {share:.3} of the way to the package"
            zh "经{looks}次试算，{name}取至方案的{share:.3}时恰在上限之内"
        ),
        End::Room => say!(
            en "{name} fits with room to spare: these levers are as far as they can go ({share:.3} of the way), after {looks} looks"
            zh "{name}在上限之内且有余：经{looks}次试算，这些杠杆已到可取的极限（{share:.3}）"
        ),
        End::Coarse | End::TooMuch => say!(
            en "{name} fits at {share:.3} of the way; closer to the ceiling nothing was found in {looks} looks (steps of a budget, or of whole numbers)"
            zh "{name}取至{share:.3}时在上限之内；{looks}次试算中未能更接近（预算或整数的台阶）"
        ),
    };
    let own = look.compared.comparison.ceilings.iter().find(|under| under.arm == *name);
    let (fitting, n) = own.map_or((0, 0), |under| (under.fitting, under.n));
    let luck = say!(
        en "What fits is the mean of each year, with the upper end of its interval; in {fitting} of {n} seeds every single year does: for more of them name a lower ceiling. Intervals count the luck of these seeds alone; what is assumed may move the budget more: cogov compare with --metrics budget shows its range over worlds."
        zh "在上限之内指各年均值及其区间上端；{n}个种子中有{fitting}个每一年都在上限之内：若要更多，请给较低的上限。区间仅计这些种子的运气，假设的影响可能更大：cogov compare 加 --metrics budget 可见预算在各世界中的范围。"
    );
    let how = Phrase { en: format!("{}: {en}.", how.en), zh: format!("{}：{zh}。", how.zh) };
    let levers = say!(en "Levers, baseline > now (package): {values}" zh "杠杆，基线 > 现值（方案）：{values}");
    let does = does(&look.compared.comparison, name);
    [how, levers].into_iter().chain(kept(steps, package)).chain([does, luck]).collect()
}

/// What the fitted package does to the main outcomes: a smaller one is not a smaller good.
fn does(of: &Comparison, package: &str) -> Phrase {
    let all = |wanted: Verdict| {
        let own = of.differences.iter().filter(|found| {
            found.scenario == package && found.level == of.design.level && found.verdict == wanted
        });
        let told = own.filter_map(|found| {
            let entry = metric::entry(&found.metric);
            let ends = [
                found.difference?,
                found.low.or(found.difference)?,
                found.high.or(found.difference)?,
            ];
            let number = entry.shown.change(ends);
            let (name, en) = (entry.name, number);
            Some(Phrase { en: format!("{} {en}", name.en), zh: format!("{} {en}", name.zh) })
        });
        let told: Vec<Phrase> = told.collect();
        let list = |of: fn(&Phrase) -> &String, comma: &str, none: &str| {
            let all: Vec<&str> = told.iter().map(|it| of(it).as_str()).collect();
            if all.is_empty() { none.to_owned() } else { all.join(comma) }
        };
        [list(|it| &it.en, ", ", "nothing"), list(|it| &it.zh, "、", "无")]
    };
    let ([better, better_zh], [worse, worse_zh]) = (all(Verdict::Better), all(Verdict::Worse));
    Phrase {
        en: format!("What it does, as assumed: better is {better}; worse is {worse}."),
        zh: format!("按默认假设的效果：改善的有{better_zh}；变差的有{worse_zh}。"),
    }
}
