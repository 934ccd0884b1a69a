//! What the curves and the map of a comparison show.

use std::io;

use super::analysis::{Findings, pairs_of};
use super::verdict::said;
use super::{Series, Tile, YearValue};
use crate::metric::METRICS;
use crate::quantity::Language;
use crate::statistics::{paired, quantile, summarise};

impl Findings<'_> {
    /// Every month: means, where most runs lie, and differences with intervals for each month alone.
    pub(super) fn series(&self) -> io::Result<Vec<Series>> {
        let mut found = Vec::new();
        for arm in 0..self.request.arms.len() {
            found.extend(self.series_of(arm)?);
        }
        Ok(found)
    }

    fn series_of(&self, arm: usize) -> io::Result<Vec<Series>> {
        let (metrics, months) = (self.request.metrics, self.request.arms[0].months as usize);
        let empty = |&metric: &usize| Series {
            arm: self.name(arm).to_owned(),
            metric: METRICS[metric].id.to_owned(),
            mean: Vec::with_capacity(months),
            low: Vec::with_capacity(months),
            high: Vec::with_capacity(months),
            difference: Vec::new(),
        };
        let mut found: Vec<Series> = metrics.iter().map(empty).collect();
        for part in self.parts_of(months, 2 * metrics.len()) {
            let columns = part.start * metrics.len()..part.end * metrics.len();
            let own = self.long(arm, columns.clone())?;
            let baseline = if arm > 0 { self.long(0, columns.clone())? } else { Vec::new() };
            let rows = [baseline, own];
            for column in 0..columns.len() {
                let series = &mut found[column % metrics.len()];
                let mut values: Vec<f64> =
                    rows[1].iter().flatten().map(|row| row[column]).collect();
                values.retain(|value| !value.is_nan());
                values.sort_unstable_by(f64::total_cmp);
                series.mean.push(said(summarise(&values).mean));
                series.low.push(said(quantile(&values, 0.1)));
                series.high.push(said(quantile(&values, 0.9)));
                if arm > 0 {
                    let found = paired(&pairs_of(&rows[0], &rows[1], column), self.of_month());
                    let ends = [found.difference, found.low, found.high];
                    let is_said = ends.iter().all(|end| end.is_finite());
                    series.difference.push(is_said.then_some(ends));
                }
            }
        }
        Ok(found)
    }

    /// The calendar years of a scenario that stands alone: means, and where most runs lie.
    pub(super) fn year_values(&self) -> io::Result<Vec<YearValue>> {
        let (metrics, scenario) = (self.request.metrics, &self.request.arms[0]);
        let before = scenario.months as usize * metrics.len();
        let mut found: Vec<Vec<YearValue>> = vec![Vec::new(); metrics.len()];
        // A result on disk may hold no years.
        if self.of_arm(0).any(|run| run.seen.lengths()[1] == 0) {
            return Ok(Vec::new());
        }
        for year in 1..=scenario.months.div_ceil(12) {
            let from = before + (year as usize - 1) * metrics.len();
            let rows = self.long(0, from..from + metrics.len())?;
            for (column, &metric) in metrics.iter().enumerate() {
                let mut values: Vec<f64> = rows.iter().flatten().map(|row| row[column]).collect();
                let value = self.mean_of(&values, metric, None);
                values.retain(|value| !value.is_nan());
                values.sort_unstable_by(f64::total_cmp);
                let last = (year * 12).min(scenario.months);
                found[column].push(YearValue {
                    metric: METRICS[metric].id.to_owned(),
                    year,
                    months: last - (year - 1) * 12,
                    burn_in: (year - 1) * 12 < scenario.burn_in,
                    value,
                    spread: (!values.is_empty())
                        .then(|| [0.1, 0.9].map(|of| quantile(&values, of))),
                });
            }
        }
        Ok(found.concat())
    }

    /// Means by community, for the map.
    pub(super) fn tiles(&self) -> io::Result<Vec<Tile>> {
        let place = &self.request.arms[0].place;
        // A result on disk may hold no communities.
        if self.of_arm(0).any(|run| run.seen.lengths()[2] == 0) {
            return Ok(Vec::new());
        }
        const BOTH: [Language; 2] = [Language::En, Language::Zh];
        let tile = |row: &crate::place::CommunityRow| Tile {
            code: row.code.clone(),
            name: BOTH.map(|language| row.name_in(language).to_owned()),
            township: BOTH.map(|of| place.townships[row.township].name_in(of).to_owned()),
            county: BOTH.map(|of| place.counties[row.county].name_in(of).to_owned()),
            zone: row.zone.id().to_owned(),
            adults: row.adults,
            values: Vec::new(),
        };
        let mut tiles: Vec<Tile> = place.communities.iter().map(tile).collect();
        let columns = self.request.metrics.len();
        for (arm, scenario) in self.request.arms.iter().enumerate() {
            // Other places have other tiles: only arms of the baseline's place have values.
            if *scenario.place != **place {
                tiles.iter_mut().for_each(|tile| tile.values.push(vec![None; columns]));
                continue;
            }
            let lengths = self.of_arm(arm).next().map_or([0; 3], |run| run.seen.lengths());
            let before = lengths[0] + lengths[1];
            for part in self.parts_of(tiles.len(), columns) {
                let rows =
                    self.long(arm, before + part.start * columns..before + part.end * columns)?;
                for (at, tile) in tiles[part].iter_mut().enumerate() {
                    let mean = |column: usize| {
                        let values = rows.iter().flatten().map(|row| row[at * columns + column]);
                        said(summarise(&values.collect::<Vec<f64>>()).mean)
                    };
                    tile.values.push((0..columns).map(mean).collect());
                }
            }
        }
        Ok(tiles)
    }
}
