//! The table of what differences hang on.

use super::of_futures::cell;
use crate::futures::{Driver, Futures, Learning, Learnt, Outlook, Turning};

/// Its columns.
pub(super) const COLUMNS: &[&str] = &[
    "scenario",
    "compared_with",
    "conditions",
    "level",
    "area",
    "metric",
    "kind",
    "setting",
    "worlds",
    "explains",
    "floor",
    "setting_low",
    "setting_high",
    "difference_at_low",
    "difference_at_high",
    "compared_scenario",
    "default",
    "difference_at_default",
    "turning_value",
    "clear",
    "worth",
    "wrong",
    "wrong_after",
    "ceiling",
];

/// Its rows: what explains differences, where they turn, what learning is worth.
pub(super) fn rows(of: &Futures, whose: &dyn Fn(&str) -> [String; 3]) -> Vec<Vec<String>> {
    let drivers = of.outlooks.iter().flat_map(|outlook| {
        outlook.hangs.drivers.iter().map(|driver| explains(outlook, driver, whose))
    });
    let mut rows: Vec<Vec<String>> = drivers.collect();
    let Some(why) = &of.why else { return rows };
    let area = of.areas.first().cloned().unwrap_or_default();
    rows.extend(why.turning.iter().map(|one| turning(one, &area, whose)));
    for one in &why.learning {
        rows.push(learning(one, None, &area, whose));
        rows.extend(one.learnt.iter().map(|learnt| learning(one, Some(learnt), &area, whose)));
    }
    rows
}

/// The first cells of a row.
fn keys(
    scenario: &str,
    [level, area]: &[String; 2],
    metric: &str,
    kind: &str,
    whose: &dyn Fn(&str) -> [String; 3],
) -> Vec<String> {
    let mut row = whose(scenario).to_vec();
    row.extend([level.as_str(), area, metric, kind].map(str::to_owned));
    row
}

fn empty(number: usize) -> impl Iterator<Item = String> {
    std::iter::repeat_n(String::new(), number)
}

fn explains(
    outlook: &Outlook,
    driver: &Driver,
    whose: &dyn Fn(&str) -> [String; 3],
) -> Vec<String> {
    let at = [outlook.level.clone(), outlook.area.clone()];
    let mut row = keys(&outlook.scenario, &at, &outlook.metric, "explains", whose);
    row.extend([driver.setting.clone(), outlook.hangs.worlds.to_string()]);
    row.extend([cell(Some(driver.explains)), cell(outlook.hangs.floor)]);
    let ends = [driver.low, driver.high, driver.at_low, driver.at_high];
    row.extend(ends.map(|value| cell(Some(value))));
    row.extend(empty(9));
    row
}

/// The two sides between which it turns, or where seeds were run last.
fn turning(one: &Turning, at: &[String; 2], whose: &dyn Fn(&str) -> [String; 3]) -> Vec<String> {
    let mut row = keys(&one.scenario, at, &one.metric, "turning_point", whose);
    row.push(one.setting.clone());
    row.extend(empty(3));
    let mut sides = one.sides.clone();
    sides.sort_by(|a, b| a.value.total_cmp(&b.value));
    let about = one.turns.and_then(|turns| {
        let above = sides.iter().position(|side| side.value >= turns)?;
        sides.get(above.checked_sub(1)?..=above)
    });
    let ends = about.map(|sides| [sides[0].value, sides[1].value, sides[0].mean, sides[1].mean]);
    row.extend((0..4).map(|at| cell(ends.map(|ends| ends[at]))));
    row.push(one.against.clone());
    row.extend([Some(one.default[0]), Some(one.default[1]), one.turns].map(cell));
    row.push(if one.turns.is_some() { one.is_clear.to_string() } else { String::new() });
    row.extend(empty(4));
    row
}

fn learning(
    of: &Learning,
    learnt: Option<&Learnt>,
    at: &[String; 2],
    whose: &dyn Fn(&str) -> [String; 3],
) -> Vec<String> {
    let kind = if learnt.is_some() { "worth_knowing" } else { "choice" };
    let mut row = keys(&of.choice, at, &of.metric, kind, whose);
    row.push(learnt.map_or_else(String::new, |learnt| learnt.setting.clone()));
    row.extend([of.worlds.to_string(), String::new(), cell(of.floor)]);
    row.extend(empty(9));
    row.push(cell(learnt.map(|learnt| learnt.value)));
    row.push(cell(Some(of.wrong)));
    row.push(cell(learnt.map(|learnt| learnt.wrong)));
    row.push(cell(Some(of.ceiling)));
    row
}
