//! Shares of one whole: what a baseline gives, completed and checked.

use super::messages::{Kind, Report};
use super::phrases;
use super::sheet::Sheet;
use model::policy::{SPLIT, complete_split};
use model::quantity::{Text, ZONES};
use model::setting;
use model::setting::{NeedTable, SettingId, Settings};
use reading::{Spot, tidy};
use words::Phrase;

/// How far a sum may be from what it must be.
pub(super) const TOLERANCE: f64 = 1e-9;

/// Settings whose values belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// The split of the grant: given shares stand, the others divide the rest.
    Split,
    /// Education of a zone: the sum is 1.
    Education,
    /// Weights of residents and colleagues in the appraisal: at most 1.
    Appraisal,
    /// Needs of locals: the sum is 1.
    NeedsOfLocals,
    /// Needs of migrants: the sum is 1.
    NeedsOfMigrants,
}

impl Group {
    /// All groups.
    pub(super) const ALL: [Self; 5] =
        [Self::Split, Self::Education, Self::Appraisal, Self::NeedsOfLocals, Self::NeedsOfMigrants];

    /// The group in words.
    pub(super) fn text(self) -> Text {
        match self {
            Self::Split => Text { en: "the shares of the split", zh: "资金分配比例" },
            Self::Education => Text { en: "the shares of education", zh: "学历构成" },
            Self::Appraisal => Text { en: "the weights of the appraisal", zh: "考核权重" },
            Self::NeedsOfLocals => phrases::NEEDS_OF_LOCALS,
            Self::NeedsOfMigrants => phrases::NEEDS_OF_MIGRANTS,
        }
    }

    /// The settings of the group.
    pub(super) fn settings(self) -> Vec<SettingId> {
        match self {
            Self::Split => SPLIT.to_vec(),
            Self::Education => vec![
                setting!("education.basic"),
                setting!("education.secondary"),
                setting!("education.tertiary"),
            ],
            Self::Appraisal => {
                vec![setting!("appraisal_residents"), setting!("appraisal_peers")]
            }
            Self::NeedsOfLocals => NeedTable::LOCAL.to_vec(),
            Self::NeedsOfMigrants => NeedTable::MIGRANT.to_vec(),
        }
    }

    /// What is wrong with values of the group, if anything is.
    ///
    /// `given` tells which ones the file gives; `baseline` has the values under them.
    pub(super) fn problem(
        self,
        values: &[f64],
        given: &[bool],
        baseline: &[f64],
        zone: usize,
    ) -> Option<Kind> {
        let sum: f64 = values.iter().sum();
        let whole = match self {
            Self::Split => return self.split_problem(values, given, baseline),
            Self::Appraisal => {
                return (sum > 1.0 + TOLERANCE).then_some(Kind::AppraisalAboveOne { sum });
            }
            Self::Education => phrases::education_of(ZONES[zone].text()),
            Self::NeedsOfLocals => phrases::NEEDS_OF_LOCALS.into(),
            Self::NeedsOfMigrants => phrases::NEEDS_OF_MIGRANTS.into(),
        };
        let shares = self.list(values, |_| true);
        ((sum - 1.0).abs() > TOLERANCE).then_some(Kind::SharesNotOne { sum, shares, whole })
    }

    fn split_problem(self, values: &[f64], given: &[bool], baseline: &[f64]) -> Option<Kind> {
        let total = |values: &[f64], which: bool| -> f64 {
            values
                .iter()
                .zip(given)
                .filter(|(_, given)| **given == which)
                .map(|(value, _)| value)
                .sum()
        };
        let sum = total(values, true);
        let all = given.iter().all(|given| *given);
        let is_given = |at: usize| given.get(at).copied().unwrap_or(false);
        if all && (sum - 1.0).abs() > TOLERANCE {
            Some(Kind::SplitNotOne { sum, shares: self.list(values, is_given) })
        } else if !all && sum > 1.0 + TOLERANCE {
            Some(Kind::SplitAboveOne { sum, shares: self.list(values, is_given) })
        } else if !all && sum < 1.0 - TOLERANCE && total(baseline, false) <= 0.0 {
            let others = self.words().into_iter().enumerate().filter(|(at, _)| !is_given(*at));
            let others: Vec<&str> = others.map(|(_, word)| word).collect();
            Some(Kind::SplitWithoutRest { sum, others: Phrase::same(others.join(", ")) })
        } else {
            None
        }
    }

    /// Shares with their values.
    fn list(self, values: &[f64], which: impl Fn(usize) -> bool) -> Phrase {
        let shares = self.words().into_iter().zip(values).enumerate().filter(|(at, _)| which(*at));
        let words = shares.map(|(_, (word, value))| format!("{word} {}", tidy(*value)));
        Phrase::same(words.collect::<Vec<_>>().join(", "))
    }

    /// The part of the identifiers in which the settings of the group differ.
    fn words(self) -> Vec<&'static str> {
        let part = if self == Self::Appraisal { 0 } else { 1 };
        let ids = self.settings().into_iter().map(|id| id.setting().id);
        ids.map(|id| id.split('.').nth(part).unwrap_or(id)).collect()
    }
}

/// Settings whose values belong together, and how.
#[derive(Clone, Debug)]
pub struct Sharing {
    /// All of them.
    pub with: Vec<SettingId>,
    /// What holds of them together.
    pub rule: Text,
}

/// What a setting shares with others, if anything.
pub fn sharing(id: SettingId) -> Option<Sharing> {
    let group = Group::ALL.into_iter().find(|group| group.settings().contains(&id))?;
    let rule = match group {
        Group::Split => Text {
            en: "the six sum to 1; those given stand, the others share the rest in the baseline's proportions",
            zh: "六项之和为1；给出的取值不变，其余按基线比例分享剩余部分",
        },
        Group::Education | Group::NeedsOfLocals | Group::NeedsOfMigrants => {
            Text { en: "all together sum to 1", zh: "合计为1" }
        }
        Group::Appraisal => Text { en: "together at most 1", zh: "合计不超过1" },
    };
    Some(Sharing { with: group.settings(), rule })
}

/// Completes the split of a baseline that gives some shares, and checks all groups of it.
pub(super) fn complete(report: &mut Report, sheet: &Sheet, baseline: &mut [Settings; 3]) {
    for group in Group::ALL {
        let ids = group.settings();
        for zone in 0..ZONES.len() {
            let spots = ids
                .iter()
                .map(|id| sheet.get(id).and_then(|values| values[zone]).map(|given| given.spot));
            let spots: Vec<Option<Spot>> = spots.collect();
            let Some(last) = spots.iter().flatten().max() else { continue };
            let given: Vec<bool> = spots.iter().map(Option::is_some).collect();
            let values: Vec<f64> = ids.iter().map(|&id| baseline[zone].get(id)).collect();
            let defaults = Settings::defaults(ZONES[zone]);
            let under: Vec<f64> = ids.iter().map(|&id| defaults.get(id)).collect();
            if let Some(kind) = group.problem(&values, &given, &under, zone) {
                let places: Vec<Spot> = spots.iter().flatten().copied().collect();
                let more = phrases::given_in(&report.places(&places));
                report.fault(*last, kind).more(more);
            } else if group == Group::Split
                && let (Ok(ids), Ok(given)) = (ids.clone().try_into(), given.try_into())
            {
                complete_split(&mut baseline[zone], &defaults, ids, given);
            }
        }
    }
}
