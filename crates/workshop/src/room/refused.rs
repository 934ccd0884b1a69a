//! Why a workshop does not take something.

use words::{Phrase, say};

use super::event::Beat;
use super::names::MOST_TEAMS;
use super::{MOST_MEMBERS, MOST_MINUTES, MOST_ROUNDS};

/// Why a workshop does not take something.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// Who asks is in no team.
    JoinFirst,
    /// There is no such team.
    NoSuchTeam,
    /// There is no name left.
    TooManyTeams,
    /// No name of the list, or one that another team has.
    NoSuchName,
    /// Too many people.
    TooManyMembers,
    /// New teams come before the reveal.
    TooLate,
    /// The workshop has ended.
    Over,
    /// Nothing comes before the first beat.
    AtTheBeginning,
    /// The teams have chosen as often as they may.
    NoMoreRounds,
    /// This belongs to another beat.
    NotNow(Beat),
    /// Not three numbers in their order, within what is possible.
    Forecast(f64, f64),
    /// Dearer than the purse: price, purse.
    Purse(f64, f64),
    /// More effort points than there are: used, given.
    Effort(u32, u32),
    /// More or less than the minutes that a beat may get.
    Minutes,
    /// A beat without a clock gets no more time and is not stopped.
    NoClock,
}

impl Refused {
    /// The code that programs read.
    pub fn code(&self) -> &'static str {
        match self {
            Self::JoinFirst => "room::join_first",
            Self::NoSuchTeam => "room::no_such_team",
            Self::TooManyTeams => "room::too_many_teams",
            Self::NoSuchName => "room::no_such_name",
            Self::TooManyMembers => "room::too_many_members",
            Self::TooLate => "room::too_late",
            Self::Over => "room::over",
            Self::AtTheBeginning => "room::at_the_beginning",
            Self::NoMoreRounds => "room::no_more_rounds",
            Self::NotNow(_) => "room::not_now",
            Self::Forecast(..) => "room::forecast",
            Self::Purse(..) => "room::purse",
            Self::Effort(..) => "room::effort",
            Self::Minutes => "room::minutes",
            Self::NoClock => "room::no_clock",
        }
    }

    /// The same for people.
    pub fn say(&self) -> Phrase {
        match self {
            Self::JoinFirst => say!(en "Join a team first." zh "请先加入一个小组。"),
            Self::NoSuchTeam => say!(en "There is no such team." zh "没有这个小组。"),
            Self::TooManyTeams => say!(
                en "There are {MOST_TEAMS} teams, and no more can be made; join one of them."
                zh "已有{MOST_TEAMS}个小组，不能再增加；请加入其中一个。"
            ),
            Self::NoSuchName => say!(
                en "This name is not free; choose another of the list."
                zh "该名称不可用，请从列表中另选。"
            ),
            Self::TooManyMembers => say!(
                en "{MOST_MEMBERS} people take part, and no more can; share the phone of one of them."
                zh "已有{MOST_MEMBERS}人参加，人数已满；请与他人共用一部手机。"
            ),
            Self::TooLate => say!(
                en "The answers are being shown: no new team can be made; join one that is there."
                zh "正在揭示结果，不能再新建小组；请加入已有的小组。"
            ),
            Self::Over => say!(en "The workshop has ended." zh "研讨已经结束。"),
            Self::AtTheBeginning => {
                say!(en "This is the first beat." zh "这已是第一个环节。")
            }
            Self::NoMoreRounds => say!(
                en "The teams have chosen {MOST_ROUNDS} times; begin another workshop with --new."
                zh "各组已决策{MOST_ROUNDS}轮；请用 --new 另开一场研讨。"
            ),
            Self::NotNow(beat) => {
                let (en, zh) = (beat.name().en, beat.name().zh);
                Phrase {
                    en: format!("Not now: the workshop is at “{en}”."),
                    zh: format!("现在不行：研讨正处于“{zh}”环节。"),
                }
            }
            Self::Forecast(least, most) => say!(
                en "Give a value and a range around it: low, value and high in this order, between {least} and {most}."
                zh "请给出一个值及包含它的区间：下限、值、上限依次不减，且在{least}与{most}之间。"
            ),
            Self::Purse(price, purse) => {
                let price = format!("{price:.1}");
                say!(
                    en "The policy costs {price} yuan an adult in its dearest year; the purse holds {purse}."
                    zh "该政策在花费最高的一年每名成年居民需{price}元；预算上限为{purse}元。"
                )
            }
            Self::Effort(used, given) => say!(
                en "Effort points used: {used}; given: {given}."
                zh "已用投入点数：{used}；可用：{given}。"
            ),
            Self::Minutes => say!(
                en "A beat gets 1 to {MOST_MINUTES} minutes more at a time."
                zh "每次可为一个环节增加1至{MOST_MINUTES}分钟。"
            ),
            Self::NoClock => {
                say!(en "No clock runs in this beat." zh "本环节不计时。")
            }
        }
    }
}

impl Beat {
    /// Its name for people: that of the pages (a test of theirs holds them to it).
    pub fn name(self) -> words::Text {
        use words::Text;
        match self {
            Self::Lobby => Text { en: "Story", zh: "情境" },
            Self::Predict => Text { en: "Predict", zh: "预测" },
            Self::Commit => Text { en: "Choose", zh: "决策" },
            Self::Reveal => Text { en: "See", zh: "揭晓" },
            Self::Why => Text { en: "Why", zh: "为什么" },
            Self::End => Text { en: "Sheet", zh: "记录单" },
        }
    }
}
