//! Names of teams: plants, birds and things of the sky. Nobody is asked for a name, so that nothing personal is
//! kept and nobody has to think of one.

use words::Text;

/// The most teams of a workshop: one a name.
pub const MOST_TEAMS: usize = 24;

/// The names, in the order in which they are given.
pub(super) const NAMES: [Text; MOST_TEAMS] = [
    Text { en: "Willow", zh: "柳树" },
    Text { en: "Swallow", zh: "燕子" },
    Text { en: "Apricot", zh: "杏树" },
    Text { en: "Magpie", zh: "喜鹊" },
    Text { en: "Poplar", zh: "杨树" },
    Text { en: "Lark", zh: "云雀" },
    Text { en: "Lily", zh: "百合" },
    Text { en: "Crane", zh: "仙鹤" },
    Text { en: "Birch", zh: "白桦" },
    Text { en: "Wagtail", zh: "鹡鸰" },
    Text { en: "Clover", zh: "苜蓿" },
    Text { en: "Heron", zh: "苍鹭" },
    Text { en: "Elm", zh: "榆树" },
    Text { en: "Cuckoo", zh: "布谷" },
    Text { en: "Iris", zh: "马兰" },
    Text { en: "Swan", zh: "天鹅" },
    Text { en: "Pine", zh: "松树" },
    Text { en: "Thrush", zh: "画眉" },
    Text { en: "Reed", zh: "芦苇" },
    Text { en: "Oriole", zh: "黄鹂" },
    Text { en: "Maple", zh: "枫树" },
    Text { en: "Plover", zh: "鸻鸟" },
    Text { en: "Thyme", zh: "百里香" },
    Text { en: "Wren", zh: "鹪鹩" },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_teams_have_the_same_name_in_either_language() {
        for (at, name) in NAMES.iter().enumerate() {
            for other in &NAMES[..at] {
                assert!(name.en != other.en && name.zh != other.zh, "{}", name.en);
            }
        }
    }
}
