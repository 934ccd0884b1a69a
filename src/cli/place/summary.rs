//! `cogov place summary`: a place in numbers, and what the default budget gives it.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::columns::{head, paragraph};
use crate::cli::outcome::draw_close;
use crate::cli::{DONE, FAULTS, say, say_error};
use crate::comparison::{Revenue, revenue};
use crate::metric;
use crate::metric::Shown;
use crate::model::{FirstYear, first_years, revenue_by_county};
use crate::place::{Column, Group, Place, Survey};
use crate::policy::Scenario;
use crate::quantity::{Language, Phrase, Text, ZONES, grouped};
use crate::scenario::{load_place, render};
use words::say;

/// Beyond so many counties a table shows the largest and the smallest only.
const MOST_COUNTIES: usize = 20;
/// How many of the largest, and of the smallest.
const AT_EACH_END: usize = 5;
/// Columns of a county's name.
const NAME: usize = 22;

/// Show a table in numbers: zones, sizes, migrants, counties, and what the default budget gives
#[derive(Args)]
pub struct Summary {
    /// Table of communities (CSV, or .xlsx; FILE.xlsx#SHEET names a sheet), or the name of a shipped place
    #[arg(value_name = "FILE")]
    table: PathBuf,
}

impl Summary {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let (table, warnings) = match load_place(&self.table) {
            Ok(loaded) => loaded,
            Err(faults) => {
                say_error(&faults.render(language));
                return FAULTS;
            }
        };
        if !warnings.is_empty() {
            say_error(&render(&warnings, language, false));
            say_error("");
        }
        let scenario = Scenario { place: table.place, ..Scenario::baseline() };
        say(&summary(&self.table, &scenario, language));
        DONE
    }
}

fn summary(path: &Path, scenario: &Scenario, language: Language) -> String {
    let place = &*scenario.place;
    let survey = Survey::of(place);
    let years = first_years(place, &scenario.baseline);
    let counties = listed(&survey);
    let say = |en, zh| Text { en, zh }.say(language);
    let mut text = title(path, place, &survey, language);
    text += &format!(
        "\n\n{}\n",
        say(
            "Communities, and the adults of one from the least to the most",
            "社区数及单个社区的成年居民人数"
        )
    );
    text += &zones(&survey, language);
    text += &format!("\n{}\n", counties_title(&survey, &counties, language));
    text += &people(place, &survey, &years, &counties, language);
    text += &format!(
        "\n{}\n",
        say(
            "What the default budget gives in the first year, million yuan",
            "默认预算下的第一年（万元）"
        )
    );
    text += &money(scenario, &years, &counties, language);
    text + &notes(scenario, &FirstYear::of_all(&years), language)
}

fn title(path: &Path, place: &Place, survey: &Survey, language: Language) -> String {
    let counties = match place.counties.as_slice() {
        [county] => county.name_in(language).to_owned(),
        several => match language {
            Language::En => format!("{} counties", several.len()),
            Language::Zh => format!("{}个旗县", several.len()),
        },
    };
    let (communities, townships) = (survey.all.sizes.len(), survey.all.townships);
    let (communities, townships) = (grouped(communities as u64), grouped(townships as u64));
    let (adults, share) = (grouped(survey.all.adults), percent(survey.all.migrant_share()));
    let migrants = grouped(survey.all.migrants.round() as u64);
    let path = path.display();
    let text = say!(
        en "{path}: {counties}, {townships} townships, {communities} communities; {adults} adults, {migrants} of them migrants ({share})"
        zh "{path}：{counties}，{townships}个乡镇街道，{communities}个社区；成年居民{adults}人，其中流动人口{migrants}人（{share}）"
    ).pick(language);
    paragraph(&text, "", "  ")
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1} %", 100.0 * share))
}

