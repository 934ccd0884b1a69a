//! The schematic map: communities as tiles by township and zone, coloured by a metric or its change.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};
use serde::Serialize;

use super::chooser::list;
use super::text::{both, called, entry, fill, goals_first, label, same};
use super::{numbers, words};
use crate::comparison::{Comparison, Tile};
use crate::metric::Shown;
use crate::quantity::{Phrase, Text, ZONES, Zone, grouped};

/// Tiles in a row, and their size in pixels.
const ROW: usize = 10;
const SIZE: usize = 34;
/// Above this number townships stand for their communities.
const MOST: usize = 1_200;

/// What the script needs to colour tiles anew.
#[derive(Serialize)]
struct Data<'a> {
    /// Identifiers of metrics.
    metrics: Vec<&'a str>,
    /// Factor and decimals with which a metric is shown, and whether in per cent.
    shown: Vec<(f64, usize, bool)>,
    /// Names of arms.
    arms: Vec<&'a str>,
    /// By tile, arm and metric.
    values: Vec<Vec<Vec<Option<f64>>>>,
}

/// The section; nothing where communities were not kept.
pub(super) fn section(of: &Comparison) -> Markup {
    if of.tiles.is_empty() {
        return html! {};
    }
    let merged;
    let (tiles, about): (&[Tile], Text) = if of.tiles.len() > MOST {
        merged = by_township(&of.tiles, &of.metrics);
        (&merged, words::MAP_ABOUT_TOWNSHIPS)
    } else {
        (&of.tiles, words::MAP_ABOUT)
    };
    super::section(
        "map",
        words::MAP,
        about,
        html! {
            (choosers(of))
            (map(tiles))
            p class="legend" id="map-legend" aria-live="polite" { noscript { (both(words::MAP_NEEDS_SCRIPT)) } }
            (numbers(table(of, tiles)))
            script type="application/json" id="map-data" { (PreEscaped(data(of, tiles))) }
        },
    )
}

fn choosers(of: &Comparison) -> Markup {
    let ids = goals_first(of);
    let metrics: Vec<Phrase> = ids.iter().map(|id| entry(id).0.name.into()).collect();
    let mut views: Vec<(String, Phrase)> = Vec::new();
    let baseline = called(&of.arms[0]);
    for (at, arm) in of.arms.iter().enumerate().skip(1).filter(|(_, arm)| !arm.elsewhere) {
        let gaps = [("scenario", called(arm)), ("baseline", baseline.clone())];
        views.push((format!("change-{at}"), fill(words::VIEW_CHANGE, &gaps)));
    }
    for (at, arm) in of.arms.iter().enumerate().filter(|(_, arm)| !arm.elsewhere) {
        views.push((format!("value-{at}"), fill(words::VIEW_VALUE, &[("scenario", called(arm))])));
    }
    html! {
        div class="choosers" {
            (list("map-metric", words::CHOOSE_OUTCOME, ids.iter().map(|id| id.as_str()).zip(&metrics)))
            (list("map-view", words::CHOOSE_VIEW, views.iter().map(|(value, name)| (value.as_str(), name))))
        }
    }
}

/// The tiles: a block a township, in the order of zones and places.
fn map(tiles: &[Tile]) -> Markup {
    // Zone, county and township of each block, in the order in which they first appear.
    let mut order: BTreeMap<[&str; 3], usize> = BTreeMap::new();
    let mut blocks: Vec<(&str, &[String; 2], Vec<(usize, &Tile)>)> = Vec::new();
    for (at, tile) in tiles.iter().enumerate() {
        let key = [tile.zone.as_str(), &tile.county[0], &tile.township[0]];
        let place = *order.entry(key).or_insert(blocks.len());
        if place == blocks.len() {
            blocks.push((tile.zone.as_str(), &tile.township, Vec::new()));
        }
        blocks[place].2.push((at, tile));
    }
    html! {
        @for zone in ZONES {
            @let own: Vec<_> = blocks.iter().filter(|(of, ..)| *of == zone.id()).collect();
            @if !own.is_empty() {
                h3 { (both(zone.text())) }
                div class="blocks" { @for (_, township, tiles) in own { (block(zone, township, tiles)) } }
            }
        }
    }
}

fn block(zone: Zone, township: &[String; 2], tiles: &[(usize, &Tile)]) -> Markup {
    let (columns, rows) = (tiles.len().min(ROW), tiles.len().div_ceil(ROW));
    html! {
        figure class={ "block " (zone.id()) } {
            figcaption { (both(in_both(township))) }
            svg viewBox={ "0 0 " (columns * SIZE) " " (rows * SIZE) } width=(columns * SIZE) height=(rows * SIZE)
                role="img" aria-label=(township[0]) {
                @for (place, (at, tile)) in tiles.iter().enumerate() {
                    @let (x, y) = ((place % ROW) * SIZE, (place / ROW) * SIZE);
                    g class="tile" data-tile=(at) {
                        title { (tile.name[0]) " " (tile.name[1]) " (" (tile.code) ")" }
                        rect x=(x + 1) y=(y + 1) width=(SIZE - 2) height=(SIZE - 2) rx="3" {}
                        (label((x + SIZE / 2) as f64, (y + SIZE / 2) as f64 + 4.0, "middle", "tile-text", same("")))
                    }
                }
            }
        }
    }
}

