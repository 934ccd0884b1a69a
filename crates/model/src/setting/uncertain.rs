//! What is uncertain of a setting: what it is, and how far its value may be from the default.

use crate::quantity::Text;

/// What a setting is: who could know its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A lever: somebody decides it.
    Lever,
    /// A fact of a place, known to whoever plans there: wages, posts, revenue, who lives there.
    Fact,
    /// A price or cost that has to be guessed until somebody asks for an offer.
    Price,
    /// How people and offices respond: nobody knows it exactly.
    Behaviour,
    /// Part of the form of the model: limits, scales and reference points of its formulas.
    Form,
}

impl Nature {
    /// All of them, in the order of the enumeration.
    pub const ALL: [Self; 5] = [Self::Lever, Self::Fact, Self::Price, Self::Behaviour, Self::Form];

    /// Its name in both languages.
    pub fn text(self) -> Text {
        match self {
            Self::Lever => Text { en: "lever", zh: "杠杆" },
            Self::Fact => Text { en: "fact of a place", zh: "地方事实" },
            Self::Price => Text { en: "price", zh: "价格" },
            Self::Behaviour => Text { en: "behaviour", zh: "行为" },
            Self::Form => Text { en: "form of the model", zh: "模型形式" },
        }
    }

    /// Its word in machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Self::Lever => "lever",
            Self::Fact => "fact",
            Self::Price => "price",
            Self::Behaviour => "behaviour",
            Self::Form => "form",
        }
    }

    /// Whether it differs from world to world.
    pub fn varies(self) -> bool {
        matches!(self, Self::Price | Self::Behaviour)
    }
}

/// How worlds are spread over a plausible range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Evenly.
    Uniform,
    /// Evenly on the scale of logarithms: half is as far as twice.
    LogUniform,
    /// Most at the default, falling in a straight line to none at both ends.
    Triangular,
}

impl Shape {
    /// Its name in both languages.
    pub fn text(self) -> Text {
        match self {
            Self::Uniform => Text { en: "uniform", zh: "均匀" },
            Self::LogUniform => Text { en: "log-uniform", zh: "对数均匀" },
            Self::Triangular => {
                Text { en: "triangular about the default", zh: "以默认值为峰的三角形" }
            }
        }
    }

    /// Its word in machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::LogUniform => "log-uniform",
            Self::Triangular => "triangular",
        }
    }
}

/// What a plausible range rests on. Whatever it is, the range is a judgement: no data set gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Judged together with the default, within the bounds of the sources that the ground names.
    Documented,
    /// Half to twice the default, for want of anything better.
    HalfToTwice,
    /// As far about the default as a middling value of the index goes.
    AroundDefault,
    /// One factor for all zones: the sources order the zones, and do not say how far each is known.
    CommonFactor,
}

impl Why {
    /// The reason in both languages.
    pub fn text(self) -> Text {
        match self {
            Self::Documented => Text {
                en: "judged with the default, within the bounds and signs that its ground names",
                zh: "与默认值一同判断，不超出其依据所给的界限和方向",
            },
            Self::HalfToTwice => Text {
                en: "no source: half to twice the default",
                zh: "无来源：取默认值的一半至两倍",
            },
            Self::AroundDefault => Text {
                en: "no source: about the default, short of the ends of the index",
                zh: "无来源：取默认值附近，不及指数两端",
            },
            Self::CommonFactor => Text {
                en: "no source says how far each zone is known: one factor on the defaults of all zones",
                zh: "无来源说明各类地区的把握程度：各类地区默认值乘同一倍数",
            },
        }
    }
}

/// How far a value may be from its default.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Doubt {
    /// Lowest plausible value, or factor on the defaults of the zones.
    pub low: f64,
    /// Highest plausible value or factor.
    pub high: f64,
    /// How worlds are spread over the range.
    pub shape: Shape,
    /// What the range rests on.
    pub why: Why,
    /// Whether `low` and `high` are factors on the defaults of the zones, one for all.
    pub is_factor: bool,
    /// The name of the settings that go up and down together, if their ranges only make sense so.
    pub together: Option<&'static str>,
}

impl Doubt {
    /// The doubt of an entry with a usual range, or with factors on its defaults instead.
    pub(super) fn of(
        plausible: Option<(f64, f64)>,
        (shape, why): (Shape, Why),
        factors: Option<(f64, f64)>,
        together: Option<&'static str>,
    ) -> Self {
        let (low, high) = factors.or(plausible).unwrap_or((f64::NAN, f64::NAN));
        Self { low, high, shape, why, is_factor: factors.is_some(), together }
    }
}
