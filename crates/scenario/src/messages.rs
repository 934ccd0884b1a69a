//! Every sentence that the readers of scenarios and places say, in English and Chinese.

mod places;
mod studies;
mod worlds;

use crate::{phrases, sheet, written};
use model::quantity::{Choice, Text};
use model::setting::SettingId;
use places::of_places;
use reading::{Absence, FileMessage, Guide, Message, catalogue};
use studies::of_studies;
use words::Phrase;
use worlds::of_worlds;

of_studies! {
    /// What is wrong, or unusual.
    pub(super) enum Kind besides FileMessage;
    "scenario::unknown_scenario" UnknownScenario { name: String, names: String }
        en "there is no file and no shipped scenario `{name}`"
        zh "没有名为`{name}`的文件或内置情景";
        help en "shipped: {names}"
        zh "内置情景：{names}";
    "scenario::bad_name" BadName { found: String, names: Text }
        en "`{found}` cannot be a name: the folder of results is called by it"
        zh "`{found}`不能用作名称：结果文件夹以它命名";
        help en "{names}"
        zh "{names}";
    "scenario::bad_title" BadTitle { key: String, found: String, most: u32 }
        en "`{key}` is \"{found}\": a title is one line of at most {most} letters"
        zh "`{key}`为\"{found}\"：标题须为一行，最多{most}字";
        help en "what a reader sees over a column, as in \"Clear functions\"; more belongs in `summary`"
        zh "标题是读者在各列上方看到的文字，例如“厘清职责”；其余内容请写在`summary`中";
    "scenario::unknown_parent" UnknownParent { parent: String }
        en "`extends` names `{parent}`: there is no such file, and no shipped scenario of that name"
        zh "`extends`指向`{parent}`：没有这个文件，也没有同名的内置情景";
        help en "a path is relative to the folder of this file"
        zh "路径相对于本文件所在的文件夹";
    "scenario::extends_cycle" Cycle { chain: String }
        en "`extends` runs in a circle: {chain}"
        zh "`extends`形成循环：{chain}";
        help en "one of these files must extend another one or none"
        zh "其中一个文件须改为继承别的文件或不继承";
    "scenario::too_many_parents" TooManyParents { most: u32 }
        en "the file has more than {most} parents, one above the other"
        zh "该文件的上级文件逐级超过{most}个";
        help en "a chain of a few files is enough; work some into one"
        zh "几级文件即可，请合并其中一些";
    "scenario::too_many_files" TooManyFiles { most: u32 }
        en "the scenario has more than {most} files, all parents together"
        zh "该情景连同全部上级文件超过{most}个文件";
        help en "work some of them into one"
        zh "请合并其中一些";
    "scenario::no_parents" NoParents {}
        en "`extends` is an empty list"
        zh "`extends`为空列表";
        help en "name a file in it, as in [\"a.toml\", \"b.toml\"], or leave the line out"
        zh "请写明文件，例如 [\"a.toml\", \"b.toml\"]，或去掉这一行";
    "scenario::parent_twice" ParentTwice { parent: String }
        en "`{parent}` is named twice"
        zh "`{parent}`写了两次";
        help en "once is enough: a package added to itself is the package"
        zh "写一次即可：政策与自身合并仍是该政策";
    "scenario::empty_part" EmptyPart { whole: String }
        en "`{whole}`: nothing stands on one side of a `+`"
        zh "`{whole}`：`+`的一侧是空的";
        help en "name a scenario on both sides, as in clear-functions+adequate-funding; no blanks around the +"
        zh "`+`两侧都要写情景，例如 clear-functions+adequate-funding；`+`两侧不留空格";
    "scenario::sum_too_long" SumTooLong { name: String, most: u32 }
        en "the sum cannot be called `{name}`: the folder of results is called by it, and a name has at most {most} letters"
        zh "该组合不能称为`{name}`：结果文件夹以它命名，名称最多{most}字";
        help en "write a file with extends = [\"...\", \"...\"] and a `name` of its own"
        zh "请写一个文件，用 extends = [\"...\", \"...\"] 列出各部分，并另取`name`";
    "scenario::conflict" Conflict { key: String, found: String, other: String, at: String }
        en "`{key}` is {found} here and {other} in {at}: packages that are combined must agree"
        zh "`{key}`此处为{found}，而{at}为{other}：合并的政策须一致";
        help en "say which one holds: in a file of your own that extends both, whose keys decide, or by --set {key}=..."
        zh "请说明以哪一个为准：在继承两者的自建文件中写明（以该文件的键为准），或用 --set {key}=...";
    "scenario::conflict_of_changes" ConflictOfChanges { what: Text, name: String, at: String }
        en "{what} `{name}` is another one here than in {at}: packages that are combined must agree"
        zh "{what}`{name}`与{at}的不同：合并的政策须一致";
        help en "give it anew in a file of your own that extends both, or one of them another name"
        zh "请在继承两者的自建文件中重新写出，或给其中一个另取名称";
    "scenario::conflict_of_lever" ConflictOfLever { key: String, here: Phrase, there: Phrase, at: String }
        en "`{key}` is changed twice: by {here} here, and by {there} in {at}, in the same place and time"
        zh "`{key}`被两次改变：此处为{here}，{at}为{there}，地点和时间重叠";
        help en "packages that are combined must not change one value both; give one of the two anew in a file of your own that extends both, or leave one package out"
        zh "合并的政策不得同时改变一项取值；请在继承两者的自建文件中重新写出其中一项，或去掉一个政策";
    "scenario::conflict_of_place" ConflictOfPlace { found: String, other: String, at: String }
        en "the place is {found} here and {other} in {at}: packages that are combined must be of one place"
        zh "地点此处为{found}，而{at}为{other}：合并的政策须属同一地点";
        help en "give the place in a file of your own that extends both, or by --place"
        zh "请在继承两者的自建文件中写明地点，或用 --place 给出";
    "scenario::not_a_file" NotAFile { path: String }
        en "`{path}` is no file that can be read to its end"
        zh "`{path}`不是可以读完的文件";
        help en "name a file; a pipe or a device cannot stand in a scenario"
        zh "请指定文件；情景中不能使用管道或设备";
    "scenario::misplaced_key" Misplaced { key: String, table: Phrase, right: Phrase }
        en "`{key}` does not belong to {table}"
        zh "`{key}`不属于{table}";
        help en "write it in {right}"
        zh "请写在{right}中";
    "scenario::unknown_zone" UnknownZone { found: String }
        en "there is no zone `{found}`"
        zh "没有地区类型`{found}`";
        help en "zones are urban, rural and pastoral"
        zh "地区类型为urban（城镇）、rural（农村）、pastoral（牧区）";
    "scenario::not_by_zone" NotByZone { key: String }
        en "`{key}` is the same in all zones and takes no table by zone"
        zh "`{key}`各类地区相同，不能按地区类型给出";
        help en "give one value; to change it in one zone, write an intervention with `zone`"
        zh "请只给一个值；如只改一类地区，请写带`zone`的干预";
    "scenario::set_without_value" SetWithoutValue {}
        en "`--set` takes key.path=value"
        zh "`--set`的格式为 键.路径=值";
    "scenario::bad_key" BadKey { key: String }
        en "`{key}` is no key"
        zh "`{key}`不是键";
        help en "a key is words joined by dots, such as policy.split.discretionary"
        zh "键由点连接的词组成，例如 policy.split.discretionary";
    "scenario::set_not_allowed" SetNotAllowed { key: String }
        en "`{key}` cannot be set from the command line"
        zh "`{key}`不能在命令行设置";
        help en "write it in a file"
        zh "请写在文件中";
    "scenario::place_twice" PlaceTwice { key: String }
        en "`{key}` has no effect: the place is read from a table"
        zh "`{key}`不起作用：地点取自表格";
        help en "leave out either the table or the numbers by zone"
        zh "表格与按地区类型的数字只能保留其一";
    "scenario::no_communities" NoCommunities {}
        en "the place has no communities"
        zh "该地点没有社区";
        help en "give at least one zone `communities` of 1 or more"
        zh "至少在一类地区中令`communities`不小于1";
    "scenario::burn_in_too_long" BurnInTooLong { burn_in: u32, months: u32 }
        en "the burn-in of {burn_in} months leaves nothing of a run of {months} months"
        zh "预热期{burn_in}个月，而模拟只有{months}个月，没有剩余";
        help en "burn_in must be less than months; 0 is allowed"
        zh "burn_in须小于months，可取0";
    "scenario::missing_set" MissingSet { name: String }
        en "`{name}` does not say what it changes"
        zh "`{name}`没有说明改变什么";
        help en "add `set = \"...\"` with a lever or parameter"
        zh "请加上`set = \"...\"`，写明杠杆或参数";
    "scenario::value_or_factor" NeitherValueNorFactor { name: String }
        en "`{name}` gives neither `value` nor `factor`"
        zh "`{name}`既没有`value`也没有`factor`";
        help en "`value` sets, `factor` multiplies the value in force"
        zh "`value`直接设定，`factor`乘以现行值";
    "scenario::value_and_factor" BothValueAndFactor { name: String }
        en "`{name}` gives both `value` and `factor`"
        zh "`{name}`同时给出了`value`和`factor`";
        help en "leave out one: `value` sets, `factor` multiplies the value in force"
        zh "只能保留其一：`value`直接设定，`factor`乘以现行值";
    "scenario::unknown_setting" UnknownSetting { word: String }
        en "there is no lever or parameter `{word}`"
        zh "没有杠杆或参数`{word}`";
    "scenario::fixed_setting" FixedSetting { key: String, table: Phrase }
        en "`{key}` holds from month 1 and cannot change during a run"
        zh "`{key}`自第1个月起固定，模拟中不能改变";
        help en "write it in {table}"
        zh "请写在{table}中";
    "scenario::factor_on_choice" FactorOnChoice { key: String }
        en "`{key}` is no quantity and cannot be multiplied"
        zh "`{key}`不是数量，不能相乘";
        help en "use `value`"
        zh "请用`value`";
    "scenario::ramp_on_steps" RampOnSteps { key: String }
        en "`{key}` changes in steps and takes no ramp"
        zh "`{key}`只能逐级改变，不能渐进";
        help en "leave out `ramp`"
        zh "请去掉`ramp`";
    "scenario::target_on_county" TargetOnCounty { key: String, target: String }
        en "`{key}` is one for the whole county and takes no `{target}`"
        zh "`{key}`全旗县统一，不能指定`{target}`";
        help en "leave out `{target}`"
        zh "请去掉`{target}`";
    "scenario::waves_without_share" WavesWithoutShare { name: String }
        en "`{name}` has `waves` but no `share` to begin with"
        zh "`{name}`有`waves`但没有起始的`share`";
        help en "add `share`, the part that begins first; it may be 0"
        zh "请加上`share`，即首批比例，可为0";
    "scenario::missing_in_waves" MissingInWaves { key: String }
        en "`waves` lacks `{key}`"
        zh "`waves`缺少`{key}`";
        help en "for example waves = {{ every = 12, share = 0.2 }}"
        zh "例如 waves = {{ every = 12, share = 0.2 }}";
    "scenario::until_before_from" UntilBeforeFrom { name: String, until: u32, from: u32, why: Text }
        en "`{name}` ends with month {until}, before it begins in month {from}{why}"
        zh "`{name}`在第{until}个月结束，早于其开始的第{from}个月{why}";
    "scenario::after_horizon" AfterHorizon { name: String, from: u32, months: u32 }
        en "`{name}` can never act: it begins in month {from}, the run ends with month {months}"
        zh "`{name}`永远不会生效：第{from}个月才开始，而模拟到第{months}个月结束";
        help en "let it begin earlier, or lengthen `months` in [horizon]"
        zh "请提前开始，或在[horizon]中加长`months`";
    "scenario::pilot_of_none" PilotOfNone { name: String, share: f64, target: u32, least: f64 }
        en "`{name}` can never act: a share of {share} of {target} communities is none"
        zh "`{name}`永远不会生效：{target}个社区的{share}不足一个";
        help en "the least share that gives one of {target} communities is {least}"
        zh "要使{target}个社区中至少有一个，比例不得小于{least}";
    "scenario::wave_of_none" WaveOfNone { name: String, share: f64, target: u32, least: f64 }
        en "the waves of `{name}` never add a community: a share of {share} of {target} communities is none"
        zh "`{name}`的各批永远不会增加社区：{target}个社区的{share}不足一个";
        help en "the least share that gives one of {target} communities is {least}"
        zh "要使{target}个社区中至少有一个，比例不得小于{least}";
    "scenario::waves_too_late" WavesTooLate { name: String, first: u32, last: u32 }
        en "`{name}` can never act: its first communities would begin in month {first}, after month {last}, its last"
        zh "`{name}`永远不会生效：首批社区在第{first}个月才开始，晚于其最后一个月（第{last}个月）";
    "scenario::empty_target" EmptyTarget { name: String }
        en "`{name}` can never act: no community of the place is its target"
        zh "`{name}`永远不会生效：该地点没有符合条件的社区";
        help en "a community must be in `zone`, in `communities` and in a zone of `value`, where these are given; without them all are meant"
        zh "社区须同时符合所写的`zone`、`communities`和`value`中的地区类型；都不写则指全部社区";
    "scenario::unknown_community" UnknownCommunity { found: String }
        en "the place has no community `{found}`"
        zh "该地点没有社区`{found}`";
        help en "communities are named by code, or by name where it is unique"
        zh "社区用代码指定，名称唯一时也可用名称";
    "scenario::ambiguous_community" AmbiguousCommunity { found: String, codes: String }
        en "several communities are named `{found}`"
        zh "有多个社区名为`{found}`";
        help en "name one by its code: {codes}"
        zh "请用代码指定：{codes}";
    "scenario::too_many_changes" TooManyChanges { found: u32, most: u32 }
        en "{found} interventions and shocks are more than the {most} that a scenario may have"
        zh "干预和冲击共{found}项，超过情景允许的{most}项";
    "scenario::split_above_one" SplitAboveOne { sum: f64, shares: Phrase }
        en "the shares of the split that are given come to {sum} together: {shares}"
        zh "给出的资金分配比例合计为{sum}：{shares}";
        help en "together they may be at most 1; the shares not given divide the rest"
        zh "合计不得超过1，其余各项按比例分余下部分";
    "scenario::split_not_one" SplitNotOne { sum: f64, shares: Phrase }
        en "the six shares of the split come to {sum}, not 1: {shares}"
        zh "六项资金分配比例合计为{sum}，应为1：{shares}";
        help en "leave one out and it takes the rest, or make them sum to 1"
        zh "去掉一项则由它取余下部分，或使合计为1";
    "scenario::split_without_rest" SplitWithoutRest { sum: f64, others: Phrase }
        en "the shares that are given come to {sum}, and nothing can take the rest: the baseline gives 0 to {others}"
        zh "给出的比例合计为{sum}，余下部分无处可去：基线中{others}均为0";
        help en "make the shares that are given sum to 1"
        zh "请使给出的比例合计为1";
    "scenario::shares_not_one" SharesNotOne { sum: f64, shares: Phrase, whole: Phrase }
        en "the shares of {whole} come to {sum}, not 1: {shares}"
        zh "{whole}的各项比例合计为{sum}，应为1：{shares}";
        help en "give all shares of the group so that they sum to 1"
        zh "请给出该组全部比例，使合计为1";
    "scenario::appraisal_above_one" AppraisalAboveOne { sum: f64 }
        en "appraisal_residents and appraisal_peers come to {sum} together; at most 1 is allowed"
        zh "appraisal_residents与appraisal_peers合计为{sum}，不得超过1";
        help en "the rest is the weight of the cadre's own skill"
        zh "余下部分为本人技能的权重";
    "scenario::seed_in_file" SeedInFile { key: String }
        en "`{key}` is no part of a scenario: one scenario is run with many seeds"
        zh "`{key}`不属于情景：同一情景用多个种子运行";
        help en "leave it out, and give `--seeds` on the command line"
        zh "请去掉，并在命令行用`--seeds`给出";
    "scenario::without_effect" WithoutEffect { name: String, other: String, key: String }
        en "`{name}` has no effect: `{other}` sets `{key}` anew in all its months and communities"
        zh "`{name}`不起作用：`{other}`在其全部月份和社区重新设定了`{key}`";
        help en "of two in the same month the one later in the alphabet comes last"
        zh "同月的两项按名称字母顺序先后生效，后者为准";
    "scenario::policy_overruled" PolicyOverruled { name: String, other: String }
        en "`{name}` under [policy] has no effect: `{other}` sets it anew in all its months and communities"
        zh "[policy] 中的`{name}`不起作用：`{other}`在其全部月份和社区重新设定了它";
        help en "interventions and shocks come after [policy]: leave one of the two out, or let the other begin later"
        zh "干预和冲击在 [policy] 之后生效：请去掉其中之一，或让后者晚些开始";
    "scenario::never_read" NeverRead { name: String, why: Phrase }
        en "`{name}` changes nothing: {why}"
        zh "`{name}`不会改变任何结果：{why}";
    "scenario::in_force_anyway" InForceAnyway { name: String }
        en "`{name}` changes nothing: without it the same would be in force"
        zh "`{name}`不会改变任何结果：没有它，有效的值也一样";
        help en "`cogov scenario show` prints the values that are in force"
        zh "`cogov scenario show`显示有效的值";
    "scenario::not_looked_at" NotLookedAt { which: Phrase }
        en "it was not checked whether {which} can act: there are too many changes of too many communities for a quick look"
        zh "未检查{which}能否起作用：变动与社区过多，无法快速检查";
        help en "`cogov explain` with a setting's name says when it is read and what it depends on"
        zh "`cogov explain`加设定名称可查看其读取时间和所依赖的条件";
    "scenario::for_a_year" ForAYear { name: String, key: String, months: Phrase, first_read: u32, last_acts: u32 }
        en "`{name}` is in force in {months}, but `{key}` is read in January for the whole year: it acts as if it were in force in months {first_read} to {last_acts}"
        zh "`{name}`在{months}有效，但`{key}`每年一月读取、全年有效，因此相当于在第{first_read}至{last_acts}个月有效";
        help en "begin in a January (month 1, 13, 25, ...) and end in a December (12, 24, ...)"
        zh "请从一月（第1、13、25……个月）开始，到十二月（第12、24……个月）结束";
    "scenario::policy_from_january" PolicyFromJanuary { keys: Phrase, from: u32, first_read: u32 }
        en "the policy begins in month {from}, which is no January; read in January for the whole year, and so acting from month {first_read} on: {keys}"
        zh "政策从第{from}个月开始，并非一月；以下各项每年一月读取、全年有效，因此从第{first_read}个月起才起作用：{keys}";
        help en "with a burn_in of whole years the policy begins in a January"
        zh "burn_in取整年时政策从一月开始";
    "scenario::policy_before_its_month" PolicyBeforeItsMonth { keys: Phrase, from: u32, first_read: u32 }
        en "the policy begins in month {from}, which is no January; read as the mean over the months of the year, and so acting in part from month {first_read} on, before the policy: {keys}"
        zh "政策从第{from}个月开始，并非一月；以下各项取全年各月的均值，因此自第{first_read}个月起（早于政策）即部分起作用：{keys}";
        help en "with a burn_in of whole years the policy begins in a January"
        zh "burn_in取整年时政策从一月开始";
    "scenario::ramp_cut" RampCut { name: String, ramp: u32, months: u32, last: u32 }
        en "`{name}` never reaches its full weight: it ramps over {ramp} months and ends with month {last}, after {months}"
        zh "`{name}`达不到全部力度：渐进期为{ramp}个月，而{months}个月后即在第{last}个月结束";
    "scenario::waves_cut" WavesCut { name: String, first: u32, last: u32 }
        en "the waves of `{name}` never come: the first would be in month {first}, after month {last}, its last"
        zh "`{name}`的后续批次不会到来：首个后续批次在第{first}个月，晚于其最后一个月（第{last}个月）";
    "scenario::shares_unchecked" SharesUnchecked { shares: Text, month: u32 }
        en "{shares} were not checked from month {month} on: too many interventions and shocks change them"
        zh "{shares}自第{month}个月起未检查合计：改变它们的干预和冲击过多";
        help en "from there on a run takes them as they come; with fewer such interventions all months are checked"
        zh "此后按所得数值运行；此类干预减少后可检查全部月份";
    "scenario::unusual_value" Unusual { key: String, found: Phrase, low: f64, high: f64, which: Text }
        en "`{key}` is {found}: allowed, but outside the {low} to {high} that {which}"
        zh "`{key}`为{found}：允许，但超出{which}{low}到{high}";
    "scenario::number_a_month" NumberAMonth { key: String, found: Phrase, default: f64, twelfth: f64 }
        en "`{key}` is {found}: allowed, but twelve times the default of {default} or more, and it is a number for a month, not for a year"
        zh "`{key}`为{found}：允许，但达到默认值{default}的十二倍以上，而该数按月计，不按年计";
        help en "if {found} is meant for a year, write {twelfth}"
        zh "如{found}指全年，请写{twelfth}";
    "scenario::number_a_year" NumberAYear { key: String, found: Phrase, default: f64, twelvefold: f64 }
        en "`{key}` is {found}: allowed, but a twelfth of the default of {default} or less, and it is a number for a year, not for a month"
        zh "`{key}`为{found}：允许，但不到默认值{default}的十二分之一，而该数按年计，不按月计";
        help en "if {found} is meant for a month, write {twelvefold}"
        zh "如{found}指每月，请写{twelvefold}";
    "scenario::factor_a_month" FactorAMonth { key: String, factor: f64 }
        en "a factor of {factor} on `{key}`: allowed, but it is a number for a month, not for a year"
        zh "`{key}`的倍数为{factor}：允许，但该数按月计，不按年计";
    "scenario::after_end" AfterEnd { names: String, months: u32 }
        en "left out, since the run ends with month {months}: {names}"
        zh "模拟到第{months}个月结束，以下不再生效：{names}";
}

