//! The macros by which entries are written: a group of settings, and all groups side by side.

/// Declares a group: a struct of typed fields and the entries of the registry, from one text. A
/// `heading` divides a long group: it holds for its entry and those after it.
macro_rules! settings {
    (
        $(#[$about:meta])*
        $group:ident: $group_en:literal $group_zh:literal;
        $(
            $field:ident $(as $id:literal)?: $kind:ty = $default:expr,
            range $low:literal..=$high:literal,
            $(plausible $from:literal..=$to:literal,)?
            is $nature:ident,
            $(varies $shape:ident $why:ident
                $(times $least:literal..=$most:literal)? $(together $together:literal)?,)?
            unit $unit_en:literal $unit_zh:literal,
            $(table $table:ident,)?
            scope $scope:ident,
            $(read $($when:ident)+,)?
            $(only [$($gate:expr),+],)?
            $(decides $decides:ident,)?
            $(costs $costs:ident,)?
            $(heading $heading_en:literal $heading_zh:literal,)?
            ground $ground:ident $source:literal;
            $(plain $plain_en:literal $plain_zh:literal;)?
            en $name_en:literal $meaning_en:literal;
            zh $name_zh:literal $meaning_zh:literal;
        )*
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $group {
            $(#[doc = $meaning_en] pub $field: $kind,)*
        }

        impl $crate::setting::Group for $group {
            const IDS: &'static [&'static str] =
                &[$($crate::setting::first!($($id,)? stringify!($field))),*];

            fn entries() -> Vec<$crate::setting::Setting> {
                use $crate::quantity::Text;
                #[allow(unused_imports, reason = "not every group takes choices")]
                use $crate::quantity::*;
                #[allow(unused_imports, reason = "not every group has gates")]
                use $crate::setting::when::written::*;
                #[allow(unused_imports, reason = "few groups have programmes")]
                use $crate::setting::{DefaultOf, Unpaid};
                fn by_zone<T, D: DefaultOf<T>>(_: &D) -> bool { D::BY_ZONE }
                let mut group = Text { en: $group_en, zh: $group_zh };
                let _ = &mut group;
                vec![$({
                    let default = $default;
                    $(group = Text { en: $heading_en, zh: $heading_zh };)?
                    let plausible = $crate::setting::first!($(Some(($from, $to)),)? None);
                    const GATES: &[$crate::setting::Gate] = &[$($($gate),+)?];
                    $crate::setting::Setting {
                        id: $crate::setting::first!($($id,)? stringify!($field)),
                        group,
                        choice: <$kind as $crate::quantity::Value>::CHOICE,
                        by_zone: by_zone::<$kind, _>(&default),
                        default: DefaultOf::<$kind>::numbers(default),
                        range: ($low, $high),
                        plausible,
                        nature: $crate::setting::Nature::$nature,
                        doubt: $crate::setting::first!(
                            $(Some($crate::setting::Doubt::of(
                                plausible,
                                ($crate::setting::Shape::$shape, $crate::setting::Why::$why),
                                $crate::setting::first!($(Some(($least, $most)),)? None),
                                $crate::setting::first!($(Some($together),)? None),
                            )),)?
                            None
                        ),
                        unit: Text { en: $unit_en, zh: $unit_zh },
                        table: $crate::setting::first!(
                            $($crate::setting::Table::$table,)? $crate::setting::Table::Values
                        ),
                        scope: $crate::setting::Scope::$scope,
                        read: $crate::setting::first!(
                            $(vec![$($crate::setting::When::$when),+],)? vec![$crate::setting::When::Month]
                        ),
                        gates: GATES.to_vec(),
                        ground: $crate::setting::Ground::$ground,
                        source: $source,
                        decides: $crate::setting::first!(
                            $(Some($crate::setting::Decider::$decides),)? None
                        ),
                        costs_money: $crate::setting::first!($(stringify!($costs),)? "") == "money"
                            || <$kind as $crate::quantity::Value>::COSTS_MONEY,
                        name: Text { en: $name_en, zh: $name_zh },
                        meaning: Text { en: $meaning_en, zh: $meaning_zh },
                        plain: $crate::setting::first!(
                            $(Some(Text { en: $plain_en, zh: $plain_zh }),)? None
                        ),
                    }
                }),*]
            }

            fn get(&self, index: usize) -> f64 {
                let numbers = [$($crate::quantity::Value::to_number(self.$field)),*];
                numbers[index]
            }

            fn set(&mut self, index: usize, number: f64) {
                let mut at = 0;
                $(
                    if at == index {
                        self.$field = $crate::quantity::Value::from_number(number);
                    }
                    at += 1;
                )*
                debug_assert!(index < at, "index of a setting within its group");
            }
        }

        impl $group {
            /// How many of its entries are programmes.
            #[allow(dead_code, reason = "asked of levers alone")]
            pub(super) const PROGRAMMES: usize =
                0 $(+ <$kind as $crate::quantity::Value>::COSTS_MONEY as usize)*;

            /// The group with a number for each entry, in the order of the entries.
            pub(super) fn from_numbers(numbers: &[f64]) -> Self {
                let mut numbers = numbers.iter().copied();
                Self {
                    $($field: $crate::quantity::Value::from_number(
                        numbers.next().unwrap_or(f64::NAN),
                    ),)*
                }
            }
        }
    };
}

/// The first of some expressions: a part of an entry, or what it is where the entry leaves it out.
macro_rules! first {
    ($first:expr $(, $others:expr)* $(,)?) => {
        $first
    };
}

/// Declares [`Settings`]: all groups side by side, reached by one running index.
macro_rules! groups {
    ($($(#[$about:meta])* $field:ident: $group:ty,)*) => {
        /// A value for every lever and parameter, for one zone or community.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Settings {
            $($(#[$about])* pub $field: $group,)*
        }

        impl Settings {
            fn entries() -> Vec<Setting> {
                let mut all = Vec::new();
                $(all.extend(<$group as Group>::entries());)*
                all
            }

            /// The place of an identifier in the registry.
            const fn position(id: &str) -> Option<usize> {
                let mut before = 0;
                $(
                    if let Some(at) = position(<$group as Group>::IDS, id) {
                        return Some(before + at);
                    }
                    before += <$group as Group>::IDS.len();
                )*
                let _ = before;
                None
            }

            fn from_numbers(numbers: &[f64]) -> Self {
                let mut rest = numbers;
                $(
                    let (mine, others) = rest.split_at(<$group as Group>::IDS.len());
                    rest = others;
                    let $field = <$group>::from_numbers(mine);
                )*
                debug_assert!(rest.is_empty(), "a number for each setting");
                Self { $($field),* }
            }

            /// The number of setting `id` (choices as their position, booleans as 0 or 1).
            pub fn get(&self, id: SettingId) -> f64 {
                let mut index = id.index();
                $(
                    let length = <$group as Group>::IDS.len();
                    if index < length {
                        return self.$field.get(index);
                    }
                    index -= length;
                )*
                debug_assert!(index == 0, "index of a setting");
                f64::NAN
            }

            /// Sets setting `id` to a number.
            pub fn set(&mut self, id: SettingId, number: f64) {
                let mut index = id.index();
                $(
                    let length = <$group as Group>::IDS.len();
                    if index < length {
                        return self.$field.set(index, number);
                    }
                    index -= length;
                )*
                debug_assert!(index == 0, "index of a setting");
            }
        }
    };
}

pub(super) use {first, groups, settings};
