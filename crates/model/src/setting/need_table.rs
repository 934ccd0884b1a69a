//! The table of needs: what residents need, and what it takes (model section 2).

use std::sync::LazyLock;

use super::{
    Doubt, Ground, Group, Nature, Scope, Setting, SettingId, Shape, Table, When, Why, is_same,
};
use crate::quantity::{Choice, Text, Value};

/// What a need is about: the seven types of community services.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceType {
    /// Employment.
    Employment,
    /// Social security.
    SocialSecurity,
    /// Social assistance.
    SocialAssistance,
    /// Health and family planning.
    Health,
    /// Culture, education, sports.
    Culture,
    /// Services for the migrant population.
    MigrantServices,
    /// Public safety.
    PublicSafety,
}

/// The seven types, in the order of the table.
pub const SERVICE_TYPES: [ServiceType; 7] = [
    ServiceType::Employment,
    ServiceType::SocialSecurity,
    ServiceType::SocialAssistance,
    ServiceType::Health,
    ServiceType::Culture,
    ServiceType::MigrantServices,
    ServiceType::PublicSafety,
];

impl ServiceType {
    /// Position in the table.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The type's identifier, as in `need.<type>.hours`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Employment => "employment",
            Self::SocialSecurity => "social_security",
            Self::SocialAssistance => "social_assistance",
            Self::Health => "health",
            Self::Culture => "culture",
            Self::MigrantServices => "migrant_services",
            Self::PublicSafety => "public_safety",
        }
    }

    /// The type's name in both languages.
    pub const fn text(self) -> Text {
        match self {
            Self::Employment => Text { en: "employment", zh: "就业服务" },
            Self::SocialSecurity => Text { en: "social security", zh: "社会保障" },
            Self::SocialAssistance => Text { en: "social assistance", zh: "社会救助" },
            Self::Health => Text { en: "health and family planning", zh: "卫生和计划生育" },
            Self::Culture => Text { en: "culture, education, sports", zh: "文化教育体育" },
            Self::MigrantServices => Text { en: "migrant services", zh: "流动人口服务" },
            Self::PublicSafety => Text { en: "public safety", zh: "社区安全" },
        }
    }
}

/// What the table says of one type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NeedRow {
    /// Share of the needs of locals.
    pub local: f64,
    /// Share of the needs of migrants.
    pub migrant: f64,
    /// Hours that a request takes, before distance and handing over.
    pub hours: f64,
    /// Materials of a request, in yuan.
    pub materials: f64,
    /// Whether it crosses departments.
    pub crosses: bool,
    /// Whether a social organisation can do it.
    pub social: bool,
    /// Whether volunteers can do it.
    pub volunteers: bool,
}

/// The table of needs: a row for each type, in the order of [`SERVICE_TYPES`].
#[derive(Clone, Debug, PartialEq)]
pub struct NeedTable {
    /// The rows.
    pub rows: [NeedRow; 7],
}