/// Sizes of communities by zone.
fn zones(survey: &Survey, language: Language) -> String {
    let say = |en, zh| Text { en, zh }.say(language).to_owned();
    let header = [
        say("zone", "地区类型"),
        say("number", "社区数"),
        say("adults", "成年居民"),
        say("least", "最小"),
        "10 %".to_owned(),
        say("median", "中位数"),
        "90 %".to_owned(),
        say("most", "最大"),
        say("migrants", "流动人口"),
    ];
    let row = |name: String, group: &Group| {
        let size = |share| group.size_at(share).map_or(String::new(), |n| grouped(n.into()));
        let mut cells = vec![name, grouped(group.sizes.len() as u64), grouped(group.adults)];
        let median = group.median().map_or(String::new(), |n| {
            let half = if n.fract() == 0.0 { "" } else { ".5" };
            grouped(n as u64) + half
        });
        cells.extend([size(0.0), size(0.1), median, size(0.9), size(1.0)]);
        cells.push(percent(group.migrant_share()));
        cells
    };
    let zones = ZONES.into_iter().zip(&survey.zones).filter(|(_, group)| !group.sizes.is_empty());
    let mut rows: Vec<Vec<String>> =
        zones.map(|(zone, group)| row(zone.text().say(language).to_owned(), group)).collect();
    if rows.len() > 1 {
        rows.push(row(say("all", "合计"), &survey.all));
    }
    draw_close(header.to_vec(), rows)
}

/// Positions of the counties that are shown: all, or the largest and the smallest by adults.
fn listed(survey: &Survey) -> Vec<usize> {
    let mut order: Vec<usize> = (0..survey.counties.len()).collect();
    if order.len() > MOST_COUNTIES {
        order.sort_by_key(|&at| (std::cmp::Reverse(survey.counties[at].adults), at));
        order.drain(AT_EACH_END..order.len() - AT_EACH_END);
    }
    order
}

fn counties_title(survey: &Survey, listed: &[usize], language: Language) -> String {
    let all = survey.counties.len();
    match language {
        Language::En if listed.len() < all => {
            format!(
                "Counties: the {AT_EACH_END} with most and the {AT_EACH_END} with fewest adults of {all}"
            )
        }
        Language::Zh if listed.len() < all => {
            format!("旗县：{all}个中成年居民最多和最少的各{AT_EACH_END}个")
        }
        Language::En if all == 1 => "County".to_owned(),
        Language::En => "Counties".to_owned(),
        Language::Zh => "旗县".to_owned(),
    }
}

/// Rows of the counties that are shown, and one of all where there are several.
fn by_county(
    counties: &[String],
    listed: &[usize],
    cells: impl Fn(Option<usize>) -> Vec<String>,
    language: Language,
) -> Vec<Vec<String>> {
    let row = |name: &str, at| -> Vec<String> {
        [name.to_owned()].into_iter().chain(cells(at)).collect()
    };
    let mut rows = Vec::new();
    for (number, &at) in listed.iter().enumerate() {
        if number == AT_EACH_END && listed.len() < counties.len() {
            rows.push(vec!["…".to_owned()]);
        }
        rows.push(row(&counties[at], Some(at)));
    }
    if counties.len() > 1 {
        rows.push(row(Text { en: "all", zh: "合计" }.say(language), None));
    }
    rows
}

fn names(place: &Place, language: Language) -> Vec<String> {
    place.counties.iter().map(|county| head(county.name_in(language), NAME)).collect()
}

fn people(
    place: &Place,
    survey: &Survey,
    years: &[FirstYear],
    listed: &[usize],
    language: Language,
) -> String {
    let say = |en, zh| Text { en, zh }.say(language).to_owned();
    let header = [
        say("county", "旗县"),
        say("townships", "乡镇街道"),
        say("communities", "社区"),
        say("adults", "成年居民"),
        say("migrants", "流动人口"),
        say("posts", "岗位"),
    ];
    let cells = |at: Option<usize>| {
        let (group, year) = match at {
            Some(at) => (&survey.counties[at], years[at]),
            None => (&survey.all, FirstYear::of_all(years)),
        };
        vec![
            grouped(group.townships as u64),
            grouped(group.sizes.len() as u64),
            grouped(group.adults),
            percent(group.migrant_share()),
            of_somebody(&year, grouped(year.posts as u64)),
        ]
    };
    draw_close(header.to_vec(), by_county(&names(place, language), listed, cells, language))
}

