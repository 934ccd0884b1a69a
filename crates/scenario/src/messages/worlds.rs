//! What the readers of targets and of worlds say.

/// The catalogue with the messages of targets and worlds behind the others.
macro_rules! of_worlds {
    ($($others:tt)*) => {
        of_places! {
            $($others)*
    "targets::unknown_targets" UnknownTargets { name: String, names: String }
        en "there is no file and no shipped file of targets `{name}`"
        zh "没有名为`{name}`的文件或内置目标文件";
        help en "shipped: {names}"
        zh "内置目标文件：{names}";
    "targets::no_targets" NoTargets {}
        en "the file has no targets"
        zh "文件中没有目标";
        help en "give each as [targets.NAME] with outcome, kind, low, high and ground"
        zh "每项目标写作[targets.名称]，含outcome、kind、low、high和ground";
    "targets::missing" MissingInTarget { name: String, key: String }
        en "target `{name}` has no `{key}`"
        zh "目标`{name}`缺少`{key}`";
        help en "a target needs outcome, kind, low, high and ground; one of kind \"effect\" also change = {{ set = \"...\", factor = ... }}"
        zh "目标须有outcome、kind、low、high和ground；kind为\"effect\"时还须有change = {{ set = \"...\", factor = ... }}";
    "targets::unknown_outcome" UnknownOutcome { found: String }
        en "no metric is called `{found}`"
        zh "没有名为`{found}`的指标";
        help en "cogov explain metrics lists them"
        zh "cogov explain metrics列出全部指标";
    "targets::unknown_kind" UnknownKindOfTarget { found: String }
        en "`kind` is `{found}`; it is \"level\" or \"effect\""
        zh "`kind`为`{found}`，应为\"level\"或\"effect\"";
        help en "level: how things are today; effect: by what factor a change multiplies the outcome, as a source outside this model found"
        zh "level：现状水平；effect：某项改变使该指标变为原来的多少倍，须有本模型以外的来源";
    "targets::change_of_level" ChangeOfLevel { name: String }
        en "target `{name}` is a level today, and levels read no change"
        zh "目标`{name}`为现状水平，不读取任何改变";
        help en "leave `change` out, or write kind = \"effect\" with a source outside this model"
        zh "请去掉`change`，或写kind = \"effect\"并给出本模型以外的来源";
    "targets::effect_without_source" EffectWithoutSource { name: String }
        en "target `{name}` is an effect without a source: what this model found cannot screen it"
        zh "目标`{name}`为没有来源的效果：本模型自身的结果不能用于筛选";
        help en "name a source outside this model in `ground`, or leave the target out"
        zh "请在`ground`中写明本模型以外的来源，或去掉该目标";
    "targets::changes_nothing" ChangesNothing { setting: &'static str }
        en "the change leaves `{setting}` at its default, so it has no effect"
        zh "该改变使`{setting}`保持默认值，因而没有任何效果";
        help en "give the value or the factor that the source speaks of"
        zh "请写出来源所述的取值或倍数";
    "targets::band_reversed" BandReversed { name: String, low: f64, high: f64 }
        en "target `{name}` goes from {low} to {high}: `low` must be below `high`"
        zh "目标`{name}`由{low}至{high}：`low`须小于`high`";
        help en "a value that is known well still has an error: give the band that agrees with it"
        zh "再确知的数值也有误差，请给出与之相符的范围";
    "targets::band_outside" BandOutside { name: String, found: Phrase, what: Phrase, ends: Phrase }
        en "target `{name}`: {found} can be no value of {what} ({ends})"
        zh "目标`{name}`：{found}不可能是{what}的取值（{ends}）";
    "targets::without_zones" OutcomeWithoutZones { metric: &'static str }
        en "`{metric}` exists for counties only, not by zone"
        zh "`{metric}`只有旗县一级，没有分地区类型的取值";
        help en "leave `zone` out"
        zh "请去掉`zone`";
    "targets::twice" TargetTwice { name: String, other: String }
        en "target `{name}` is of the same outcome as `{other}`, in the same zone"
        zh "目标`{name}`与`{other}`为同一地区类型的同一指标";
        help en "keep one of them: the band in which both agree"
        zh "请只保留其一：两者相符的范围";
    "targets::empty_ground" EmptyGround {}
        en "`ground` is empty: a band without a ground screens nothing"
        zh "`ground`为空：没有依据的范围不能用于筛选";
        help en "name rows of the evidence base (T2), another source, or write \"assumed: why\""
        zh "请写证据条目（T2）、其他来源，或\"assumed: 理由\"";
    "targets::unknown_evidence" UnknownEvidence { row: String }
        en "the evidence base has no row `{row}`"
        zh "证据中没有条目`{row}`";
        help en "cogov explain evidence lists them"
        zh "cogov explain evidence列出全部条目";
    "worlds::unknown_worlds" UnknownWorlds { name: String }
        en "there is no file of worlds `{name}`"
        zh "没有名为`{name}`的世界文件";
        help en "cogov worlds make writes one"
        zh "cogov worlds make可生成";
    "worlds::no_worlds" NoWorlds {}
        en "the file has no worlds"
        zh "文件中没有世界";
        help en "below the header number,weight,... stands a row for each world"
        zh "表头number,weight,...之下每行一个世界";
    "worlds::too_many" TooManyWorlds { most: u32 }
        en "the file has more than {most} worlds"
        zh "文件中的世界超过{most}个";
    "worlds::separated" WorldsSeparated { found: String, sign: String }
        en "the header is one cell, `{found}`: cells are separated by commas, not by {sign}"
        zh "表头只有一格`{found}`：各格应以逗号分隔，而不是{sign}";
        help en "save the table as CSV with commas"
        zh "请将表格另存为以英文逗号分隔的CSV";
    "worlds::missing_column" WorldColumnMissing { column: &'static str }
        en "there is no column `{column}`"
        zh "缺少`{column}`列";
        help en "the header is number,weight and then settings; equal weights are 1 in each row"
        zh "表头为number,weight，其后为各项设定；权重相同时各行均写1";
    "worlds::unknown_column" WorldColumnUnknown { column: String }
        en "no setting is called `{column}`"
        zh "没有名为`{column}`的设定";
        help en "columns are number, weight and settings (need_rate), by zone as distance.urban"
        zh "各列为number、weight和各项设定（need_rate），分地区类型写作distance.urban";
    "worlds::column_twice" WorldColumnTwice { column: String }
        en "column `{column}` stands twice"
        zh "`{column}`列出现两次";
    "worlds::lever" WorldOfLever { key: String }
        en "`{key}` is a lever: somebody decides it, so it is no part of a world"
        zh "`{key}`是政策杠杆：它由人决定，不属于世界";
        help en "set it in [policy] or [baseline] of a scenario"
        zh "请在情景的[policy]或[baseline]中设定";
    "worlds::form" WorldOfForm { key: String }
        en "`{key}` cannot vary between worlds"
        zh "`{key}`不能随世界变化";
        help en "worlds vary numbers of [baseline] that are no levers"
        zh "世界只能改变[baseline]中杠杆以外的数值";
    "worlds::zone_missing" WorldZoneMissing { key: String, zone: &'static str }
        en "`{key}` has no column for {zone}"
        zh "`{key}`缺少{zone}一列";
        help en "give all three zones, or one column `{key}` for all"
        zh "请给出三类地区，或只用一列`{key}`";
    "worlds::cells" WorldCells { found: u32, wanted: u32 }
        en "the row has {found} cells, the header {wanted}"
        zh "该行有{found}格，表头有{wanted}格";
        help en "a decimal comma makes two cells of one number: write 0.5"
        zh "小数逗号会把一个数分成两格：请写0.5";
    "worlds::number" WorldNumber { found: String }
        en "`number` is `{found}`; it is a whole number from 0"
        zh "`number`为`{found}`，应为从0起的整数";
    "worlds::twice" WorldTwice { number: u32 }
        en "two worlds have the number {number}"
        zh "有两个世界的编号同为{number}";
        help en "results name worlds by their numbers: give each its own"
        zh "结果以编号指称世界，编号须各不相同";
    "worlds::weight" WorldWeight { found: String }
        en "`weight` is `{found}`; it is a number above 0"
        zh "`weight`为`{found}`，应为大于0的数";
        help en "leave out a world that is not to count; equal weights are 1"
        zh "不计入的世界请删去；权重相同时写1";
    "worlds::value" WorldValue { key: String, found: String }
        en "`{key}` is `{found}`, which is no number"
        zh "`{key}`为`{found}`，不是数";
        }
    };
}

pub(super) use of_worlds;