/// A column of the table: its entries are alike but for type and default.
struct Column {
    /// What it is called in plain words, where its name says less.
    plain: Option<[&'static str; 2]>,
    id: &'static str,
    choice: Choice,
    range: (f64, f64),
    nature: Nature,
    unit: Text,
    name: Text,
    /// The meaning, to which the name of the type is added.
    meaning: Text,
}

const PLAIN: Text = Text { en: "", zh: "" };

const COLUMNS: [Column; 7] = [
    Column {
        id: "local",
        plain: None,
        choice: f64::CHOICE,
        range: (0.0, 1.0),
        nature: Nature::Fact,
        unit: PLAIN,
        name: Text { en: "local share", zh: "户籍居民占比" },
        meaning: Text {
            en: "Share of the needs of locals that are of this type",
            zh: "户籍居民的需求中属于该类的比例，各类之和为1",
        },
    },
    Column {
        id: "migrant",
        plain: None,
        choice: f64::CHOICE,
        range: (0.0, 1.0),
        nature: Nature::Fact,
        unit: PLAIN,
        name: Text { en: "migrant share", zh: "流动人口占比" },
        meaning: Text {
            en: "Share of the needs of migrants that are of this type",
            zh: "流动人口的需求中属于该类的比例，各类之和为1",
        },
    },
    Column {
        id: "hours",
        plain: Some(["how long a request takes", "办一件诉求要多久"]),
        choice: f64::CHOICE,
        range: (0.05, 40.0),
        nature: Nature::Behaviour,
        unit: Text { en: "hours per request", zh: "小时/件" },
        name: Text { en: "hours", zh: "工时" },
        meaning: Text {
            en: "Hours that a request of this type takes, before distance and handing over",
            zh: "办理一件该类诉求所需的工时，未计距离和部门流转",
        },
    },
    Column {
        id: "materials",
        plain: None,
        choice: f64::CHOICE,
        range: (0.0, 10_000.0),
        nature: Nature::Price,
        unit: Text { en: "yuan per request", zh: "元/件" },
        name: Text { en: "materials", zh: "物资费用" },
        meaning: Text {
            en: "Materials of a request of this type, paid from the service account",
            zh: "办理一件该类诉求的物资费用，由服务账户支付",
        },
    },
    Column {
        id: "crosses",
        plain: None,
        choice: bool::CHOICE,
        range: (0.0, 1.0),
        nature: Nature::Form,
        unit: PLAIN,
        name: Text { en: "crosses departments", zh: "跨部门" },
        meaning: Text {
            en: "Whether a request of this type crosses departments and so takes more hours",
            zh: "该类诉求是否跨部门流转，跨部门则耗时更多",
        },
    },
    Column {
        id: "social",
        plain: None,
        choice: bool::CHOICE,
        range: (0.0, 1.0),
        nature: Nature::Form,
        unit: PLAIN,
        name: Text { en: "social organisations", zh: "社会组织可办" },
        meaning: Text {
            en: "Whether a social organisation can do a request of this type",
            zh: "该类诉求能否由社会组织办理",
        },
    },
    Column {
        id: "volunteers",
        plain: None,
        choice: bool::CHOICE,
        range: (0.0, 1.0),
        nature: Nature::Form,
        unit: PLAIN,
        name: Text { en: "volunteers", zh: "志愿者可办" },
        meaning: Text {
            en: "Whether volunteers can do a request of this type",
            zh: "该类诉求能否由志愿者办理",
        },
    },
];

/// The defaults: a row for each type, a number for each column.
const DEFAULTS: [[f64; COLUMNS.len()]; SERVICE_TYPES.len()] = [
    [0.10, 0.22, 3.0, 20.0, 1.0, 1.0, 0.0],
    [0.22, 0.16, 2.5, 10.0, 1.0, 0.0, 0.0],
    [0.14, 0.08, 4.0, 120.0, 1.0, 1.0, 0.0],
    [0.20, 0.16, 2.5, 40.0, 1.0, 0.0, 0.0],
    [0.16, 0.10, 2.0, 60.0, 0.0, 1.0, 1.0],
    [0.00, 0.20, 3.0, 20.0, 1.0, 1.0, 0.0],
    [0.18, 0.08, 1.875, 30.0, 1.0, 0.0, 1.0],
];

/// The entries, made once: their texts are put together from type and column.
static ENTRIES: LazyLock<Vec<Setting>> = LazyLock::new(|| {
    SERVICE_TYPES
        .into_iter()
        .flat_map(|kind| {
            COLUMNS.iter().enumerate().map(move |(at, column)| entry(kind, at, column))
        })
        .collect()
});

fn entry(kind: ServiceType, at: usize, column: &Column) -> Setting {
    let about = kind.text();
    let name = Text {
        en: format!("{}: {}", about.en, column.name.en).leak(),
        zh: format!("{}：{}", about.zh, column.name.zh).leak(),
    };
    let meaning = Text {
        en: format!("{} ({}).", column.meaning.en, about.en).leak(),
        zh: format!("{}（{}）。", column.meaning.zh, about.zh).leak(),
    };
    let default = DEFAULTS[kind.index()][at];
    // No source says what a request takes: the range of all types is made alike.
    let plausible = column.nature.varies().then_some((default / 2.0, default * 2.0));
    Setting {
        id: NeedTable::IDS[kind.index() * COLUMNS.len() + at],
        group: Text { en: "table of needs", zh: "需求表" },
        choice: column.choice,
        default: [default; 3],
        by_zone: false,
        range: column.range,
        plausible,
        nature: column.nature,
        doubt: plausible.map(|(low, high)| Doubt {
            low,
            high,
            shape: Shape::LogUniform,
            why: Why::HalfToTwice,
            is_factor: false,
            together: None,
        }),
        unit: column.unit,
        table: Table::Values,
        scope: Scope::Fixed,
        read: vec![When::Month],
        gates: Vec::new(),
        ground: Ground::Assumed,
        source: "assumed",
        decides: None,
        costs_money: false,
        name,
        meaning,
        plain: column.plain.map(|[en, zh]| Text {
            en: format!("{en} ({})", about.en).leak(),
            zh: format!("{zh}（{}）", about.zh).leak(),
        }),
    }
}

impl NeedRow {
    fn from_numbers(numbers: [f64; COLUMNS.len()]) -> Self {
        let [local, migrant, hours, materials, crosses, social, volunteers] = numbers;
        Self {
            local,
            migrant,
            hours,
            materials,
            crosses: bool::from_number(crosses),
            social: bool::from_number(social),
            volunteers: bool::from_number(volunteers),
        }
    }

