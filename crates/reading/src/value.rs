//! Values that a program gives to keys of a scenario, as `--set` does with words.

use std::collections::BTreeMap;

/// What a key of a scenario is given. Made by `into()` of a number, a word, a truth value, a list or a
/// table.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number, in the unit of its key. One without decimals also stands for a whole number.
    Number(f64),
    /// A whole number.
    Whole(i64),
    /// A truth value.
    Flag(bool),
    /// A word or a text. A number in quotes is a word, as in a file.
    Word(String),
    /// A list, as of the codes of communities.
    List(Vec<Value>),
    /// Values by key: by zone, or the parts of an intervention.
    Table(BTreeMap<String, Value>),
}

macro_rules! into_value {
    ($($type:ty => |$from:ident| $value:expr;)*) => {
        $(impl From<$type> for Value {
            fn from($from: $type) -> Self {
                $value
            }
        })*
    };
}

into_value! {
    f64 => |number| Self::Number(number);
    f32 => |number| Self::Number(f64::from(number));
    i64 => |number| Self::Whole(number);
    i32 => |number| Self::Whole(i64::from(number));
    u32 => |number| Self::Whole(i64::from(number));
    u16 => |number| Self::Whole(i64::from(number));
    bool => |flag| Self::Flag(flag);
    &str => |word| Self::Word(word.to_owned());
    String => |word| Self::Word(word);
}

impl<V: Into<Value>> From<Vec<V>> for Value {
    fn from(list: Vec<V>) -> Self {
        Self::List(list.into_iter().map(Into::into).collect())
    }
}

impl<V: Into<Value>, const N: usize> From<[V; N]> for Value {
    fn from(list: [V; N]) -> Self {
        Self::List(list.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<String>, V: Into<Value>> From<BTreeMap<K, V>> for Value {
    fn from(table: BTreeMap<K, V>) -> Self {
        Self::Table(table.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }
}

impl Value {
    /// As it stands in a scenario file.
    pub fn as_written(&self) -> String {
        self.to_toml().to_string()
    }

    /// The same for the reader of files.
    pub fn to_toml(&self) -> toml_edit::Value {
        match self {
            Self::Number(number) => (*number).into(),
            Self::Whole(number) => (*number).into(),
            Self::Flag(flag) => (*flag).into(),
            Self::Word(word) => word.as_str().into(),
            Self::List(list) => list.iter().map(Self::to_toml).collect(),
            Self::Table(table) => {
                table.iter().map(|(key, value)| (key.as_str(), value.to_toml())).collect()
            }
        }
    }
}
