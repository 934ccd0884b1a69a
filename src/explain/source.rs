//! On what a default rests: its ground, and what the rows of the evidence base say.

use super::process::plain;
use super::{Line, Page};
use crate::evidence::{self, Row};
use crate::quantity::{Language, Text};
use crate::setting::{Ground, Setting, SettingId};

/// What a ground says of a default.
fn in_words(ground: Ground) -> Text {
    match ground {
        Ground::Seen => Text { en: "the number stood in a source", zh: "该数见于来源原文" },
        Ground::Derived => Text { en: "worked out from sources", zh: "由来源推算" },
        Ground::Excerpt => {
            Text { en: "reported by another document", zh: "见于其他文献的转引" }
        }
        Ground::Recalled => {
            Text { en: "recalled, not seen in a source", zh: "凭记忆，未见来源" }
        }
        Ground::Assumed => Text {
            en: "no source was found for the number; vary it",
            zh: "未找到该数的来源，应变动检验",
        },
    }
}

/// Adds the ground of a setting and the rows that it names.
pub(super) fn add_ground(page: &mut Page, setting: &Setting) {
    let (ground, meaning) = (setting.ground.text(), in_words(setting.ground));
    let support = evidence::support(setting.source);
    let mut words = match page.language {
        Language::En => format!("{}: {}", ground.en, meaning.en),
        Language::Zh => format!("{}：{}", ground.zh, meaning.zh),
    };
    if !support.rows.is_empty() {
        let (way, rows) = (support.text(), page.list(support.rows.iter().copied()));
        words += &match page.language {
            Language::En => format!("; {} {rows}", way.en),
            Language::Zh => format!("；{}：{rows}", way.zh),
        };
    }
    page.add(Text { en: "Ground", zh: "依据" }, words);
    let rows = support.rows.iter().filter_map(|name| evidence::find(name));
    let lines = rows.flat_map(|row| {
        [
            Line::Words(format!("{}: {}", row.id, in_short(row))),
            Line::Under(origin(row, page.language)),
        ]
    });
    page.add_lines(Text { en: "Evidence", zh: "证据" }, lines.collect());
}

/// What a row says.
pub(super) fn in_short(row: &Row) -> String {
    plain(&format!("{}: {}", row.what, row.finding))
}

/// Where a row comes from and how well it is known.
fn origin(row: &Row, language: Language) -> String {
    let known = match language {
        Language::En => format!("known: {}", row.known),
        Language::Zh => format!("可靠程度：{}", row.known),
    };
    if row.source.is_empty() { known } else { plain(&format!("{}; {known}", row.source)) }
}

/// The page of a row of the evidence base.
pub(super) fn explain(page: &mut Page, row: &Row) {
    if !row.source.is_empty() {
        page.add(Text { en: "Source", zh: "来源" }, plain(row.source));
    }
    page.add(Text { en: "How known", zh: "可靠程度" }, row.known.to_owned());
    let named = SettingId::all().map(SettingId::setting);
    let named: Vec<&str> = named
        .filter(|setting| evidence::support(setting.source).rows.contains(&row.id))
        .map(|setting| setting.id)
        .collect();
    let by =
        if named.is_empty() { page.say("no entry", "无").to_owned() } else { page.list(named) };
    page.add(Text { en: "Named by", zh: "引用者" }, by);
}