    fn numbers(self) -> [f64; COLUMNS.len()] {
        [
            self.local,
            self.migrant,
            self.hours,
            self.materials,
            self.crosses.to_number(),
            self.social.to_number(),
            self.volunteers.to_number(),
        ]
    }
}

impl NeedTable {
    /// The shares of the types in the needs of locals, in the order of [`SERVICE_TYPES`].
    pub const LOCAL: [SettingId; 7] = column("local");
    /// The shares of the types in the needs of migrants, in the order of [`SERVICE_TYPES`].
    pub const MIGRANT: [SettingId; 7] = column("migrant");

    /// The row of a type.
    pub fn row(&self, kind: ServiceType) -> &NeedRow {
        &self.rows[kind.index()]
    }

    /// The table with a number for each entry, in the order of the entries.
    pub(super) fn from_numbers(numbers: &[f64]) -> Self {
        let number = |at: usize| numbers.get(at).copied().unwrap_or(f64::NAN);
        Self {
            rows: SERVICE_TYPES.map(|kind| {
                let first = kind.index() * COLUMNS.len();
                NeedRow::from_numbers(std::array::from_fn(|at| number(first + at)))
            }),
        }
    }
}

/// The entries of a column, by type.
const fn column(id: &str) -> [SettingId; SERVICE_TYPES.len()] {
    let mut at = 0;
    while !is_same(COLUMNS[at].id, id) {
        at += 1;
    }
    let mut found = [SettingId::named(NeedTable::IDS[at]); SERVICE_TYPES.len()];
    let mut kind = 0;
    while kind < found.len() {
        found[kind] = SettingId::named(NeedTable::IDS[kind * COLUMNS.len() + at]);
        kind += 1;
    }
    found
}

/// Identifiers of the entries: of each type those of all columns.
macro_rules! ids {
    ($($kind:literal)*) => {
        &[$(
            concat!("need.", $kind, ".local"),
            concat!("need.", $kind, ".migrant"),
            concat!("need.", $kind, ".hours"),
            concat!("need.", $kind, ".materials"),
            concat!("need.", $kind, ".crosses"),
            concat!("need.", $kind, ".social"),
            concat!("need.", $kind, ".volunteers"),
        )*]
    };
}

impl Group for NeedTable {
    const IDS: &'static [&'static str] = ids!(
        "employment" "social_security" "social_assistance" "health" "culture" "migrant_services"
        "public_safety"
    );

    fn entries() -> Vec<Setting> {
        ENTRIES.clone()
    }

    fn get(&self, index: usize) -> f64 {
        self.rows[index / COLUMNS.len()].numbers()[index % COLUMNS.len()]
    }

    fn set(&mut self, index: usize, number: f64) {
        let row = &mut self.rows[index / COLUMNS.len()];
        let mut numbers = row.numbers();
        numbers[index % COLUMNS.len()] = number;
        *row = NeedRow::from_numbers(numbers);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> NeedTable {
        let numbers: Vec<f64> = NeedTable::entries().iter().map(|entry| entry.default[0]).collect();
        NeedTable::from_numbers(&numbers)
    }

    #[test]
    fn the_default_shares_of_each_group_sum_to_one() {
        let rows = table().rows;
        assert!((rows.iter().map(|row| row.local).sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((rows.iter().map(|row| row.migrant).sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn an_identifier_leads_to_its_cell() {
        let table = table();
        let at = NeedTable::entries()
            .iter()
            .position(|entry| entry.id == "need.social_assistance.materials")
            .unwrap();
        assert_eq!(table.get(at), 120.0);
        assert_eq!(table.row(ServiceType::SocialAssistance).materials, 120.0);
        assert!(table.row(ServiceType::Culture).volunteers);
        for (at, entry) in NeedTable::entries().iter().enumerate() {
            let kind = SERVICE_TYPES[at / COLUMNS.len()];
            let column = COLUMNS[at % COLUMNS.len()].id;
            assert_eq!(entry.id, format!("need.{}.{column}", kind.id()));
        }
    }
}
