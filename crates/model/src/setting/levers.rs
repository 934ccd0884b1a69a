//! The policy levers (model section 6).

use crate::quantity::{Allocation, Franchise, MigrantRights};

use super::{Unpaid, settings};

settings! {
    /// The policy levers.
    Levers: "policy levers" "政策杠杆";

    mandate_clarity: f64 = 0.1,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, decides Region, heading "functions and law" "职责与法治", ground Assumed "assumed; sign A7, T17";
        plain "a list of duties, clear on who does what" "职责清单的明确程度";
        en "mandate clarity" "How clearly law and lists divide duties between government and community; above the baseline it cuts the tasks handed down.";
        zh "职责清晰度" "法规和职责清单对政府与社区职责划分的清晰程度，高于基线时减少下派任务。";

    rule_of_law: Unpaid = Unpaid::NONE,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, decides Region, ground Assumed "assumed; sign A7";
        plain "laws that keep duties as listed, and leaders trained by them" "以法律固定职责并据此培训领导干部";
        en "rule of law" "Strength of laws on functions and of leaders trained and appraised by them; it damps campaigns, keeps relief in being and helps to settle disputes.";
        zh "依法治理" "职能立法以及领导干部依法培训和考核的力度，可抑制运动式任务、巩固减负成果并促进纠纷化解。";

    admin_cap_share: f64 = 1.0,
        range 0.05..=1.0,
        is Lever,
        unit "" "",
        scope Community, decides County, ground Assumed "assumed";
        plain "cap on hours for administration" "行政事务工时上限";
        en "administrative work cap" "Highest share of total hours that administrative tasks may demand; what is above it is refused, and 1 means no cap.";
        zh "行政事务上限" "行政任务可占总工时的最高比例，超出部分予以拒绝，取1表示不设上限。";

    digital_records: Unpaid = Unpaid::NONE,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, decides County, ground Assumed "assumed";
        plain "records kept once and shared digitally" "台账一次采集、数字共享";
        en "digital records" "Extent to which records are kept once and shared digitally, which cuts the hours of administrative tasks.";
        zh "数字化台账" "台账一次采集、数字共享的程度，可减少行政任务所需工时。";

    transparency: f64 = 0.3,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, decides County, ground Assumed "assumed; sign P13";
        plain "public affairs made public" "政务公开";
        en "transparency" "Openness of public affairs; it lets trust follow the track record of service and voters judge candidates better.";
        zh "政务公开度" "村（居）务公开的程度，使信任更贴近服务实绩，也使选民更准确地评判候选人。";

    procedural_openness: f64 = 0.06,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, decides Community, ground Assumed "assumed; sign P13, P18";
        plain "residents asked to deliberate each month" "每月受邀协商的居民";
        en "procedural openness" "Highest share of eligible residents asked to deliberate in a month, as far as the hours for meetings go.";
        zh "协商开放度" "每月受邀参加协商的有资格居民的最高比例，实际比例受会议工时限制。";

    franchise: Franchise = Franchise::Indirect,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, read Election, decides Nation, ground Assumed "assumed; sign P14";
        plain "who votes in community elections" "换届选举由谁投票";
        en "franchise" "Who votes in community elections: drawn representatives of locals, or every eligible resident.";
        zh "选举方式" "社区换届选举的投票主体：由户籍居民代表投票，或由全体有资格居民直接投票。";

    term_months: u32 = 60,
        range 12.0..=120.0,
        plausible 24.0..=96.0,
        is Lever,
        unit "months" "月",
        scope Community, read Election, decides Nation, ground Assumed "assumed";
        plain "months from one election to the next" "两次换届相隔的月数";
        en "term of office" "Months from one community election to the next.";
        zh "任期" "两次社区换届选举之间的月数。";

    migrant_rights: MigrantRights = MigrantRights::None,
        range 0.0..=2.0,
        is Lever,
        unit "" "",
        scope Community, decides Nation, heading "inclusion of migrants" "流动人口融入", ground Seen "M1";
        plain "when migrants may deliberate, vote and stand" "流动人口何时可以议事、投票和参选";
        en "political rights of migrants" "Whether migrants may deliberate, vote and stand: never, after enough months of tenure, or from the first month.";
        zh "流动人口政治权利" "流动人口能否参与协商、投票和参选：不享有、居住满规定月数后享有、自始享有。";

    migrant_service_access: f64 = 0.65,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, decides County, ground Assumed "assumed; sign M20";
        plain "migrants who can ask for help, beside locals" "流动人口相对户籍居民能够求助的程度";
        en "access of migrants" "Chance that a migrant can report a need at all, against 1 for locals.";
        zh "流动人口服务可及性" "流动人口能够提出需求的机会，户籍居民为1。";

    integration_support: Unpaid = Unpaid::NONE,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, decides County, ground Assumed "assumed; sign M16";
        plain "help for migrants to take part" "帮助流动人口参与";
        en "integration support" "Strength of a programme that lowers the barrier to participation of migrants.";
        zh "融入支持" "降低流动人口参与障碍的融入项目的力度。";

    settlement_rate: f64 = 0.004,
        range 0.0..=0.1,
        plausible 0.0..=0.02,
        is Lever,
        unit "a month" "每月",
        scope County, decides Region, ground Assumed "assumed";
        plain "migrants who become registered locals each month" "每月落户的流动人口";
        en "settlement rate" "Chance in a month that a migrant with enough tenure becomes a registered local.";
        zh "落户率" "居住年限达标的流动人口每月转为户籍居民的概率。";

    settlement_after: f64 = 60.0,
        range 0.0..=240.0,
        plausible 0.0..=120.0,
        is Lever,
        unit "months" "月",
        scope County, only [On("settlement_rate")], decides Region, ground Assumed "assumed";
        plain "months before a migrant may register as a local" "落户前须居住的月数";
        en "tenure before settlement" "Months of tenure after which a migrant may become a registered local.";
        zh "落户所需居住时间" "流动人口可以落户所需的居住月数。";

    revenue_per_adult: f64 = 240.0,
        range 0.0..=100000.0,
        plausible 50.0..=5000.0,
        is Lever,
        unit "yuan per adult a year" "元/成人·年",
        scope County, read Year, decides Region, costs money, heading "funding" "经费保障", ground Assumed "assumed";
        en "revenue per adult" "County revenue for communities in a year, per adult, before growth and fiscal shock.";
        zh "人均社区财力" "县级每年用于社区的人均（按成人计）收入，未计增长和财政波动。";

    grant_per_adult: f64 = 27.0,
        range 0.0..=5000.0,
        plausible 0.0..=300.0,
        is Lever,
        unit "yuan per adult a year" "元/成人·年",
        scope Community, read January, decides County, costs money, ground Derived "F1, F2, F6";
        plain "yearly grant an adult, yuan" "每名成年人的年补助（元）";
        en "grant per adult" "Part of the yearly grant to a community that grows with its adults.";
        zh "人均补助" "社区年度补助中按成人人数计算的部分。";

    base_grant: f64 = 65000.0,
        range 0.0..=5000000.0,
        plausible 0.0..=500000.0,
        is Lever,
        unit "yuan a year" "元/年",
        scope Community, read January, decides County, costs money, ground Derived "F1, F2, F6";
        plain "yearly grant a community, yuan" "每个社区的年补助（元）";
        en "base grant" "Part of the yearly grant that every community gets, whatever its size.";
        zh "基础补助" "每个社区不论规模均可获得的年度补助。";

    allocation: Allocation = Allocation::PerAdult,
        range 0.0..=2.0,
        is Lever,
        unit "" "",
        scope County, read January, decides County, ground Assumed "assumed";
        plain "how grants are divided among communities" "补助如何在社区间分配";
        en "allocation rule" "How the county weighs communities when it divides grants: by adults, by need, or by track record.";
        zh "分配方式" "县级在社区间分配补助的依据：按人口、按需要或按绩效。";

    release_delay: u32 = 2,
        range 0.0..=11.0,
        is Lever,
        unit "months" "月",
        scope Community, read Arrival, decides County, ground Assumed "assumed; sign F5";
        plain "months that grants arrive late each year" "每年补助迟到的月数";
        en "grant release delay" "Months at the beginning of a year in which no part of the grant arrives: 3 where it comes in April.";
        zh "拨付延迟" "每年年初补助资金未能到账的月数：四月到账即为3。";

    matching: f64 = 0.0,
        range 0.0..=10.0,
        plausible 0.0..=3.0,
        is Lever,
        unit "yuan per yuan" "元/元",
        scope Community, only [On("contribution")], decides County, costs money, ground Assumed "assumed";
        plain "yuan the county adds to each yuan that residents give" "居民每出一元、旗县配套的元数";
        en "matching rate" "Yuan that the county treasury adds to each yuan contributed by participants.";
        zh "配套比例" "居民每出资1元，县级财政配套的金额。";

    retention: f64 = 0.15,
        range 0.0..=0.9,
        plausible 0.0..=0.5,
        is Lever,
        unit "" "",
        scope Community, decides Township, ground Assumed "assumed";
        plain "share of the grant that the township keeps" "乡镇（街道）留用的补助";
        en "township retention" "Share of the arriving grant that the township keeps for its own administration.";
        zh "乡镇留用比例" "乡镇（街道）从到账补助中留作自身行政经费的比例。";

    split_operating as "split.operating": f64 = 0.45,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, read Instalment, decides Township, ground Assumed "assumed";
        plain "share of the grant for running the office" "补助中用于运转的部分";
        en "share for operating" "Share of the grant that arrives which goes to office and running costs; the six shares sum to one.";
        zh "运转资金比例" "到账补助中用于办公和运转开支的比例，六项比例之和为1。";

    split_service as "split.service": f64 = 0.25,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, read Instalment, decides Township, ground Assumed "assumed";
        plain "share of the grant for services" "补助中用于服务的部分";
        en "share for service" "Share of the grant that arrives which goes to materials of services; the six shares sum to one.";
        zh "服务资金比例" "到账补助中用于服务物资的比例，六项比例之和为1。";

    split_activity as "split.activity": f64 = 0.12,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, read Instalment, decides Township, ground Assumed "assumed";
        plain "share of the grant for activities" "补助中用于活动的部分";
        en "share for activity" "Share of the grant that arrives which goes to community activities; the six shares sum to one.";
        zh "活动资金比例" "到账补助中用于社区活动的比例，六项比例之和为1。";

    split_training as "split.training": f64 = 0.06,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, read Instalment, decides Township, ground Assumed "assumed";
        plain "share of the grant for training cadres" "补助中用于培训的部分";
        en "share for training" "Share of the grant that arrives which goes to training of cadres; the six shares sum to one.";
        zh "培训资金比例" "到账补助中用于社区工作者培训的比例，六项比例之和为1。";

    split_discretionary as "split.discretionary": f64 = 0.04,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, read Instalment, decides Township, ground Assumed "assumed";
        plain "share of the grant that residents decide on" "补助中由居民决定用途的部分";
        en "share for discretionary" "Share of the grant that arrives which goes to proposals decided by residents; the six shares sum to one.";
        zh "自主资金比例" "到账补助中用于居民协商议定的项目的比例，六项比例之和为1。";

    split_social_organisations as "split.social_organisations": f64 = 0.08,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, read Instalment, decides Township, ground Assumed "assumed";
        plain "share of the grant for work of social organisations" "补助中用于购买社会组织服务的部分";
        en "share for social organisations" "Share of the grant that arrives which goes to hours bought from social organisations; the six shares sum to one.";
        zh "购买服务资金比例" "到账补助中用于向社会组织购买服务的比例，六项比例之和为1。";

    staff_per_10k: f64 = 13.0,
        range 2.0..=60.0,
        plausible 4.0..=40.0,
        is Lever,
        unit "posts per 10,000 residents" "个/万名居民",
        scope Community, read January, decides Region, costs money, heading "professional team" "专业队伍", ground Assumed "assumed; near S10";
        plain "community posts for 10,000 residents" "每万名居民的社区岗位数";
        en "staffing norm" "Posts of community workers per 10,000 residents, set anew each January.";
        zh "人员配备标准" "每万名居民配备的社区工作者岗位数，每年一月核定。";

    career_path: Unpaid = Unpaid::NONE,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, decides Region, ground Assumed "assumed; sign seed paper";
        plain "grades and promotion for cadres" "社区工作者的等级与晋升";
        en "career path" "Strength of grades and promotion for cadres; it lowers burnout and quits and draws applicants.";
        zh "职业发展通道" "社区工作者等级晋升通道的力度，可减轻倦怠、减少离职并吸引应聘者。";

    graduate_programme: Unpaid = Unpaid::NONE,
        range 0.0..=5.0,
        plausible 0.0..=2.0,
        is Lever,
        unit "" "",
        scope Community, read Round, only [On("graduate_applicants")], decides Region, ground Assumed "assumed; sign seed paper";
        plain "college graduates sent to apply for community posts" "选派高校毕业生应聘社区岗位的力度";
        en "graduate programme" "Strength of the programme that sends college graduates as applicants for community posts.";
        zh "大学生村（社区）干部计划" "选派高校毕业生应聘社区岗位的计划力度。";

    pay_ratio: f64 = 0.62,
        range 0.2..=2.0,
        plausible 0.3..=1.5,
        is Lever,
        unit "of the local wage" "当地平均工资的倍数",
        scope Community, decides County, costs money, ground Assumed "assumed; norm T23";
        plain "entry pay of cadres, over the local wage" "社区工作者起薪与当地平均工资之比";
        en "pay ratio" "Entry pay of a full-time cadre as a multiple of the local wage: mean pay of the place, not that of civil servants.";
        zh "薪酬比" "全职社区工作者起薪与当地平均工资（不是公务员工资）之比。";

    seniority_rise: f64 = 0.0,
        range 0.0..=0.1,
        plausible 0.0..=0.05,
        is Lever,
        unit "a year" "每年",
        scope Community, only [On("seniority_years")], decides County, costs money, ground Assumed "assumed";
        plain "rise of pay for each year in post" "每满一年的增资";
        en "seniority rise" "Rise of pay for each whole year of tenure, up to the years of seniority.";
        zh "工龄增资率" "每满一年任职工龄的薪酬增幅，以工龄增资年限为限。";

    training_hours: f64 = 8.0,
        range 0.0..=400.0,
        plausible 0.0..=90.0,
        is Lever,
        unit "hours per cadre a year" "小时/人·年",
        scope Community, decides County, costs money, ground Assumed "assumed; frequency T24";
        plain "hours of training for each cadre a year" "每人每年的培训学时";
        en "training hours" "Hours of training planned for each cadre in a year, as far as money and time go.";
        zh "培训学时" "每名社区工作者每年的计划培训学时，受经费和工时限制。";

    part_time_share: f64 = [0.0, 0.6, 0.6],
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, read January, decides County, ground Assumed "assumed; upper bound S14";
        plain "posts held part-time" "兼职的岗位";
        en "part-time share" "Share of the posts other than the director that are held by part-time village cadres.";
        zh "兼职岗位比例" "除主任外由兼职村（嘎查）干部担任的岗位比例。";

    selection_standard: f64 = 0.2,
        range 0.0..=0.9,
        plausible 0.0..=0.7,
        is Lever,
        unit "" "",
        scope Community, read Round, decides County, ground Assumed "assumed";
        plain "ability that selection asks for" "选拔所要求的能力";
        en "selection standard" "Lowest ability with which an applicant passes selection.";
        zh "选拔标准" "应聘者通过选拔所需的最低能力。";

    dismissal_threshold: f64 = 0.0,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, read December, only [On("appraisal")], decides County, ground Assumed "assumed";
        plain "appraisal score below which cadres are dismissed" "低于此考核得分即辞退";
        en "dismissal threshold" "Appraisal score below which a cadre is dismissed; 0 dismisses nobody.";
        zh "辞退分数线" "考核得分低于此值的社区工作者予以辞退，取0表示不辞退。";

    competitive: bool = false,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, read Round, decides County, ground Assumed "assumed; sign seed paper";
        plain "the best applicant is hired, not any who passes" "在合格者中择优录用";
        en "competitive selection" "Whether the best of those who pass selection is hired, instead of a random one.";
        zh "竞争性选拔" "是否从合格应聘者中择优录用，否则随机录用。";

    appraisal: bool = false,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, decides County, ground Assumed "assumed; sign seed paper";
        plain "cadres are appraised each year" "每年考核社区工作者";
        en "appraisal" "Whether cadres are appraised each December, which brings learning, stress and possibly dismissal.";
        zh "年度考核" "是否在每年十二月考核社区工作者，考核促进学习，也增加压力并可能导致辞退。";

    appraisal_residents: f64 = 0.4,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, read December, only [On("appraisal"), On("dismissal_threshold")], decides Township, ground Assumed "assumed";
        plain "weight of residents in the appraisal" "居民评价在考核中的权重";
        en "residents in appraisal" "Weight of the satisfaction of residents in the appraisal score; with the weight of colleagues at most one.";
        zh "居民评价权重" "居民满意度在考核得分中的权重，与同事评议权重之和不超过1。";

    appraisal_peers: f64 = 0.2,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, read December, only [On("appraisal"), On("dismissal_threshold")], decides Township, ground Assumed "assumed";
        plain "weight of colleagues in the appraisal" "同事评议在考核中的权重";
        en "colleagues in appraisal" "Weight of the judgement of colleagues in the appraisal score; with the weight of residents at most one.";
        zh "同事评议权重" "同事评议在考核得分中的权重，与居民评价权重之和不超过1。";

    peer_learning: f64 = 0.0,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, read Visit, decides Township, ground Assumed "assumed";
        plain "visits by which cadres learn from the best community" "到本旗县最优社区学习";
        en "peer learning" "Strength of visits by which cadres learn from the best community of their zone in the county.";
        zh "互学互鉴" "社区工作者到本旗县同类地区最优社区考察学习的力度。";

    one_stop: Unpaid = Unpaid::NONE,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, decides County, heading "co-governance" "多元共治", ground Assumed "assumed; sign seed paper";
        plain "one counter for the services of all departments" "各部门业务一窗通办";
        en "one-stop services" "Degree to which the counters of departments are integrated, which saves the extra hours of requests that cross them.";
        zh "政务服务一窗通办" "各部门服务窗口整合的程度，可节省跨部门事项的额外工时。";

    culture_programme: Unpaid = Unpaid::NONE,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, decides County, ground Assumed "assumed; sign P9";
        plain "a programme of culture and belonging" "增强文化认同与归属的项目";
        en "culture programme" "Strength of a programme of culture and identity that raises the level to which belonging returns.";
        zh "文化认同项目" "社区文化与认同建设项目的力度，可提高归属感的回归水平。";

    outreach_share: f64 = 0.2,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, decides Community, ground Assumed "assumed";
        plain "free hours of cadres for activities and meetings" "剩余工时中用于活动和议事的部分";
        en "outreach share" "Share of the hours left after administration and training that goes to activities and meetings.";
        zh "联系群众工时比例" "扣除行政事务和培训后的工时中用于活动和议事的比例。";

    service_scope: f64 = 0.0,
        range 0.0..=1.0,
        is Lever,
        unit "" "",
        scope Community, only [NotZero("scope_need")], decides Community, ground Assumed "assumed";
        plain "needs that communities take on besides" "社区另行承接的需求";
        en "service scope" "How far the community also takes on needs that residents today take elsewhere at no loss.";
        zh "服务范围" "社区承接居民目前另寻途径解决的需求的程度。";

    volunteer_hours: f64 = 0.15,
        range 0.0..=8.0,
        plausible 0.0..=1.5,
        is Lever,
        unit "hours per participant a month" "小时/参与者·月",
        scope Community, decides Community, ground Assumed "assumed; upper bound P20";
        plain "hours that each participant helps a month" "每名参与者每月的志愿工时";
        en "volunteer hours" "Hours of help with requests that each participant of last month gives.";
        zh "志愿服务时长" "上月每名参与者为办理居民诉求提供的志愿工时。";
}