fn money(scenario: &Scenario, years: &[FirstYear], listed: &[usize], language: Language) -> String {
    let say = |en, zh| Text { en, zh }.say(language).to_owned();
    let header = [
        say("county", "旗县"),
        say("pay", "人员经费"),
        say("grants", "补助"),
        say("revenue", "财力"),
        say("yuan/adult", "元/成人"),
        say("pressure", "财政压力"),
    ];
    let rates = revenue_by_county(scenario);
    let all: f64 = years.iter().zip(&rates).map(|(year, rate)| rate * year.adults).sum();
    let shown = Shown::of(metric!("fiscal_pressure"));
    let cells = |at: Option<usize>| {
        let (year, revenue) = match at {
            Some(at) => (years[at], rates[at] * years[at].adults),
            None => (FirstYear::of_all(years), all),
        };
        let ratio = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { f64::NAN };
        vec![
            of_somebody(&year, amount(year.pay(), language)),
            of_somebody(&year, amount(year.grants, language)),
            of_somebody(&year, amount(revenue, language)),
            shown_or_dash(Shown::Money, ratio(revenue, year.adults)),
            shown_or_dash(shown, ratio(year.cost(), revenue)),
        ]
    };
    let place = &scenario.place;
    draw_close(header.to_vec(), by_county(&names(place, language), listed, cells, language))
}

/// A cell of a county; as in a run a county of nobody has no values.
fn of_somebody(year: &FirstYear, cell: String) -> String {
    if year.adults > 0.0 { cell } else { "–".to_owned() }
}

fn shown_or_dash(shown: Shown, value: f64) -> String {
    if value.is_finite() { shown.show(value) } else { "–".to_owned() }
}

/// Yuan in the unit that is usual in a language: millions, or ten thousands.
fn amount(yuan: f64, language: Language) -> String {
    match language {
        Language::En => {
            let millions = format!("{:.2}", yuan / 1e6);
            let (whole, rest) = millions.split_once('.').unwrap_or((&millions, "00"));
            whole.parse().map_or_else(|_| millions.clone(), |n| format!("{}.{rest}", grouped(n)))
        }
        Language::Zh => grouped((yuan / 1e4).round() as u64),
    }
}

/// Part-time posts, and where posts and money come from.
fn notes(scenario: &Scenario, all: &FirstYear, language: Language) -> String {
    let (posts, part_time) = (grouped(all.posts as u64), grouped(all.part_time as u64));
    let posts = say!(
        en "Of {posts} posts, part-time: {part_time}. "
        zh "{posts}个岗位中{part_time}个为兼职。"
    )
    .pick(language);
    let own: Vec<&str> = scenario.place.stand_ins().into_iter().map(Column::id).collect();
    let own = match (own.is_empty(), language) {
        (true, Language::En) => {
            "Posts, pay and grants are those of the default settings.".to_owned()
        }
        (true, Language::Zh) => "岗位、薪酬和补助均按默认设定。".to_owned(),
        (false, Language::En) => format!(
            "From the table: {}; where it is empty, and for the rest, the default settings.",
            own.join(", ")
        ),
        (false, Language::Zh) => {
            format!("取自表格：{}；表中空缺及其余各项按默认设定。", own.join("、"))
        }
    };
    let mut text = paragraph(&(posts + &own), "", "");
    // A table gives no revenue: whether its counties can pay rests on a guess.
    if let Some(Revenue { told: [en, zh], .. }) = revenue(scenario) {
        text += &format!("\n{}", paragraph(Phrase { en, zh }.say(language), "", ""));
    }
    text
}
