//! What can be chosen at all: packages that surely do not fit a ceiling are told of, and left out of every count of
//! which package is best.

use super::{Comparison, Fit};
use crate::futures::{Rank, ranks};
use crate::metric;
use crate::quantity::Phrase;
use words::say;

impl Comparison {
    /// Whether an arm surely does not fit a ceiling.
    pub fn is_out(&self, arm: &str) -> bool {
        self.ceilings.iter().any(|under| under.arm == arm && under.fit == Fit::DoesNotFit)
    }

    /// How what can be chosen stands among itself in futures, on one outcome: the baseline, and packages that do not
    /// surely break a ceiling as assumed. Nothing where no world was run, or where less than two are left.
    pub fn ranks_within(&self, metric: &str) -> Vec<Rank> {
        let Some(futures) = &self.futures else { return Vec::new() };
        let kept: Vec<usize> =
            (0..self.arms.len()).filter(|&arm| !self.is_out(&self.arms[arm].name)).collect();
        let column = self.metrics.iter().position(|id| id == metric);
        let (Some(column), true) = (column, kept.len() > 1) else { return Vec::new() };
        let value = |row: &crate::futures::Row, arm: usize| {
            let areas = row.arms.get(arm)?;
            areas.first()?.get(column).copied().flatten()
        };
        let first = futures.rows.iter().filter(|row| !row.second);
        let rows: Vec<Vec<f64>> = first
            .map(|row| kept.iter().map(|&arm| value(row, arm).unwrap_or(f64::NAN)).collect())
            .collect();
        let weights: Vec<f64> = futures.worlds.iter().map(|of| of.weight).collect();
        let names: Vec<&str> = kept.iter().map(|&arm| self.arms[arm].name.as_str()).collect();
        ranks(&names, (metric, metric::entry(metric).better), &rows, &weights)
    }

    /// In how many futures the package that comes first is the best on the first goal: among what can be chosen, and
    /// beside what cannot. The title, the ledger and the terminal tell it from here.
    pub fn first_in_futures(&self) -> Option<Phrase> {
        let ranking = self.ranking.as_ref()?;
        let (first, goal) = (ranking.first.as_ref()?, ranking.goals.first()?);
        let within = self.ranks_within(goal);
        if self.arms.len() < 3 {
            return None;
        }
        let own = within.iter().find(|rank| rank.arm == *first)?;
        let is_limited = within.len() < self.arms.len();
        let (n, count, name) = (own.best.n, own.best.count, metric::entry(goal).name);
        let may_fit = within.len() - 1;
        let among = if is_limited {
            say!(
                en " (among the baseline and the packages that may fit: {may_fit})"
                zh "（在基线与可能不超出上限的{may_fit}个方案中）"
            )
        } else {
            Phrase::same("")
        };
        let mut said = Phrase {
            en: format!(
                "Of {n} plausible worlds it is the best on {} in {count}{}",
                name.en, among.en
            ),
            zh: format!("在{n}个可能世界中，它在{}上有{count}个最好{}", name.zh, among.zh),
        };
        let ahead = within.iter().filter(|rank| rank.best.share > own.best.share);
        if let Some(other) = ahead.max_by(|a, b| a.best.share.total_cmp(&b.best.share)) {
            let (called, count) = (self.called(&other.arm), other.best.count);
            said.en += &format!("; {} is in {count}", called.en);
            said.zh += &format!("，“{}”有{count}个", called.zh);
        }
        said.en += ".";
        said.zh += "。";
        if let Some(beside) = self.beside_those_out(goal) {
            said.en += &format!(" {}", beside.en);
            said.zh += &beside.zh;
        }
        Some(said)
    }

    /// Of the packages that do not fit the one that would most often be the best of all.
    fn beside_those_out(&self, goal: &str) -> Option<Phrase> {
        let all = self.futures.iter().flat_map(|futures| &futures.ranks);
        let out = all.filter(|rank| rank.metric == goal && self.is_out(&rank.arm));
        let most = out.max_by(|a, b| a.best.share.total_cmp(&b.best.share))?;
        let (called, count) = (self.called(&most.arm), most.best.count);
        (count > 0).then(|| Phrase {
            en: format!("{}, which does not fit, would be ahead of all in {count}.", called.en),
            zh: format!("“{}”超出上限，否则会在{count}个中领先全部。", called.zh),
        })
    }
}
