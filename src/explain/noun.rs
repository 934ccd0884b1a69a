//! Zones, accounts and types of service.

use super::{Line, Page};
use crate::quantity::{Language, Text, ZONES, Zone};
use crate::scenario::as_toml;
use crate::scenario::sentence::value;
use crate::setting;
use crate::setting::{ServiceType, SettingId};
use crate::world::{Account, FLOWS, SINKS};

/// What a zone is.
pub(super) fn zone_in_words(zone: Zone) -> Text {
    match zone {
        Zone::Urban => Text {
            en: "Communities in a town: the area of a residents' committee each.",
            zh: "城镇社区：每个为一个居民委员会辖区。",
        },
        Zone::Rural => Text { en: "Villages.", zh: "农区的村。" },
        Zone::Pastoral => Text { en: "Gacha: villages of herders.", zh: "牧区的嘎查。" },
    }
}

/// The page of a zone.
pub(super) fn explain_zone(page: &mut Page, zone: Zone) {
    let others: Vec<&str> =
        ZONES.into_iter().filter(|other| *other != zone).map(Zone::id).collect();
    let others = page.list(others);
    page.add(Text { en: "Others", zh: "其他" }, others);
    let differs = |id: &SettingId| {
        let default = id.setting().default;
        default.iter().any(|value| *value != default[0]) && !id.setting().is_derived()
    };
    let lines = SettingId::all().filter(differs).map(|id| {
        let here = value(id, id.setting().default[zone.index()]);
        Line::Words(format!("{} = {}", id.setting().id, here.say(page.language)))
    });
    let lines = lines.collect();
    page.add_lines(Text { en: "Own defaults", zh: "自有默认值" }, lines);
    let use_it = [
        "[baseline]".to_owned(),
        format!("distance = {{ {} = {} }}", zone.id(), {
            setting!("distance").setting().default[zone.index()]
        }),
    ];
    page.add_lines(Text { en: "In a file", zh: "写法" }, use_it.map(Line::Code).to_vec());
}

/// What an account is.
pub(super) fn account_in_words(account: Account, language: Language) -> String {
    let name = account.text().say(language);
    let outside = matches!(account, Account::Outside);
    match (SINKS.contains(&account), outside, language) {
        (true, _, Language::En) => format!("Where money is spent: {name}."),
        (true, _, Language::Zh) => format!("资金的最终去向：{name}。"),
        (false, true, Language::En) => {
            "The fiscal world beyond the county, and the purses of residents.".to_owned()
        }
        (false, true, Language::Zh) => "旗县以外的财政，以及居民自有资金。".to_owned(),
        (false, false, Language::En) => format!("An account of the ledger: {name}."),
        (false, false, Language::Zh) => format!("账本中的账户：{name}。"),
    }
}

/// The page of an account.
pub(super) fn explain_account(page: &mut Page, account: Account) {
    let name = |account: &Account| account.id();
    let comes = FLOWS.iter().filter(|(_, to)| *to == account).map(|(from, _)| name(from));
    let goes = FLOWS.iter().filter(|(from, _)| *from == account).map(|(_, to)| name(to));
    let (comes, goes): (Vec<&str>, Vec<&str>) = (comes.collect(), goes.collect());
    let comes = page.list(comes);
    page.add(Text { en: "Money from", zh: "资金来自" }, comes);
    let goes = if goes.is_empty() {
        page.say("nowhere: it is spent", "无：资金已支出").to_owned()
    } else {
        page.list(goes)
    };
    page.add(Text { en: "Money to", zh: "资金流向" }, goes);
    page.add(
        Text { en: "Files", zh: "文件" },
        page.say(
            "funding.csv of a run: columns from and to",
            "运行结果中的 funding.csv：from 与 to 列",
        )
        .to_owned(),
    );
}

/// What a type of service is.
pub(super) fn service_in_words(kind: ServiceType, language: Language) -> String {
    match language {
        Language::En => format!(
            "Needs of residents for {}: one of the seven types of community services.",
            kind.text().en
        ),
        Language::Zh => format!("居民对{}的需求：七类社区服务之一。", kind.text().zh),
    }
}

/// The page of a type of service.
pub(super) fn explain_service(page: &mut Page, kind: ServiceType) {
    let prefix = format!("need.{}.", kind.id());
    let own: Vec<SettingId> =
        SettingId::all().filter(|id| id.setting().id.starts_with(&prefix)).collect();
    let lines = own.iter().map(|&id| {
        let setting = id.setting();
        let unit = setting.unit.say(page.language);
        let default = as_toml(id, setting.default);
        Line::Words(format!("{} = {default} {unit}", setting.id))
    });
    let lines = lines.collect();
    page.add_lines(Text { en: "Defaults", zh: "默认值" }, lines);
    let first = own.iter().find(|id| id.setting().id.ends_with(".hours"));
    let example = first.map(|&id| {
        let default = as_toml(id, id.setting().default);
        vec![
            Line::Code("[baseline]".to_owned()),
            Line::Code(format!("{} = {default}", id.setting().id)),
        ]
    });
    page.add_lines(Text { en: "In a file", zh: "写法" }, example.unwrap_or_default());
}
