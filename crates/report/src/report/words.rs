//! The words of the page, in English and Chinese; `{name}` is a gap that a number or a name fills.

use crate::quantity::Text;

/// Declares texts that have the same gaps in both languages, and the list of all of them for the test of the catalogue.
macro_rules! words {
    ($($name:ident en $en:literal zh $zh:literal;)*) => {
        $(pub(super) const $name: Text = {
            ::words::check_gaps($en, $zh);
            Text { en: $en, zh: $zh }
        };)*
        #[cfg(test)]
        pub(super) const ALL: &[(&str, Text)] = &[$((stringify!($name), $name)),*];
    };
}

words! {
    SKIP en "Skip to the report" zh "跳到报告正文";
    FOOTER
        en "The model compares policies and teaches dynamics; it does not forecast. Levels of attitudes have no unit: read differences."
        zh "模型用于比较政策、理解机理，不作预测。态度指标的水平没有单位，应看差异。";
    NUMBERS en "The numbers behind it" zh "查看数据";

    QUESTION_RUN en "How do things stand under {scenario}?" zh "{scenario} 之下情况如何？";
    QUESTION_ONE en "Does {scenario} do better than {baseline}?" zh "{scenario} 是否优于 {baseline}？";
    QUESTION_MANY en "What do {scenarios} change against {baseline}?" zh "与 {baseline} 相比，{scenarios} 会带来什么变化？";
    SETTING_COMPARED
        en "{seeds} seeds of a place of {adults} adults in {communities} communities, months {first} to {last}. In all scenarios of a seed the same people meet the same luck, so differences come from what the scenarios set otherwise."
        zh "{communities} 个社区、{adults} 名成年人，{seeds} 个随机种子，第 {first} 至 {last} 个月。同一种子下各情景中同样的人遇到同样的随机性，差异来自各情景的不同设定。";
    COUNTIES_SHORT
        en "On average over the years, revenue does not cover what is planned in {list}: what is above 100 % is cut."
        zh "以下旗县各年平均财力不足以负担计划支出：{list}，超过 100% 的部分被削减。";
    SETTING_RUN
        en "{seeds} seeds of a place of {adults} adults in {communities} communities, months {first} to {last}."
        zh "{communities} 个社区、{adults} 名成年人，{seeds} 个随机种子，第 {first} 至 {last} 个月。";
    CERTAINTY_COSTS
        en "Intervals of values, and of costs that are not in the table of outcomes, are 95 % intervals, each for itself."
        zh "各项取值的区间，以及结果表以外各项成本的区间，为各自的 95% 区间。";

    TODAY en "today" zh "现状";
    GOAL en "goal" zh "目标";
    NO_DIRECTION en "no better or worse: right is more" zh "无好坏方向：向右为更多";
    ITS_OWN_DOING en "(set by it, so no effect)" zh "（由方案直接设定，不属效果）";
    KEY_LUCK en "luck: where the mean difference may lie" zh "随机性：平均差异所在区间";
    KEY_OPEN en "hollow: not clear, luck alone may have made it" zh "空心：尚不明确，可能仅出于随机性";
    IN_POINTS en "in points" zh "以百分点计";
    KEY_WORLDS en "guesses: where 90 of 100 plausible worlds lie" zh "假设：100个世界中90个所在范围";
    KEY_MARGIN en "too small to matter" zh "幅度无实际意义";
    LEDGER en "The packages: what each sets, who decides, what is voted beyond today's budget" zh "各方案：设定内容、决定者、比现状多出的预算";
    PACKAGE en "package" zh "方案";
    SETS en "sets" zh "设定";
    VOTED_ADULT en "yuan an adult a year" zh "元/成人·年";
    VOTED_MILLIONS en "in all, a year" zh "每年合计";
    VOTED_WORST en "worst year, yuan an adult; in all" zh "最高年份，元/成人；合计";
    TODAY_BUDGET en "as things are: the budget itself" zh "现状：预算本身";
    ABOUT_ZERO en "about 0" zh "约为0";
    SETS_NOTHING en "nothing otherwise than today" zh "与现状无不同";
    WHO_LOSES en "Who loses" zh "谁受损";
    NOBODY_SURELY en "no loss that is sure" zh "没有可以确定的受损者";
    GIVEN_BY_YOU en "Given by you" zh "由您给出";
    GUESSED en "Guessed by the model" zh "由模型假定";
    FIND_OUT en "To find out first" zh "先弄清什么";
    HOW_SURE en "How sure" zh "有多确定";
    NOT_VARIED en "All other numbers of the model; they were not varied (--worlds)." zh "模型的其余数值；本次未变动检验（--worlds）。";
    NOT_VARIED_RUN en "All other numbers of the model; a run varies none (cogov compare --worlds)." zh "模型的其余数值；单独运行不作变动检验（cogov compare --worlds）。";
    GUESSES_OF_RUN en "Guesses: what other assumptions would do is not known here." zh "假设：其他假设会带来什么，此处不知。";
    LEDGER_RUN en "The scenario: what it changes, who decides, what is voted" zh "本情景：所作改变、决定者、预算";
    SETS_LATER en "changes after month 1" zh "第1个月之后的改变";
    SETS_NOTHING_LATER en "nothing: settings stay as they are in month 1" zh "无：各项设定与第1个月相同";
    BUDGET_ADULT en "budget, yuan an adult a year" zh "预算，元/成人·年";
    HIGHEST_YEAR en "highest year, yuan an adult" zh "最高年份，元/成人";
    OF_REVENUE en "asked for, of revenue" zh "占财力";
    IN_ALL en "In all is" zh "合计：";
    STOP en "." zh "。";
    WHERE_WORST en "Where it is worst" zh "何处最差";
    YEARS_OF_RUN en "year by year" zh "逐年";
    MEAN_OF_RUN en "mean of the months that count" zh "计入各月的均值";
    NO_DIRECTION_ALONE en "no better or worse" zh "无好坏方向";
    KEY_LUCK_RUN en "mean of a year, and where luck may put it" zh "年均值及其随机性区间";
    KEY_BAND en "where 80 of 100 histories lie" zh "100段历史中80段所在范围";
    KEY_BURN_IN en "burn-in: does not count" zh "预热期：不计入";
    METHOD_ABOUT_RUN en "How it was run and what the intervals mean." zh "如何运行及区间的含义。";
    RECEIPT_ABOUT_RUN en "What made it, so that it can be made again." zh "由何生成，以便重现。";
    ASSUMPTIONS_ABOUT_RUN en "What changes after month 1, who would have to decide it, and how well the numbers behind the model are known." zh "第1个月之后的改变、由谁决定，以及模型数值的依据。";
    CHANGES_CAPTION_RUN en "What {scenario} changes after month 1" zh "{scenario} 在第1个月之后的改变";
    ALL_OUTCOMES en "All outcomes: mean of the months that count, and where the middle 80 % of histories lie" zh "全部结果：计入各月的均值，及中间80%的历史所在范围";
    MIDDLE en "middle 80 %" zh "中间80%";
    NO_WORLDS en "Guesses were not varied: what other assumptions would do is not known here." zh "未变动假设：其他假设会带来什么，此处不知。";
    TURN_NOT_VARIED en "What would turn it is not known: guesses were not varied (--worlds)." zh "何种情况会使结论反转尚不清楚：未变动假设（--worlds）。";
    TURN_NOT_ASKED en "What would turn it was not looked for (--why)." zh "未查找何种情况会使结论反转（--why）。";
    TURN_NONE_OF_FEW en "With so few worlds no guess is seen to bring it near a turn: that says little (--why runs more)." zh "世界数过少，未见有假设使结论接近反转：说明不了什么（--why 会运行更多）。";
    ADULTS_MAY_DIFFER en "more where more adults stay" zh "方案留住更多人时人数更多";
    AS_ASSUMED en "as assumed" zh "按现有假设";
    TURN_NONE en "None of the guesses that weigh most would turn it alone, however wrong it may plausibly be." zh "影响最大的各项假设，在合理范围内无论错多少，均不能单独使结论反转。";
    TURN en "What could turn this" zh "什么会使结论反转";
    TURN_ABOUT
        en "The guesses on which it hangs, the heaviest first. A bar goes from where a guess is low to where it is high among the worlds (its values stand at the ends), all else as in the worlds; where it crosses the line, the package is no longer better than today."
        zh "影响结论的各项假设，大者在前。横条从该假设取低值处到取高值处（两端为其取值），其余随各世界而变；越过中线即不再优于现状。";
    TORNADO en "Difference of {metric} from today, {unit}; better on the right" zh "{metric}与现状之差（{unit}）；向右为更好";
    NOT_LOOKED_FOR en "turning point not looked for (--why)" zh "未查找转折点（--why）";
    EXPLAINS en "share of the variance over worlds" zh "解释的世界间方差比例";
    YEAR_BY_YEAR en "Year by year against the ceiling" zh "逐年与上限相比";
    NO_CEILING_YEARS en "Year by year" zh "逐年预算";
    YEARS_VOTED en "Budget beyond today's, by year: {unit}; the band is the interval, the red line the ceiling" zh "各年比现状多出的预算（{unit}）；色带为区间，红线为上限";
    BY_USE en "What the money goes to" zh "资金用途的变化";
    BY_USE_ABOUT en "Spending by use less today's, yuan an adult a year; all rows on one scale." zh "各用途支出与现状之差，元/成人·年；各行同一刻度。";
    COSTS_FOLD en "Budget and spending by use, in numbers" zh "预算与各项支出的数值";
    FLOWS_FOLD en "The flow of money, package by package" zh "各方案的资金流向图";
    METHOD en "How sure is this, in detail" zh "确定程度详述";
    METHOD_ABOUT en "How it was run and what the intervals mean; the same comparison in other worlds." zh "如何运行、区间的含义，以及在其他世界中的同一比较。";

    LEGEND_PRECISION en "mean and its interval (precision)" zh "均值及其区间（精度）";
    LEGEND_SPREAD en "where the middle 80 % of seeds lie (spread)" zh "中间 80% 种子所在范围（离散）";

    OUTCOME en "outcome" zh "结果";
    BASELINE en "baseline" zh "基线";
    SCENARIO en "scenario" zh "情景";
    UNIT_POINTS en "percentage points" zh "百分点";
    UNIT_PERCENT en "%" zh "%";
    DIFFERENCE en "difference and its interval" zh "差异及其区间";
    VERDICT en "verdict" zh "结论";
    BETTER_IN en "better in" zh "占优种子";
    BETTER_SIDE en "better →" zh "更好 →";
    WORSE_SIDE en "← worse" zh "← 更差";
    BETTER_RIGHT en "picture" zh "图示";
    ONE_SCALE en "all on one scale" zh "同一刻度";
    MEAN en "mean and its interval" zh "均值及其区间";

    THE_SAME_IN_ALL en "{value} (the same in every seed; differs in fewer than {count} of {n})" zh "{value}（各种子均相同；每 {n} 个种子中有差异者少于 {count} 个）";
    OF_SEEDS en "({n} of {all} seeds have a value)" zh "（{all} 个种子中 {n} 个有取值）";
    OF_SEEDS_IN_LIST en "{change}, {n} of {all} seeds" zh "{change}，{all} 个种子中的 {n} 个";
    WITH_CHANGE en "{metric} ({change})" zh "{metric}（{change}）";
    BETTER_ON en "Better: {list}." zh "更好：{list}。";
    WORSE_ON en "Worse: {list}." zh "更差：{list}。";
    BETTER_SMALL_ON en "Better, but by less than matters: {list}." zh "更好，但幅度无实际意义：{list}。";
    WORSE_SMALL_ON en "Worse, but by less than matters: {list}." zh "更差，但幅度无实际意义：{list}。";
    HIGHER_ON en "Higher: {list}." zh "升高：{list}。";
    LOWER_ON en "Lower: {list}." zh "降低：{list}。";
    HIGHER_SMALL_ON en "Higher, but by less than matters: {list}." zh "升高，但幅度无实际意义：{list}。";
    LOWER_SMALL_ON en "Lower, but by less than matters: {list}." zh "降低，但幅度无实际意义：{list}。";
    NO_DIFFERENCE_ON en "No difference that matters: {list}." zh "无实际意义的差异：{list}。";
    SAME_ON
        en "The same in every seed: {list}; with the confidence of the intervals each differs in fewer than {count} of {n} seeds."
        zh "每个种子均相同：{list}；以区间的置信度计，各项每 {n} 个种子中有差异者少于 {count} 个。";
    NOT_CLEAR_ON en "Not clear: {list}." zh "尚不明确：{list}。";
    SETS_ITSELF en "Set by the scenario itself, so not an effect of it: {list}." zh "由情景直接设定，不属于其效果：{list}。";
    SPENDS_MORE en "It spends more: {change} per adult a year." zh "支出增加：每名成年人每年 {change}。";
    SPENDS_LESS en "It spends less: {change} per adult a year." zh "支出减少：每名成年人每年 {change}。";
    SPENDS_LITTLE_MORE en "It spends more, but by less than matters: {change} per adult a year." zh "支出增加，但幅度无实际意义：每名成年人每年 {change}。";
    SPENDS_LITTLE_LESS en "It spends less, but by less than matters: {change} per adult a year." zh "支出减少，但幅度无实际意义：每名成年人每年 {change}。";
    SPENDS_ALIKE en "Its spending does not differ by more than matters: {change} per adult a year." zh "支出无实际意义的差异：每名成年人每年 {change}。";
    SPENDS_THE_SAME en "Its spending is the same in every seed." zh "每个种子中支出均相同。";
    SPENDS_UNCLEAR en "Whether it spends more or less is not clear: {change} per adult a year." zh "支出增减尚不明确：每名成年人每年 {change}。";
    ASKS_MORE en "It asks for more of the county's budget: {change} per adult a year." zh "预算增加：每名成年人每年 {change}。";
    ASKS_LESS en "It asks for less of the county's budget: {change} per adult a year." zh "预算减少：每名成年人每年 {change}。";
    ASKS_LITTLE_MORE en "It asks for more of the county's budget, but by less than matters: {change} per adult a year." zh "预算增加，但幅度无实际意义：每名成年人每年 {change}。";
    ASKS_LITTLE_LESS en "It asks for less of the county's budget, but by less than matters: {change} per adult a year." zh "预算减少，但幅度无实际意义：每名成年人每年 {change}。";
    ASKS_ALIKE en "Its budget does not differ by more than matters: {change} per adult a year." zh "预算无实际意义的差异：每名成年人每年 {change}。";
    ASKS_THE_SAME en "Its budget is the same in every seed." zh "每个种子中预算均相同。";
    ASKS_UNCLEAR en "Whether it asks for more or less of the county's budget is not clear: {change} per adult a year." zh "预算增减尚不明确：每名成年人每年 {change}。";
    NOT_AFFORDABLE
        en "On average over the years the county cannot pay for all of it: fiscal pressure is {pressure}, and what is above 100 % is cut."
        zh "各年平均而言县级财力不足以全额负担：财政压力为 {pressure}，超过 100% 的部分被削减。";
    NOT_AFFORDABLE_RUN
        en "On average over the years the county cannot pay for all that is planned: fiscal pressure is {pressure}."
        zh "各年平均而言县级财力不足以全额负担计划支出：财政压力为 {pressure}。";
    STANDS_AFFORDABLE
        en "On average over the years the county's revenue covers what is planned: fiscal pressure is {pressure}."
        zh "各年平均而言县级财力足以负担计划支出：财政压力为 {pressure}。";

    OUTCOMES en "Outcomes" zh "结果";
    OUTCOMES_ABOUT
        en "Every outcome that was compared, over the months after burn-in; then where and when it differs. In the pictures better is to the right; without a direction, higher is."
        zh "预热期之后各月的全部比较结果；以及差异出现在何处、何时。图中向右为更好；无好坏方向者向右为升高。";
    OUTCOMES_ABOUT_RUN en "Outcomes by part of the place, over the months after burn-in." zh "预热期之后各月，各区域的结果。";
    DECIDED_BY en "{words} ({who} decides)." zh "{words}（由{who}决定）。";
    MORE_SETTINGS en "and {count} more settings" zh "另有{count}项设定";
    SYNERGY en "Together and one by one" zh "合并实施与分别实施";
    SYNERGY_ABOUT
        en "A combination beside the sum of its parts, all on the same seeds. Synergy is the effect together less the sum; 0 means that the parts only add up. Its intervals hold together, a family of their own."
        zh "将组合与其各部分之和相比，均使用相同种子。协同效应为合并实施的效果减去各部分效果之和，为0表示只是简单相加。其区间自成一组，同时成立。";
    SYNERGY_CAPTION en "{scenario} = {parts}" zh "{scenario} = {parts}";
    SYNERGY_SETS en "The file of {scenario} also sets values of its own; their effect is in the synergy." zh "{scenario}的文件另有自己的设定，其效果计入协同效应。";
    SUM_OF_PARTS en "sum of the parts" zh "各部分之和";
    TOGETHER en "together" zh "合并实施";
    SYNERGY_COLUMN en "synergy" zh "协同效应";
    OUTCOMES_CAPTION en "{scenario} less baseline, {n} pairs of runs" zh "{scenario} 减基线，{n} 对运行";
    CHOOSE_SCENARIO en "Scenario" zh "情景";
    CHOOSE_OUTCOME en "Outcome" zh "结果";
    CHOOSE_VIEW en "Show" zh "显示";
    PAIRS en "pairs" zh "对数";
    MARGIN en "margin" zh "界限";
    SPREAD_SD en "spread over seeds (sd)" zh "种子间离散 (sd)";
    SPREAD_ENDS en "spread, 10 % … 90 %" zh "离散，10% … 90%";
    CORRELATION en "correlation of the pairs" zh "配对相关";
    RUN_SAVING en "run saving, times" zh "节省运行（倍）";
    UNPAIRED_RUNS en "seeds without pairing" zh "不配对所需种子";
    WHERE_AND_WHEN en "Where, and when" zh "何处，何时";
    FAMILIES
        en "Two families of intervals of their own: {zones} by part of the place and {years} by calendar year, each holding together."
        zh "另有两族区间：按区域 {zones} 个，按日历年 {years} 个，各族内同时成立。";
    FAMILIES_NAMED
        en "Of {named} two families of intervals of their own: {zones} by part of the place and {years} by calendar year, each holding together; those of other outcomes hold each by itself."
        zh "{named}另有两族区间：按区域 {zones} 个，按日历年 {years} 个，各族内同时成立；其余结果的区间各自成立。";
    BY_PART en "Differences by part of the place" zh "各区域的差异";
    PART en "part" zh "区域";
    YEAR en "year" zh "年";
    YEAR_IN_PART en "{year} ({months} of 12 months)" zh "{year}（12 个月中的 {months} 个月）";
    YEARS_IN_PART
        en "{scenario}: years that are not whole, or in which what it sets is in force in some months only, are marked with the number of these months; they cannot be held against whole years. In a year that begins before the policy, the difference is of its last months alone."
        zh "{scenario}：不完整的年份，或其所设定内容仅在部分月份生效的年份，标有这些月份的数目；不可与整年相比。政策开始前已起始的年份，差异仅来自其最后几个月。";
    YEARS_CUT en "{year} ({months} months)" zh "{year}（{months} 个月）";
    YEARS_WITHOUT
        en "{scenario}: in year {list} nothing that it sets is in force; what differs then is what remains of it."
        zh "{scenario}：第{list}年其所设定的内容均未生效，差异为其遗留影响。";
    YEARS_CAPTION en "{scenario}: difference of {metric} by year" zh "{scenario}：{metric} 各年的差异";
    BY_YEAR en "Difference of {metric} by calendar year, with its interval" zh "{metric} 各日历年的差异及其区间";
    VALUES_BY_PART en "By part of the place: {metric}" zh "各区域：{metric}";
    COUNTY_ONLY en "This outcome exists for counties as a whole only." zh "该结果仅以旗县整体计算。";

    SERIES en "Over time" zh "随时间";
    SERIES_ABOUT
        en "Lines are means over seeds; in the pale bands lie the middle 80 % of seeds: spread, not precision. Bands that overlap do not mean that there is no difference."
        zh "曲线为各种子的均值；浅色带为第 10 至第 90 百分位，表示离散而非精度。色带重叠并不意味着没有差异。";
    SERIES_ABOUT_RUN
        en "Lines are means over seeds; in the pale bands lie the middle 80 % of seeds: spread, not precision."
        zh "曲线为各种子的均值；浅色带为第 10 至第 90 百分位，表示离散而非精度。";
    SERIES_CAPTION en "{metric}: {scenario} (coloured, full) and {baseline} (grey, dashed)" zh "{metric}：{scenario}（彩色实线）与 {baseline}（灰色虚线）";
    SERIES_ALONE en "{metric}: {scenario}" zh "{metric}：{scenario}";
    SERIES_TABLE
        en "{metric}: mean over seeds [where the middle 80 % of seeds lie]; all months are in report.json"
        zh "{metric}：各种子均值 [第 10 … 第 90 百分位]；全部月份见 report.json";
    MONTH en "month" zh "月";
    POLICY_BEGINS en "policy" zh "政策起点";
    BURN_IN_ENDS en "burn-in ends" zh "预热期结束";

    PEOPLE en "Who gains, who loses" zh "谁受益，谁受损";
    PEOPLE_ABOUT
        en "Residents of the last month of burn-in who live in both histories at the end, each compared with the same person in the other history. Intervals are 95 % over seeds."
        zh "预热期最后一个月的居民中，期末仍在两段历史者，各与自身相比。区间为对种子的 95% 区间。";
    PRESENCE
        en "Of {residents} residents {both} are there at the end in both histories; {scenario_only} left or died in the scenario only, {baseline_only} in the baseline only (means over seeds)."
        zh "{residents} 名居民中，{both} 名期末在两段历史都在；仅在情景中离开或去世 {scenario_only} 名，仅在基线中 {baseline_only} 名（各种子均值）。";
    SHARES_CAPTION en "Worse and better off: {outcome}" zh "变差与变好的比例：{outcome}";
    GROUP en "group" zh "群体";
    WORSE_OFF en "← worse off" zh "← 变差";
    BETTER_OFF en "better off →" zh "变好 →";
    LOCALS en "locals" zh "户籍居民";
    MIGRANTS en "migrants" zh "流动人口";
    ALL_RESIDENTS en "all" zh "全部";
    IN_ZONE en "{zone}, {group}" zh "{zone}，{group}";
    GAINS_TABLE en "Who gains and loses, by zone and status" zh "按地区类型和身份的得失";
    RESIDENTS en "residents" zh "居民数";
    MEAN_CHANGE en "mean change" zh "平均变化";
    TOLERANCE en "{outcome} {tolerance}" zh "{outcome} {tolerance}";
    TOLERANCES en "Changes within these count as the same: {list}; of counts any change counts." zh "变化在下列范围内视为相同：{list}；次数类只要不同即计入。";
    NEWCOMERS_TABLE
        en "Newcomers after burn-in as groups, not as pairs: {baseline} in the baseline, {scenario} in the scenario"
        zh "预热期后的新居民（按群体而非配对比较）：基线 {baseline} 名，情景 {scenario} 名";

    MONEY en "Money" zh "资金";
    MONEY_ABOUT
        en "Where the money goes, what each scenario costs, and what is had for it. Yuan per adult a year; intervals are 95 %, each for itself, but that of an outcome of the main table is the same as there."
        zh "资金流向、各情景的成本及其换来的改善。单位：元/成人·年；区间为各自的 95% 区间，主表所列结果的区间与主表相同。";
    MONEY_ABOUT_RUN en "Where the money goes and what is spent. Yuan per adult a year; intervals are 95 %, each for itself." zh "资金流向与支出。单位：元/成人·年；区间为各自的 95% 区间。";
    FLOWS_CAPTION
        en "Money in {scenario}, mean of the years after burn-in; ribbons are as broad as the money"
        zh "{scenario} 的资金流，预热期后各年均值；带宽与金额成比例";
    FLOWS_TABLE en "Yuan per adult a year along each flow" zh "各流向金额（元/成人·年）";
    FLOW_TITLE en "{from} to {to}: {yuan} yuan" zh "{from} 至 {to}：{yuan} 元";
    BACK_TO en "back: {account}" zh "退回：{account}";
    FROM en "from" zh "转出";
    TO en "to" zh "转入";
    COSTS_TABLE
        en "Budget and spending by use, money returned and idle, in yuan per adult a year (idle money: yuan per adult); below it the paired difference from the baseline"
        zh "预算、按用途的支出、退回与结存资金，元/成人·年（结存资金为元/成人）；下方为与基线的配对差异";
    COSTS_TABLE_RUN
        en "Budget and spending by use, money returned and idle, in yuan per adult a year (idle money: yuan per adult)"
        zh "预算、按用途的支出、退回与结存资金，元/成人·年（结存资金为元/成人）";
    WHAT en "what" zh "项目";
    PLACE en "place" zh "名次";
    UNDER_CEILINGS en "ceilings" zh "上限";
    DECIDING en "what decides, with its interval" zh "决定结论的年份及其区间";
    SEEDS_THAT_FIT en "seeds in which it fits" zh "在上限之内的种子";
    CUT en "cut" zh "被削减";
    BUDGETS en "What is voted" zh "预算";
    BUDGETS_TABLE
        en "Budget of the whole years after burn-in: that of the baseline, and what the others ask for beyond it"
        zh "预热期之后各完整年份的预算：基线的预算，以及其他情景与基线之差";
    BUDGETS_TABLE_RUN
        en "Budget of the whole years after burn-in, mean over seeds"
        zh "预热期之后各完整年份的预算（各种子均值）";
    BUDGETS_BY_AREA
        en "By county and zone; a zone has pay and grants, programmes are the county's"
        zh "按旗县和地区类型；地区类型只含人员经费与补助，专项计划属旗县";
    BUDGETS_BY_YEAR en "By year, yuan an adult" zh "按年份（元/成人）";
    YUAN_AN_ADULT en "yuan an adult a year" zh "元/成人·年";
    MILLION_YUAN en "million yuan a year" zh "万元/年";
    WORST_YEAR en "worst year, yuan an adult" zh "最高年份（元/成人）";
    GRANTED en "can be granted, yuan an adult" zh "可安排（元/成人）";
    IN_YEAR en "{value}, year {year}" zh "{value}，第{year}年";
    PRICES en "What a unit of gain costs" zh "单位改善的成本";
    PRICES_ABOUT
        en "Extra {cost}, yuan per adult a year, over the gain, with Fieller's 95 % interval, each for itself. There is a price only where the verdict on the outcome, in the table of all outcomes, is that it surely gains."
        zh "新增{cost}（元/成人·年）除以改善量，附 Fieller 95% 区间（各自成立）。仅当全部结果表中的结论为确定改善时才给出价格。";
    PRICES_TABLE en "Yuan per adult a year for one unit of gain" zh "每单位改善的成本（元/成人·年）";
    GAIN_OF en "a gain of" zh "改善";
    ONE_POINT en "{metric}: one percentage point" zh "{metric}：一个百分点";
    ONE_HUNDREDTH en "{metric}: one hundredth" zh "{metric}：百分之一";
    ONE_UNIT en "{metric}: one unit" zh "{metric}：一个单位";
    NO_GAIN en "no gain" zh "无改善";
    GAIN_MAY_BE_ZERO en "not clear that it gains" zh "是否改善尚不明确";
    SAVES en "gains and does not cost more" zh "有改善且不增加成本";
    MAY_SAVE en "gains; whether it costs more or less is not clear" zh "有改善；成本增减尚不明确";
    NO_BOUND en "{price} (no upper bound)" zh "{price}（无上限）";
    RANKING en "Which is best on what" zh "各项结果中谁最好";
    RANKING_ABOUT
        en "Signed regret: how far each is from the best of the others, seed by seed; below zero it is better than every other one. Below it the share of seeds in which it is the best."
        zh "带符号的遗憾值：逐种子与其他最好方案之差；低于零表示优于其他所有方案。下方为其成为最好方案的种子比例。";
    REGRET_TABLE en "Regret against the best of the others, and how often each is the best" zh "相对其他最好方案的遗憾值，及成为最好方案的频率";
    BEST_IN en "best in {share}" zh "{share} 的种子中最好";
    BEST_IN_ALL
        en "In every seed {arm} is the best on {list}; with 95 % confidence it is so, for each, in more than {share} of all seeds."
        zh "在每个种子中，{arm} 在以下结果上最好：{list}；以 95% 置信度计，各项在全部种子中的占比均高于 {share}。";
    NOT_DOMINATED
        en "For none is another one at least as good on every compared outcome with a direction and on {cost}, not even by the means."
        zh "没有哪个方案在全部有方向的结果和{cost}上都不优于另一方案，按均值亦然。";
    DOMINATED
        en "By its means {by} is at least as good as {arm} on every compared outcome with a direction and on {cost}, and better on at least one; intervals do not settle it."
        zh "按均值，{by} 在全部有方向的比较结果和{cost}上都不差于 {arm}，且至少一项更好；区间尚不足以定论。";
    DOMINATED_SURELY
        en "{by} is at least as good as {arm} on every compared outcome with a direction and on {cost}, and better on at least one; the 95 % intervals, each for itself, support it."
        zh "{by} 在全部有方向的比较结果和{cost}上都不差于 {arm}，且至少一项更好；各自的 95% 区间均支持这一结论。";

    CHOICE en "The choice" zh "选择";
    CHOICE_TITLE en "Which packages serve the goals best?" zh "哪些方案最有利于目标？";
    LEDGER_CHOICE en "Those that are left, those on the front of budget against gain, and the baseline; differences from the baseline with their intervals over luck" zh "留下的方案、位于预算与改善前沿的方案以及基线；差异均与基线相比，附随机性区间";
    STANDS en "stands" zh "结论";
    STANDS_BEST en "surely among the best" zh "确定属最优";
    STANDS_OPEN en "not told apart from the best" zh "尚不能与最优区分";
    STANDS_FIT_OPEN en "not told apart; whether it fits is not clear" zh "尚不能区分；是否在上限之内不明确";
    STANDS_TOO_DEAR en "out: does not fit the ceiling" zh "淘汰：超出上限";
    STANDS_BEATEN en "out: another is surely better" zh "淘汰：另有方案确定更优";
    ON_FRONT en "· on the front" zh "· 在前沿";
    BEST_OF_WORLDS en "among the best, of worlds" zh "属最优的世界数";
    FRONT en "What is asked for against what is gained on {goal}: up and to the left is better" zh "所需预算与{goal}的改善：越靠左上越好";
    BY_GUESSES en "By what is assumed" zh "就假设而言";
    DROPPED en "What dropped out" zh "淘汰的方案";
    DROPPED_ABOUT en "In the order in which they dropped out: after how many seeds, and why. Differences are from the baseline, on the seeds that were run." zh "按淘汰的先后：何时（种子数）及何故。差异均与基线相比，按已运行的种子计。";
    OUT_AFTER en "seeds by then" zh "至此种子数";
    OUT_WHY en "why" zh "原因";
    OUT_BY_CEILING en "surely does not fit the ceiling" zh "确定超出上限";
    LOOKS en "The looks: seeds by then, candidates run, and those that dropped out" zh "各次查看：种子数、运行的方案数与淘汰数";
    STILL_RUN en "candidates run" zh "运行的方案数";
    DROPPED_THEN en "dropped out" zh "淘汰数";
    KEY_BEST en "surely among the best" zh "确定属最优";
    KEY_NOT_BEST en "hollow: not sure, or out but on the front" zh "空心：尚不明确，或已淘汰但在前沿";
    KEY_GONE en "dropped out" zh "已淘汰";

    MAP en "Map" zh "地图";
    MAP_ABOUT
        en "A schematic map: each tile is a community, in blocks by township. Means over seeds, months after burn-in."
        zh "示意图：每格为一个社区，按乡镇（街道）成块。数值为预热期后各种子的均值。";
    MAP_ABOUT_TOWNSHIPS
        en "A schematic map: each tile is a township, in blocks by county, since there are too many communities to show. Means over seeds weighted by adults."
        zh "示意图：社区过多，每格为一个乡镇（街道），按旗县成块。数值为按成年人数加权的各种子均值。";
    MAP_NEEDS_SCRIPT en "Colours need a script; all values are in report.json." zh "着色需要脚本；全部数值见 report.json。";
    VIEW_CHANGE en "change: {scenario} less {baseline}" zh "变化：{scenario} 减 {baseline}";
    VIEW_VALUE en "value in {scenario}" zh "{scenario} 的数值";
    CODE en "code" zh "代码";
    COMMUNITY en "community" zh "社区";
    TOWNSHIP en "township" zh "乡镇街道";
    ZONE en "zone" zh "地区类型";
    ADULTS en "adults" zh "成年居民";

    FUTURES en "Other worlds" zh "其他世界";
    FUTURES_ABOUT
        en "The same comparison in worlds in which people, offices and prices are otherwise than assumed, each on a seed of its own. How many futures are better follows from how the worlds were chosen."
        zh "在居民、机构和价格与默认假设不同的世界中作同样的比较，每个世界用各自的种子。多少种未来更好，取决于世界如何选取。";
    FUTURES_CAPTION en "{scenario}: luck and worlds, {n} futures" zh "{scenario}：随机性与世界，{n} 种未来";
    BY_LUCK en "as assumed, with the interval of luck" zh "按默认假设，附随机性区间";
    BY_WORLDS en "median of futures (5-95 %)" zh "未来的中位数（5-95%）";
    FUTURES_BETTER en "better (or higher)" zh "更好（或升高）";
    FUTURES_WITHIN en "within the margin" zh "界限之内";
    FUTURES_WORSE en "worse (or lower)" zh "更差（或降低）";
    BOTH en "both doubts" zh "两种不确定";
    BOTH_DOUBTS en "And if other things are assumed?" zh "若假设不同，结论是否还成立？";
    METRIC_SAID en "{metric}: {said}." zh "{metric}：{said}。";
    LARGEST_SHARE en "largest share (95 % interval)" zh "最大比例（95%区间）";
    WORD en "word" zh "用词";
    OTHER_SHAPE en "under the other shape" zh "另一形状下";
    LUCK_SHARE en "of the variance luck" zh "方差中的随机性";
    CANNOT_BE_TOLD en "cannot be told" zh "无法判断";
    RANKS_CAPTION
        en "In how many of {n} futures each is better than all others, and in brackets how far it is behind the best on average"
        zh "在 {n} 种未来中各自优于其他全部的次数；括号内为与最优者的平均差距";
    GIVEN_OR_GUESSED en "Given by you, guessed by the model" zh "由您给出与由模型假定";
    GIVEN
        en "Given by the scenarios or the place: {given} settings. Guessed by the model and varied over the worlds: {guessed} prices and kinds of behaviour. All others, facts of the place among them, stay at their defaults in every world."
        zh "由情景或地点给出的设定：{given} 项。由模型假定并在各世界中变动的价格与行为：{guessed} 项。其余设定（包括地方事实）在所有世界中均取默认值。";
    GIVEN_LIST en "given by you" zh "由您给出";
    GUESSED_LIST en "guessed by the model, those that matter first" zh "由模型假定（影响大者在前）";
    ASSUMPTIONS en "Assumptions" zh "假设";
    ASSUMPTIONS_ABOUT
        en "What the scenarios change, who would have to decide it, and how well the numbers behind the model are known."
        zh "各情景改变了什么、由谁决定，以及模型数值的依据。";
    CHANGES en "What each scenario changes" zh "各情景的改变";
    CHANGES_CAPTION en "What {scenario} sets otherwise than the baseline" zh "{scenario} 与基线不同的设定";
    ANOTHER_PLACE
        en "{scenario} is another place; differences of its settings are listed below, those of place are not."
        zh "{scenario} 为另一地点；下列仅为设定的不同，不含地点的不同。";
    NO_CHANGES en "{scenario} sets nothing otherwise than the baseline." zh "{scenario} 的设定与基线完全相同。";
    SETTING en "setting" zh "设定";
    SETTINGS en "settings" zh "设定数";
    BEFORE en "baseline" zh "基线值";
    AFTER en "scenario" zh "情景值";
    WHEN en "months" zh "月份";
    DECIDES en "who decides" zh "决定者";
    COSTS_MONEY en "costs money in the model" zh "模型中是否计费";
    GROUND en "ground" zh "依据";
    FROM_MONTH en "from {from}" zh "自第 {from} 月";
    FROM_UNTIL en "{from} to {until}" zh "第 {from} 至 {until} 月";
    SOMEWHERE en "(in some communities)" zh "（部分社区）";
    NOBODY en "no lever" zh "非政策杠杆";
    YES en "yes" zh "是";
    NO en "no" zh "否";
    FREE
        en "These levers cost nothing in the model. In life somebody has to decide them, and they may cost more than money:"
        zh "以下杠杆在模型中不计费；现实中须有人决定，且代价可能不止于金钱：";
    FREE_LEVER en "{lever}: {decides}" zh "{lever}：{decides}";
    GROUNDS en "How well the numbers are known" zh "数值的可靠程度";
    GROUNDS_SENTENCE
        en "Every result rests on all {all} settings of the model; {assumed} of them are assumptions, to be varied and not believed."
        zh "每个结果都依赖模型的全部 {all} 项设定，其中 {assumed} 项为假设，应当变动检验而非直接采信。";
    GROUNDS_TABLE en "Settings by ground" zh "按依据分类的设定";
    ALL_SETTINGS en "All settings with their ground and plausible range" zh "全部设定及其依据与合理范围";
    PLAUSIBLE en "plausible range" zh "合理范围";
    CHANGED en "changed here" zh "本次改变";

    RECEIPT en "Fairness and receipt" zh "公平性与来源记录";
    RECEIPT_ABOUT
        en "Whether the comparison is fair, and what made it, so that it can be made again."
        zh "比较是否公平，以及由何生成，以便重现。";
    FAIRNESS en "Fairness checks" zh "公平性检查";
    FAIRNESS_SENTENCE en "Checks that hold: {holds} of {all}." zh "{all} 项检查中 {holds} 项通过。";
    PLACEBO_HOLDS
        en "Placebo: {scenario} again under another name gives the same history in all {months} months (seed {seed})."
        zh "安慰剂：{scenario} 换名再运行，{months} 个月历史完全相同（种子 {seed}）。";
    PLACEBO_FAILS
        en "Placebo: {scenario} again under another name gives another history within {months} months (seed {seed})."
        zh "安慰剂：{scenario} 换名再运行，{months} 个月内历史不同（种子 {seed}）。";
    SAME_HOLDS
        en "{scenario}: its history is that of the baseline for the first {months} months (seed {seed})."
        zh "{scenario}：前 {months} 个月与基线的历史相同（种子 {seed}）。";
    SAME_FAILS
        en "{scenario}: its history should be that of the baseline for the first {months} months and is not (seed {seed})."
        zh "{scenario}：前 {months} 个月本应与基线的历史相同，实际不同（种子 {seed}）。";
    FORK_HOLDS
        en "{scenario}: going on from the baseline's history gives to the bit what a whole run of {months} months gives (seed {seed})."
        zh "{scenario}：由基线历史分叉与完整运行 {months} 个月的结果逐位相同（种子 {seed}）。";
    FORK_FAILS
        en "{scenario}: going on from the baseline's history does not give what a whole run of {months} months gives (seed {seed})."
        zh "{scenario}：由基线历史分叉与完整运行 {months} 个月的结果不同（种子 {seed}）。";
    DIVERGENCE
        en "The histories first part in month {month}, in “{process}”, in {community}: {who}."
        zh "两段历史最早在第 {month} 个月的“{process}”环节于 {community} 分开：{who}。";
    PART_RESIDENT en "resident {id}" zh "居民 {id}";
    PART_POST en "post {id}" zh "岗位 {id}";
    PART_OTHER en "{part}" zh "{part}";
    MADE_BY en "Receipt" zh "来源记录";
    VERSION en "version" zh "版本";
    RESULT en "name of the result (hash of its tables, scenarios and places)" zh "结果名称（表、情景与地区表的哈希）";
    COMMIT en "commit of the source" zh "源代码提交";
    COMMAND en "command that makes it again" zh "重现命令";
    SEEDS en "seeds" zh "随机种子";
    SCENARIO_HASH en "SHA-256 of {scenario}, resolved" zh "{scenario} 解析后的 SHA-256";
    PLACE_HASH en "SHA-256 of the place of {scenario}" zh "{scenario} 所用地点表的 SHA-256";
    FORKS
        en "Scenarios went on from the baseline's history at the month in which they differ: {share} of the months did not have to be run."
        zh "各情景在开始不同的月份由基线历史分叉：{share} 的模拟月无需重复运行。";
}