/// Values with two digits more than are shown, so that differences are right in those that are.
fn data(of: &Comparison, tiles: &[Tile]) -> String {
    let grains: Vec<f64> = of
        .metrics
        .iter()
        .map(|id| {
            let shown = entry(id).1;
            (0..shown.decimals() + 2).fold(shown.scale(), |grain, _| grain * 10.0)
        })
        .collect();
    let rough_all = |values: &Vec<Option<f64>>| -> Vec<Option<f64>> {
        let rough = |(value, grain): (&Option<f64>, &f64)| {
            value.map(|value| (value * grain).round() / grain)
        };
        values.iter().zip(&grains).map(rough).collect()
    };
    let shown = |id: &String| {
        let shown = entry(id).1;
        (shown.scale(), shown.decimals(), shown == Shown::Percent)
    };
    let data = Data {
        metrics: of.metrics.iter().map(String::as_str).collect(),
        shown: of.metrics.iter().map(shown).collect(),
        arms: of.arms.iter().map(|arm| arm.name.as_str()).collect(),
        values: tiles.iter().map(|tile| tile.values.iter().map(rough_all).collect()).collect(),
    };
    // Inside a script element `<` must not stand: a name could end it.
    serde_json::to_string(&data).unwrap_or_default().replace('<', "\\u003c")
}

/// All tiles in a table; the script fills in the metric that is chosen.
fn table(of: &Comparison, tiles: &[Tile]) -> Markup {
    html! {
        table id="map-table" {
            caption { span id="map-caption" {} }
            thead { tr {
                @for word in [words::CODE, words::COMMUNITY, words::TOWNSHIP, words::ZONE, words::ADULTS] {
                    th scope="col" { (both(word)) }
                }
                @for arm in &of.arms { th scope="col" { (both(called(arm))) } }
            } }
            tbody { @for (at, tile) in tiles.iter().enumerate() { tr data-tile=(at) {
                th scope="row" { (tile.code) }
                td { (both(in_both(&tile.name))) }
                td { (both(in_both(&tile.township))) }
                td { (both(super::outcomes::area(&tile.zone))) }
                td class="number" { (grouped(u64::from(tile.adults))) }
                @for _ in &of.arms { td class="number value" {} }
            } } }
        }
    }
}

/// A name in English and Chinese.
fn in_both(name: &[String; 2]) -> Phrase {
    Phrase { en: name[0].clone(), zh: name[1].clone() }
}

/// Townships in place of communities: means weighted by adults, numbers of persons summed.
fn by_township(tiles: &[Tile], metrics: &[String]) -> Vec<Tile> {
    let mut groups: BTreeMap<(&str, &str, &str), Vec<&Tile>> = BTreeMap::new();
    for tile in tiles {
        groups.entry((&tile.zone, &tile.county[0], &tile.township[0])).or_default().push(tile);
    }
    groups.into_values().map(|group| merge(&group, metrics)).collect()
}

fn merge(group: &[&Tile], metrics: &[String]) -> Tile {
    let first = group[0];
    let mean = |arm: usize, column: usize| {
        let known = group.iter().filter_map(|tile| {
            Some((f64::from(tile.adults), tile.values.get(arm)?.get(column).copied()??))
        });
        let (weight, sum) = known.fold((0.0, 0.0), |(weight, sum), (adults, value)| {
            (weight + adults, sum + adults * value)
        });
        (weight > 0.0).then(|| sum / weight)
    };
    let total = |arm: usize, column: usize| {
        let known = group.iter().filter_map(|tile| tile.values.get(arm)?.get(column).copied()?);
        Some(known.sum())
    };
    let is_count = |column: usize| entry(&metrics[column]).1.adds_up();
    let values = first.values.iter().enumerate().map(|(arm, columns)| {
        let value = |at| if is_count(at) { total(arm, at) } else { mean(arm, at) };
        (0..columns.len()).map(value).collect()
    });
    Tile {
        code: first.township[0].clone(),
        name: first.township.clone(),
        // The county's townships stand side by side.
        township: first.county.clone(),
        county: first.county.clone(),
        zone: first.zone.clone(),
        adults: group.iter().fold(0_u32, |sum, tile| sum.saturating_add(tile.adults)),
        values: values.collect(),
    }
}
