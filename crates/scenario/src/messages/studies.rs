//! Sentences about files of studies and their lists of points.

/// The catalogue, of other sentences and of those about studies.
macro_rules! of_studies {
    ($($others:tt)*) => { of_worlds! { $($others)*
    "study::missing_version" StudyNoVersion {}
        en "`study` is missing"
        zh "缺少`study`";
        help en "begin the file with `study = 1`; `cogov study new` writes one to begin with"
        zh "请在文件开头写`study = 1`；cogov study new 可写出起始文件";
    "study::wrong_version" StudyWrongVersion { found: Phrase }
        en "`study` is {found}; this program reads 1"
        zh "`study`为{found}，本程序只读1";
    "study::missing" StudyMissing { key: &'static str, example: &'static str }
        en "`{key}` is missing"
        zh "缺少`{key}`";
        help en "write it, as in {example}"
        zh "请写明，例如 {example}";
    "study::scenarios" StudyScenarios { most: u32 }
        en "`scenarios` must name from 1 to {most} scenarios"
        zh "`scenarios`须写明1到{most}个情景";
        help en "names of shipped scenarios, sums as \"a+b\", or paths from the folder of this file"
        zh "内置情景的名称、\"a+b\"形式的组合，或相对于本文件所在文件夹的路径";
    "study::no_pair" StudyNoPair {}
        en "`difference` takes two scenarios or more: there is nothing to compare with"
        zh "`difference`须有两个以上情景：没有可比较的对象";
        help en "name the baseline first, as in scenarios = [\"baseline\", \"clear-functions\"]"
        zh "请先写基线，例如 scenarios = [\"baseline\", \"clear-functions\"]";
    "study::unknown_metric" StudyUnknownMetric { found: String }
        en "there is no metric `{found}`"
        zh "没有指标`{found}`";
        help en "`cogov explain metrics` lists them"
        zh "cogov explain 指标 列出全部指标";
    "study::no_factors" StudyNoFactors {}
        en "nothing is varied: there is no factor"
        zh "没有因素：没有任何可变的取值";
        help en "name some in [levers] or [uncertainties], as in \"baseline.quit_base\" = [0.005, 0.03]"
        zh "请在[levers]或[uncertainties]中写明，例如 \"baseline.quit_base\" = [0.005, 0.03]";
    "study::unknown_factor" StudyUnknownFactor { path: String }
        en "no setting has the path `{path}`"
        zh "没有路径为`{path}`的设置";
    "study::unknown_group" StudyUnknownGroup { found: String, all: String }
        en "`{found}` names no settings with a plausible range"
        zh "`{found}`未指向任何有合理范围的设置";
        help en "groups and grounds: {all}"
        zh "组别与依据：{all}";
    "study::factor_twice" StudyFactorTwice { path: String }
        en "`{path}` is varied twice"
        zh "`{path}`写了两次";
        help en "a factor is a lever or an uncertainty; leave one of them out, also where a group names it"
        zh "一个因素只能是政策杠杆或不确定因素，请去掉其中一处（组别中的也算）";
    "study::no_range" StudyNoRange { path: String }
        en "`{path}` has no plausible range of its own"
        zh "`{path}`没有自带的合理范围";
        help en "give one, as in {{ low = 1.0, high = 2.0 }}"
        zh "请给出范围，例如 {{ low = 1.0, high = 2.0 }}";
    "study::no_numbers" StudyNoNumbers { path: String }
        en "the ends of the range of `{path}` must be numbers"
        zh "`{path}`范围的两端须为数";
        help en "words and flags are listed: {{ values = [\"a\", \"b\"] }}, or all of them by {{}}"
        zh "文字和真假值请列出：{{ values = [\"a\", \"b\"] }}，或用{{}}表示全部";
    "study::not_two" StudyNotTwo { path: String }
        en "the range of `{path}` must be two numbers"
        zh "`{path}`的范围须为两个数";
        help en "write [low, high]; single values are listed as {{ values = [...] }}"
        zh "请写[下限, 上限]；单个取值写作{{ values = [...] }}";
    "study::empty_range" StudyEmptyRange { path: String, low: f64, high: f64 }
        en "the range of `{path}` is empty: from {low} to {high}"
        zh "`{path}`的范围为空：从{low}到{high}";
        help en "the first number is the lower one"
        zh "第一个数应为较小者";
    "study::value_twice" StudyValueTwice { path: String, found: String }
        en "`{path}` has the value {found} twice"
        zh "`{path}`的取值{found}写了两次";
    "study::few_values" StudyFewValues { path: String }
        en "`{path}` has fewer than two values: it does not vary"
        zh "`{path}`的取值少于两个：没有变化";
    "study::wrong_count" StudyWrongCount { key: String, design: &'static str, right: String }
        en "`{key}` does not say how large a design \"{design}\" is: it takes `{right}`"
        zh "设计\"{design}\"的大小不由`{key}`决定，应写`{right}`";
    "study::too_many_points" StudyTooManyPoints { found: f64, most: u32 }
        en "the design has {found} points; it must have from 1 to {most}"
        zh "该设计有{found}个点，应在1到{most}之间";
        help en "take fewer levels or factors, or a design that does not take all combinations, as sobol"
        zh "请减少水平或因素，或改用不取全部组合的设计，如sobol";
    "study::too_many_factors" StudyTooManyFactors { design: &'static str, most: u32 }
        en "a design \"{design}\" takes at most {most} factors"
        zh "设计\"{design}\"最多{most}个因素";
        help en "screen them by Morris's design first: it has no such bound"
        zh "请先用没有此限制的morris设计筛选";
    "study::no_power_of_two" StudyNoPower { found: u32, below: u32, above: u32 }
        en "{found} points are no power of two: Sobol points are most even at {below} or {above}"
        zh "{found}个点不是2的幂：Sobol点在{below}或{above}个时最均匀";
    "study::one_seed" StudyOneSeed {}
        en "with one seed a point indices cannot be told from luck"
        zh "每点只有一个种子时，无法将敏感性指数与随机性区分开";
        help en "write `seeds = 2` or more"
        zh "请写`seeds = 2`或更多";
    "study::no_column" StudyNoColumn { column: String }
        en "the list of points has no column `{column}`"
        zh "点列表缺少列`{column}`";
        help en "each factor of the study has a column of its path; take the factor out, or `cogov study design` writes the list anew"
        zh "研究中每个因素须有一列，列名为其路径；请去掉该因素，或用 cogov study design 重新写出列表";
    "study::unknown_column" StudyUnknownColumn { column: String }
        en "column `{column}` is no factor of the study"
        zh "列`{column}`不是该研究的因素";
        help en "name it in [levers] or [uncertainties], or take the column out"
        zh "请在[levers]或[uncertainties]中写明，或去掉该列";
    "study::empty_cell" StudyEmptyCell { column: String }
        en "`{column}` is empty in this row"
        zh "此行的`{column}`为空";
    "study::cell_outside" StudyCellOutside { column: String, found: String, allowed: String }
        en "`{column}` is {found} in this row, outside what the study gives it: {allowed}"
        zh "此行的`{column}`为{found}，超出研究所给的取值：{allowed}";
        help en "correct the cell, or widen the factor in the study; with {{}} the list alone decides"
        zh "请更正该单元格，或在研究中放宽该因素；写{{}}则由列表决定";
    "study::column_without_file" StudyColumnNoFile { path: String }
        en "`{path}` names a column, but no file that it is in"
        zh "`{path}`写了列名，但没有写所在的文件";
        help en "write {{ file = \"ours.csv\", column = \"name\" }}, or take the points from a file: kind = \"list\""
        zh "请写 {{ file = \"ours.csv\", column = \"name\" }}，或用 kind = \"list\" 从文件读取各点";
    "study::file_of_list" StudyFileOfList { path: String }
        en "`{path}` names a file, but its design is a list: all columns are in the list's own file"
        zh "`{path}`写了文件，但其设计为列表：各列都在列表文件中";
        help en "take `file` out; `column` may stay"
        zh "请去掉`file`，`column`可以保留";
    "study::file_and_range" StudyFileAndRange { path: String }
        en "`{path}` has the values of a column of a file, and a range besides"
        zh "`{path}`既取文件中某列的值，又写了范围";
        help en "leave one of them out"
        zh "请去掉其中一处";
    "study::half_crossed" StudyHalfCrossed {}
        en "designs that are crossed take two: [design.levers] of the factors in [levers], [design.uncertainties] of those in [uncertainties]"
        zh "交叉设计须有两个：[design.levers]用于[levers]中的因素，[design.uncertainties]用于[uncertainties]中的因素";
        help en "write both and give each a factor, or one [design] with `kind`, of all factors"
        zh "请两个都写并各有因素，或只写一个带`kind`的[design]，用于全部因素";
    "study::group_across" StudyGroupAcross { group: String }
        en "group `{group}` has levers and uncertainties, which have designs of their own"
        zh "组`{group}`中既有政策杠杆又有不确定因素，而两者各有设计";
        help en "give each side a group of its own"
        zh "请两边各用一个组名";
    } };
}

pub(super) use of_studies;