/// What is collected while scenarios, places and their kin are read.
pub(super) type Report = reading::Report<Kind>;

/// What is known of the keys of a scenario, for the readers of other files that have some of them too.
pub const KEYS: Guide = Guide {
    nearest: |word| sheet::nearest_setting("", word, |_| true),
    takes: written::of_key,
    table: written::table_written,
    named: Some("interventions"),
};

impl Kind {
    /// Whether it lists all values that a setting takes.
    fn lists(&self, id: SettingId) -> bool {
        let is_choice = !matches!(id.setting().choice, Choice::Real | Choice::Whole);
        let lists = matches!(
            self,
            Self::File(FileMessage::UnknownWord { .. } | FileMessage::WrongType { .. })
        );
        is_choice && lists
    }
}

impl Message for Kind {
    type Subject = SettingId;

    const GUIDE: Guide = KEYS;

    fn absence(&self) -> Option<Absence> {
        match self {
            Self::File(message) => message.absence(),
            Self::MissingSet { .. }
            | Self::NeitherValueNorFactor { .. }
            | Self::WavesWithoutShare { .. }
            | Self::MissingInWaves { .. } => Some(Absence::Anywhere),
            _ => None,
        }
    }

    fn about(&self, id: SettingId) -> Vec<Phrase> {
        let allowed = (!self.lists(id)).then(|| phrases::allowed(id));
        allowed.into_iter().chain([phrases::about(id)]).collect()
    }
}
