//! Margins: the least difference of a metric that a planner cares for, in the metric's own unit. They do
//! not depend on the place, its size or its luck, so the same difference is told in the same words
//! everywhere.

use crate::quantity::Text;

/// The least difference that matters, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margin {
    /// In the unit of the metric.
    pub size: f64,
    /// In words.
    pub words: Text,
    /// Why so much.
    pub reason: Text,
}

const fn margin(size: f64, words: Text, reason: Text) -> Margin {
    Margin { size, words, reason }
}

const fn text(en: &'static str, zh: &'static str) -> Text {
    Text { en, zh }
}

/// Of shares and their differences.
pub(super) const POINT: Margin = margin(
    0.01,
    text("1 percentage point", "1个百分点"),
    text(
        "One in a hundred: the step in which targets of shares are set and reported.",
        "百分之一：比率类目标设定与通报通常以一个百分点为单位。",
    ),
);

/// Of rates of leaving.
pub(super) const LEAVER: Margin = margin(
    0.01,
    text("1 percentage point", "1个百分点"),
    text(
        "One leaver a year among a hundred cadres: one post more or less to fill in a county of twenty communities.",
        "每百名社区工作者每年一人次：约二十个社区的旗县多或少补一个岗位。",
    ),
);

/// Of indices from 0 to 1 that have no unit.
pub(super) const HUNDREDTH: Margin = margin(
    0.01,
    text("0.01 of the index", "指数0.01"),
    text(
        "An index has no unit. A hundredth of its range is also what counts as a change of one resident's attitude.",
        "指数没有单位；取其范围的百分之一，与判定单个居民态度是否变化的界限一致。",
    ),
);

/// Of ratios to a whole that may be exceeded: revenue, needs, hours, the participation of locals.
pub(super) const OF_THE_WHOLE: Margin = margin(
    0.01,
    text("0.01 (1 per cent of what it is compared with)", "0.01（比较对象的1%）"),
    text(
        "One per cent of the revenue, the needs, the hours or the rate that it is measured by.",
        "相当于其所比照的财力、需求、工时或参与率的百分之一。",
    ),
);

/// Of money per adult.
pub(super) const YUAN: Margin = margin(
    1.0,
    text("1 yuan per adult", "每名成年居民1元"),
    text(
        "Budgets per adult are planned in whole yuan; in a county of 50,000 adults it is about the pay of one cadre.",
        "人均经费以元为单位编列；在五万成年居民的旗县，约合一名社区工作者的年薪酬。",
    ),
);

/// Of pay owed to a cadre.
pub(super) const HUNDRED_YUAN: Margin = margin(
    100.0,
    text("100 yuan per cadre", "人均100元"),
    text("The step in which pay is set and owed.", "薪酬核定与拖欠通常以百元计。"),
);

/// Of what one resolved request costs.
pub(super) const TEN_YUAN: Margin = margin(
    10.0,
    text("10 yuan per request", "每件10元"),
    text(
        "The step in which the cost of a single service is reckoned; well below one per cent of it.",
        "单项服务成本核算的通常单位，远低于其百分之一。",
    ),
);

/// Of requests a month.
pub(super) const REQUEST: Margin = margin(
    0.1,
    text("0.1 requests per 1000 adults", "每千名成年居民0.1件"),
    text(
        "About one request a year in a community of a thousand adults.",
        "约合千名成年居民的社区每年一件。",
    ),
);

/// Of disputes a month.
pub(super) const DISPUTE: Margin = margin(
    0.01,
    text("0.01 disputes per 1000 adults", "每千名成年居民0.01起"),
    text(
        "Disputes are rare: about six a year in a county of 50,000 adults.",
        "纠纷较少：约合五万成年居民的旗县每年六起。",
    ),
);

/// Of waiting.
pub(super) const DAYS: Margin = margin(
    0.1,
    text("0.1 months", "0.1个月"),
    text(
        "Three days: time limits of service are set in working days.",
        "约三天：服务时限以工作日规定。",
    ),
);

/// Of directors replaced.
pub(super) const DIRECTOR: Margin = margin(
    1.0,
    text("1 director", "1名主任"),
    text("Directors are counted in persons.", "主任以人计。"),
);

/// Of numbers of residents.
pub(super) const TEN_ADULTS: Margin = margin(
    10.0,
    text("10 adults", "10人"),
    text(
        "Fewer than the adults of one small building, whatever the size of the place.",
        "不足一栋小楼的成年居民，与地区大小无关。",
    ),
);

/// Of moves.
pub(super) const MOVE: Margin = margin(
    1.0,
    text("1 move per 1000 adults a year", "每千名成年居民每年1人"),
    text("The unit in which migration is reported.", "人口迁移统计的通常单位。"),
);
