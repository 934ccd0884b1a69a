//! The month as a list: every process in the order of the specification (section 3).

use bevy_ecs::prelude::*;
use bevy_ecs::schedule::{LogLevel, ScheduleBuildSettings, ScheduleConfigs};
use bevy_ecs::system::ScheduleSystem;

use crate::metric::{observe, record};
use crate::process::{
    assignment, attitudes, cadres, calendar, census, demography, disputes, elections, fiscal,
    needs, participation, posts, recruitment, service,
};
use crate::quantity::Text;
use crate::world::goes_on;

/// The place of a process in the month.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Turn(pub usize);

/// A process of the month.
pub struct Process {
    /// Its place in the month.
    pub turn: Turn,
    /// Identifier.
    pub id: &'static str,
    /// Name.
    pub name: Text,
    /// What it does, in a sentence.
    pub meaning: Text,
    /// The rule itself.
    pub system: ScheduleConfigs<ScheduleSystem>,
}

/// The processes of a month, in order.
pub fn processes() -> Vec<Process> {
    let mut list = Vec::with_capacity(25);
    let mut add = |id, name: [&'static str; 2], meaning: [&'static str; 2], system| {
        let text = |[en, zh]: [&'static str; 2]| Text { en, zh };
        let turn = Turn(list.len());
        list.push(Process { turn, id, name: text(name), meaning: text(meaning), system });
    };
    // 1 calendar
    add(
        "begin_month",
        ["Month begins", "月初"],
        [
            "The clock moves on; what counted the last month is emptied.",
            "时钟前进一月，清空上月的计数。",
        ],
        calendar::begin_month.into_configs(),
    );
    add(
        "put_policy_in_force",
        ["Policy in force", "生效政策"],
        [
            "Works out each community's levers and parameters of the month: baseline, policy, interventions, shocks.",
            "确定各社区本月的政策杠杆与参数：基线、政策、干预与冲击。",
        ],
        calendar::put_policy_in_force.into_configs(),
    );
    // 2 fiscal
    add(
        "set_posts",
        ["Posts", "定编"],
        [
            "Each January posts follow the number of adults; roles follow the share of part-time posts.",
            "每年一月按成年人口核定岗位数，按兼职比例调整岗位类型。",
        ],
        posts::set_posts.into_configs(),
    );
    add(
        "budget",
        ["Budget", "预算"],
        [
            "Each January revenue comes in and pay, grants and programmes are appropriated as far as it goes.",
            "每年一月收入入库，在财力范围内安排人员经费、社区补助与项目支出。",
        ],
        fiscal::budget.into_configs(),
    );
    add(
        "release",
        ["Release", "拨付"],
        [
            "Pay and grant arrive month by month, less what the township keeps; the grant is split by use.",
            "工资与补助按月拨付，扣除乡镇（街道）留用后按用途分配。",
        ],
        fiscal::release.into_configs(),
    );
    add(
        "pay_wages",
        ["Wages", "发薪"],
        [
            "Cadres are paid from the personnel account, as far as it goes; the rest becomes arrears.",
            "从人员经费发放工资，不足部分形成欠薪。",
        ],
        fiscal::pay_wages.into_configs(),
    );
    add(
        "pay_programmes",
        ["Programmes", "项目支付"],
        [
            "Programmes are paid from the treasury at one ratio, which is their effective strength too.",
            "县财政按统一比例支付各项目，该比例也是项目的实际力度。",
        ],
        fiscal::pay_programmes.into_configs(),
    );
    // 3 assignment
    add(
        "swing_campaigns",
        ["Campaigns", "专项行动"],
        [
            "The county's campaigns raise or lower administrative work; law damps surges.",
            "县级专项行动使行政任务增减，法治约束任意加码。",
        ],
        assignment::swing_campaigns.into_configs(),
    );
    add(
        "assign",
        ["Assignment", "任务与工时"],
        [
            "Tasks are handed down; cadres' hours go to administration, training, activities and service.",
            "任务下派，工时分配到行政、培训、活动与服务。",
        ],
        assignment::assign.into_configs(),
    );
    // 4 needs
    add(
        "meet_needs",
        ["Needs", "需求"],
        [
            "The luck of the month is drawn; needs arise, and are reported or kept silent.",
            "抽取本月随机数；需求产生，居民上报或沉默。",
        ],
        needs::meet_needs.into_configs(),
    );
    // 5 service
    add(
        "mediate",
        ["Disputes", "纠纷调解"],
        [
            "Disputes arise, some are settled, the others escalate.",
            "纠纷发生，部分调解成功，其余升级。",
        ],
        disputes::mediate.into_configs(),
    );
    add(
        "serve",
        ["Service", "服务"],
        [
            "Volunteers, social organisations and cadres work on the queue of requests, oldest first.",
            "志愿者、社会组织与社区工作者按先后顺序办理诉求。",
        ],
        service::serve.into_configs(),
    );
    // 6 participation
    add(
        "take_part",
        ["Participation", "参与"],
        [
            "Activities are held, residents are asked, and take part or stay away.",
            "举办活动、征询居民，居民参与或不参与。",
        ],
        participation::take_part.into_configs(),
    );
    add(
        "contribute",
        ["Contributions", "出资与提案"],
        [
            "Residents' own money comes in and is matched; proposals are paid from discretionary money.",
            "居民出资并获配套，提案由机动经费支付。",
        ],
        participation::contribute.into_configs(),
    );
    add(
        "elect",
        ["Elections", "选举"],
        [
            "In election months the entitled vote; the one perceived best may become director.",
            "选举月有资格者投票，被认为最优者可任主任。",
        ],
        elections::elect.into_configs(),
    );
    // 7 attitudes
    add(
        "form_attitudes",
        ["Attitudes", "态度"],
        [
            "What residents lived through changes trust, satisfaction, norm, habit, belonging and efficacy.",
            "居民经历改变信任、满意、规范、习惯、归属与效能感。",
        ],
        attitudes::form_attitudes.into_configs(),
    );
    add(
        "count_residents",
        ["Census", "人口统计"],
        [
            "Residents are counted and attitudes summed, locals and migrants apart.",
            "按本地与外来分别统计人数与态度。",
        ],
        census::count_residents.into_configs(),
    );
    // 8 cadres
    add(
        "strain_and_learn",
        ["Strain and learning", "倦怠与技能"],
        [
            "Burnout and skill of cadres move with demands, resources and training.",
            "社区工作者的倦怠与技能随工作要求、资源与培训变化。",
        ],
        cadres::strain_and_learn.into_configs(),
    );
    add(
        "visit_the_best",
        ["Peer visits", "互访学习"],
        [
            "Cadres visit the best community of their zone and learn from it.",
            "社区工作者走访同类地区最优社区并学习。",
        ],
        cadres::visit_the_best.into_configs(),
    );
    add(
        "leave",
        ["Leaving", "离任"],
        [
            "Cadres quit or are dismissed; a vacant director's post is taken by the best colleague.",
            "社区工作者辞职或被辞退；主任空缺由最优同事接任。",
        ],
        cadres::leave.into_configs(),
    );
    add(
        "recruit",
        ["Recruitment", "招聘"],
        [
            "In recruitment rounds vacant posts are filled from the applicants.",
            "招聘轮次中从报名者中补充空缺岗位。",
        ],
        recruitment::recruit.into_configs(),
    );
    // 9 observation
    add(
        "observe",
        ["Observation", "观测"],
        [
            "What the books say is added to each community's count, before people come and go.",
            "在人员流动之前，将账目计入各社区的统计。",
        ],
        observe.into_configs(),
    );
    // 10 demography and the year's end
    add(
        "move_people",
        ["Demography", "人口变动"],
        ["People die, leave, settle, come of age and move in.", "死亡、迁出、落户、成年与迁入。"],
        demography::move_people.into_configs(),
    );
    add(
        "end_year",
        ["Year's end", "年终结转"],
        [
            "In December what is left of the year's money goes back, but for what may be kept.",
            "十二月未用资金除可结转部分外上缴。",
        ],
        fiscal::end_year.into_configs(),
    );
    add(
        "record",
        ["Record", "汇总"],
        [
            "The month is added up over communities, zones and counties.",
            "按社区、地区类型与县汇总本月。",
        ],
        record.into_configs(),
    );
    list
}

/// The month as a schedule. Turns are its constraints: the order of the list does not matter, and a
/// process whose order is open is an error.
pub fn month(processes: Vec<Process>) -> Schedule {
    let mut schedule = Schedule::default();
    schedule.set_build_settings(ScheduleBuildSettings {
        ambiguity_detection: LogLevel::Error,
        ..ScheduleBuildSettings::default()
    });
    for Process { turn, system, .. } in processes {
        schedule.configure_sets(turn.before(Turn(turn.0 + 1)));
        schedule.add_systems(system.in_set(turn).run_if(goes_on));
    }
    schedule
}
