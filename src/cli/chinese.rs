//! The command line in Chinese: help.

use clap::{Arg, ArgAction, Command};

/// The command line with Chinese help.
pub fn translate(command: Command) -> Command {
    flags(command)
        .about("用一个小文件写出政策，模拟基层社区治理：居民参与、队伍流失、服务、信任、流动人口融入、\n纠纷和支出如何变化，以及结论有多可靠。")
        .override_usage("cogov <命令>")
        .help_template("{about}\n\n{before-help}用法：{usage}\n\n命令：\n{subcommands}\n\n选项：\n{options}{after-help}")
        .before_help(super::FIRST.zh)
        .after_help(examples())
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(flag("version", 'V', ArgAction::Version, "显示版本"))
        .mut_subcommands(|command| subcommand("cogov", command))
}

fn examples() -> String {
    let names: Vec<&str> = scenario::shipped().iter().map(|(name, _)| *name).collect();
    format!("自带情景：\n  {}\n  （也可给出自己的文件路径）", names.join(", "))
}

/// A subcommand, and those inside it.
fn subcommand(parent: &str, command: Command) -> Command {
    let path = format!("{parent} {}", command.get_name());
    let about = about(path.trim_start_matches("cogov "));
    if command.has_subcommands() {
        return flags(command)
            .about(about)
            .override_usage(format!("{path} <命令>"))
            .help_template("{about}\n\n用法：{usage}\n\n命令：\n{subcommands}\n\n选项：\n{options}")
            .disable_help_subcommand(true)
            .mut_subcommands(|command| subcommand(&path, command));
    }
    let usage = usage(&path, &command);
    let has_positionals = command.get_positionals().next().is_some();
    let positionals = if has_positionals { "参数：\n{positionals}\n\n" } else { "" };
    let command = flags(command).about(about).override_usage(usage).help_template(format!(
        "{{about}}\n\n用法：{{usage}}\n\n{positionals}选项：\n{{options}}{{after-help}}"
    ));
    match path.as_str() {
        "cogov verify" => command.after_help(super::verify::EXIT_CODES.zh),
        _ => command,
    }
}

fn usage(path: &str, command: &Command) -> String {
    let words = command.get_positionals().map(|arg| {
        let name = arg.get_value_names().and_then(<[_]>::first).map_or("", |name| name.as_str());
        let many = if matches!(arg.get_action(), ArgAction::Append) { "..." } else { "" };
        if arg.is_required_set() { format!(" <{name}>{many}") } else { format!(" [{name}]{many}") }
    });
    let options =
        command.get_arguments().filter(|arg| !arg.is_positional() && arg.is_required_set());
    let options = options.map(|arg| {
        let value = arg.get_value_names().and_then(<[_]>::first).map_or("", |name| name.as_str());
        format!(" --{} <{value}>", arg.get_long().unwrap_or_default())
    });
    let options: String = options.collect();
    format!("{path} [选项]{options}{}", words.collect::<String>())
}

/// The name of a subcommand in a sentence.
fn about(command: &str) -> &'static str {
    match command {
        "run" => "用多个随机种子运行情景，结果写入 CSV 文件",
        "scenario" => "列出、检查、查看、比较和新建情景文件",
        "scenario list" => "列出自带情景及其内容",
        "scenario check" => "检查文件：一次给出全部错误，注明位置和允许的内容",
        "scenario show" => "查看文件及其上级文件的内容，或全部现行取值",
        "scenario diff" => "说明第二个情景与第一个情景的差别",
        "scenario upgrade" => "将旧 schema 的文件改写为本程序的格式，保留注释",
        "scenario new" => "新建情景文件：政策可设定的各项均以注释列出",
        "trace" => "对照两段历史中同一人的生活轨迹：最先的差异及其后果",
        "explain" => "说明政策杠杆、参数、指标、过程、情景等词：含义、范围、公式、依据",
        "completions" => "输出命令行补全脚本：补全命令、情景名称和标识",
        "man" => "输出 cogov 的手册页，或写出全部命令的手册页",
        "schema" => "输出 JSON Schema，供编辑器补全和检查情景文件",
        "place" => "检查、汇总和生成社区表格",
        "place check" => "检查表格：一次给出全部错误，注明行和列；说明读取和未使用的列",
        "place summary" => "汇总表格：地区类型、规模、流动人口、旗县，以及默认预算的结果",
        "place generate" => "生成虚构地点的表格：社区的地区类型、规模和流动人口分布与内蒙古相似",
        "compare" => "用相同种子比较各情景与基线：结论、报告与 CSV 文件",
        "study" => "按设计变动取值：可中断续行的批量运行，以及哪些取值影响结果",
        "study new" => "新建研究文件：情景、因素、设计、种子和结果指标",
        "study check" => "检查研究文件：一次给出全部错误，注明位置和允许的内容",
        "study plan" => "说明研究的运行次数、时间和磁盘用量，以及哪些因素不起作用",
        "study design" => "将研究的点写为 CSV，可编辑后再用",
        "study run" => "运行研究，或继续被中断的研究；结果写入 CSV 文件",
        "study status" => "说明研究中已完成和缺少的部分",
        "study sensitivity" => "说明哪些因素影响哪些结果，以及哪些与随机性无法区分",
        "study merge" => "由各分片的运行结果生成研究的表格",
        "fit" => "使方案满足上限：将其杠杆从基线方向移动，直至恰好合适",
        "choose" => "在各方案中选择：上限之内最符合目标者；相差无几者并列",
        "ablate" => "分解情景的效果：其中多少经由模型的哪条反馈",
        "eval" => {
            "逐行应答其他程序的运行请求（JSON，每行一个），供改变取值的程序使用；用法见 docs/researchers.md"
        }
        "case" => "研讨用案例：少数几项可选政策，全部答案事先算好",
        "case list" => "列出自带案例",
        "case check" => "检查案例：一次给出全部错误，注明位置和允许的内容",
        "case export" => "把案例及全部答案写成一个HTML文件：任何手机均可打开，无需网络",
        "case prepare" => "用案例的全部种子算出所有政策的答案；中断后可接着算",
        "serve" => "在浏览器中打开模型：移动杠杆，立即看到效果，并始终与现状对照",
        "worlds" => "生成与真实地点已知情况相符的世界，并按本地情况收窄",
        "worlds make" => "生成与已知情况相符的世界：先作历史匹配，再运行检验",
        "worlds narrow" => "从已有世界中保留与本地已知情况相符者",
        "verify" => "重新运行结果中的部分种子，并逐字节比较各行",
        _ => "",
    }
}

/// Own flags and texts in the place of those that come ready in English.
fn flags(command: Command) -> Command {
    command
        .disable_help_flag(true)
        .mut_args(|arg| {
            let text = help(arg.get_id().as_str());
            let takes_value = arg.get_action().takes_values();
            arg.help(text).hide_default_value(takes_value).hide_possible_values(takes_value)
        })
        .arg(flag("help", 'h', ArgAction::Help, "显示帮助"))
}

fn flag(id: &'static str, short: char, action: ArgAction, help: &'static str) -> Arg {
    Arg::new(id).short(short).long(id).action(action).help(help)
}

fn help(argument: &str) -> &'static str {
    HELP.iter().find(|(id, _)| *id == argument).map_or("", |(_, help)| help)
}

/// What each argument does.
const HELP: &[(&str, &str)] = &[
    ("checked_cases", "案例文件，或自带案例的名称"),
    ("prepared_case", "案例文件，或自带案例的名称"),
    ("case_seeds", "每种政策的种子：1 至 N；默认 10"),
    ("case_force", "替换已有而不属于本案例的文件"),
    ("case_table", "答案表；默认 output/cases/NAME.json"),
    ("exported_case", "案例文件，或自带案例的名称；请先运行 cogov case prepare"),
    ("export_table", "答案表；默认 output/cases/NAME.json"),
    ("export_out", "写入的文件；默认 output/cases/NAME.html"),
    ("scenarios", "情景：文件，或自带情景的名称；用 + 合并，如 A+B"),
    ("scenario", "情景：文件，或自带情景的名称"),
    ("before", "情景：文件，或自带情景的名称"),
    ("after", "与之比较的情景"),
    ("resolved", "列出全部现行取值，注明设定该值的文件和行以及依据"),
    ("name", "情景名称，文件为当前文件夹中的 NAME.toml"),
    ("extends", "所继承的情景：文件，或自带情景的名称；默认 baseline"),
    ("schema", "供编辑器补全和检查用的 JSON Schema 文件（见 cogov schema）"),
    ("upgraded", "情景文件"),
    ("dir", "cogov run 或 cogov compare 结果的文件夹"),
    ("verify_seeds", "重新运行的种子数；默认 2，0 表示只检查文件字节"),
    ("all", "重新运行全部种子"),
    ("sample_seed", "按此数抽取种子：同一数字抽到相同的种子；默认为随机数"),
    ("any_build", "由另一份源代码构建的程序生成的结果也检查"),
    ("seeds", "随机种子：N 表示 1 至 N，A..B 表示 A 至 B（含两端）；默认 20"),
    (
        "compared_seeds",
        "随机种子：N 表示 1 至 N，A..B 表示 A 至 B（含两端）；默认 40，给出 --precision、--decide 或 --time 时最多 1000",
    ),
    ("fitted", "要满足上限的方案：情景文件，或自带情景的名称"),
    ("fitted_baseline", "基线：情景文件，或自带情景的名称；默认 baseline"),
    (
        "scale",
        "要移动的杠杆的标识，以逗号分隔；须由方案的 [policy] 设定；costly 为全部计费的杠杆，all 为全部数值杠杆",
    ),
    ("fitted_seeds", "随机种子：N 表示 1 至 N，A..B 表示 A 至 B（含两端）；默认 20"),
    ("fitted_name", "情景名称，文件为当前文件夹中的 名称.toml；默认 方案-fit"),
    ("fitted_force", "替换已有文件"),
    (
        "chosen_from",
        "方案：情景文件、自带情景的名称或 A+B；或一个清单文件，列出方案、杠杆的分级以及是否两两合并；默认为自带方案及其两两合并",
    ),
    ("choice_goal", "所求：结果指标的标识，最重要者在前；在前者并列时由后者决定"),
    ("choice_baseline", "基线：情景文件，或自带情景的名称；默认 baseline"),
    ("pairs", "另将可以合并的方案两两合并"),
    ("choice_alpha", "就运气所作的任一说法有误的概率，各候选方案、目标和各次查看合计；默认 0.05"),
    ("choice_seeds", "种子数上限：N 表示 1 至 N，A..B 表示 A 至 B（含两端）；默认 100"),
    ("choice_worlds", "另在 N 个世界（未知之处的联合取值）中运行留下的方案；0 表示不用；默认 64"),
    ("choice_time", "在此时间内停止，如 90s、5m 或 1h：三分之二用于种子，其余用于世界"),
    ("choice_name", "结果文件夹的名称；默认 chosen"),
    ("choice_out", "结果文件夹；默认 output"),
    ("choice_force", "替换另一个同名结果"),
    ("ablated", "要分解其效果的情景：文件，或自带情景的名称"),
    ("ablated_baseline", "基线：情景文件，或自带情景的名称；默认 baseline"),
    ("ablated_seeds", "随机种子：N 表示 1 至 N，A..B 表示 A 至 B（含两端）；默认 20"),
    ("ablated_metrics", "要分解的结果指标的标识，以逗号分隔，或 all；默认主要结果指标"),
    ("ablation_name", "结果文件夹的名称；默认 ablate-情景"),
    ("ablation_out", "结果文件夹；默认 output"),
    ("ablation_force", "替换同名的分解结果"),
    ("study", "研究文件"),
    ("study_dir", "已完成研究的文件夹，如 output/名称"),
    ("study_name", "研究名称，文件为当前文件夹中的 NAME.toml"),
    ("shard", "只运行 N 份中的第 I 份"),
    ("shards", "分为 N 个分片，列出缺少单元的分片"),
    ("threads", "线程数；默认使用全部处理器"),
    ("months", "提前在第 N 个月结束"),
    ("set", "设置情景文件中的任一项，例如 policy.pay_ratio=0.9"),
    ("place", "使用该表中的社区（CSV、文件.xlsx或 文件.xlsx#表名）"),
    ("workshop_case", "以该案例开启研讨：案例文件，或自带案例的名称"),
    ("workshop_table", "案例的答案表；默认 output/cases/NAME.json"),
    (
        "workshop_journal",
        "研讨记录，已有则继续；默认为最近一次的 output/workshops/NAME-N.jsonl，若搁置超过12小时则新建",
    ),
    ("workshop_new", "不继续上一次研讨，开始新的研讨"),
    ("started_from", "除自带情景外，可作为起点的自己的情景"),
    ("port", "端口；默认 8400，0 表示任一空闲端口"),
    ("host", "监听地址；默认 127.0.0.1，仅本机可访问；0.0.0.0 表示本机全部地址，须凭加入码进入"),
    ("out", "结果文件夹；默认 output"),
    (
        "detail",
        "series、years、funding 的最细层级：county（旗县）、zone（地区类型，默认）、community（社区）",
    ),
    ("metrics", "只输出这些指标，用标识表示，以逗号分隔；all 表示全部"),
    ("force", "替换另一结果；不是 cogov 写的文件保持不动"),
    ("no_place", "结果中不附地区表（便于转交他人），只保留其哈希"),
    ("verified_place", "结果中未附的地区表"),
    ("brief", "另将报告第 1 页单独写成 brief.html，便于打印和分发"),
    ("only", "只写此表，另附其字典、情景和来源记录：不写逐月逐年各表、汇总和页面"),
    ("lives", "另将居民的变化逐种子写成 lives.csv，winners.csv 可由其算出"),
    ("bom", "CSV 表格以字节顺序标记（BOM）开头，中文版 Excel 可直接正确打开"),
    ("quiet", "不显示进度和结果表"),
    ("baseline", "基线：情景文件，或自带情景的名称"),
    (
        "precision",
        "逐批增加种子，直到该指标差异的区间半宽不大于此值：比率以百分点计，如 1pp，其他按指标单位；可多次给出；若许多种子差异相同，须先有十个种子与之不同",
    ),
    (
        "decide",
        "逐批增加种子，直到这些指标的结论明确；此时停止所得的估计值偏离零；若许多种子差异相同，须先有十个种子与之不同",
    ),
    ("worlds", "另在 N 个世界（未知之处的联合取值）中比较；0 表示不用；默认 64"),
    ("why", "再运行 256 个世界，说明结论取决于哪些假设、何处会反转，以及最值得先查明什么"),
    ("worlds_file", "使用该文件中的世界（由 cogov worlds make 写出）；默认用程序自带的世界"),
    ("time", "在此时间内停止，例如 90s、5m、1h：三分之一用于种子，其余用于世界"),
    (
        "margin",
        "不超过此界限的差异无实际意义：比率以百分点计，如 5pp，其他按指标单位；可多次给出；默认为各指标自身的界限，见 cogov explain",
    ),
    (
        "ceiling",
        "每个完整年份和旗县中，比基线至多可多申报的预算：budget:12（元/成人）、million:0.7 或 万元:70（每年）、percent:5（基线预算的百分比）；或 pressure:1.0（预算除以财力本身）；可多次给出",
    ),
    ("goal", "按这些结果对情景排序，最重要者在前；在上限之内的情景先列"),
    (
        "cost",
        "成本、单位改善的成本和占优判断所依据的金额：budget（县级表决的预算，默认）或 spending（实际支出）",
    ),
    ("alpha", "主表中任一区间未覆盖真值的概率；默认 0.05"),
    ("comparison_name", "比较结果的文件夹名称；默认 compare-基线-情景"),
    ("seed", "随机种子，两段历史共用；默认 1"),
    ("resident", "查看该居民；不给出 --resident 和 --cadre 时，列出差异最大的生活轨迹"),
    ("cadre", "查看该岗位及其历任任职者"),
    ("all_months", "显示全部月份，包括无事发生的月份"),
    ("csv", "将各月记录写入该文件，文件须尚不存在"),
    ("shell", "命令行：bash、elvish、fish、powershell 或 zsh"),
    ("man_out", "存放全部手册页的文件夹，已有的手册页将被替换"),
    ("words", "要说明的词：标识或名称，可给出多个，也可为 levers 等清单；不给出则列出各类清单"),
    ("targets", "已知情况：目标文件，或自带目标文件的名称；默认 inner-mongolia"),
    ("worlds_scenario", "基线：情景文件，或自带情景的名称，不取其政策；默认 baseline"),
    ("keep", "保留的世界数；默认 500"),
    ("first_wave", "首轮世界数，取自全部合理范围；默认 1200"),
    ("wave_worlds", "其后每轮世界数；默认 800"),
    ("waves", "其后轮数；默认 3"),
    ("tries", "为保留而尝试的世界数上限；默认 8000"),
    ("worlds_months", "每次运行的月数，含预热期；默认 48"),
    ("worlds_key", "全部抽取的密钥：换一个数得到另一组世界；默认 1"),
    ("worlds_out", "写入此文件；make 默认 worlds.csv，运行结果暂存于 FILE.runs，停止后可继续"),
    ("worlds_file", "世界：文件的路径"),
    ("most_worlds", "只取前 N 个世界"),
    ("json", "以 JSON 输出条目，供程序使用：两种语言，数值为数"),
    ("tables", "社区表格（CSV或.xlsx，工作表写作 文件.xlsx#表名），或自带地点的名称"),
    ("table", "社区表格（CSV或.xlsx，工作表写作 文件.xlsx#表名），或自带地点的名称"),
    ("adults", "全部社区的成年居民人数"),
    ("communities", "社区数；给出各地区类型的数目时可省略"),
    ("urban", "城镇社区数"),
    ("rural", "农村社区数"),
    ("pastoral", "牧区社区数"),
    ("counties", "旗县数"),
    ("place_seed", "决定各社区的大小、地区类型和流动人口，换一个数得到另一个地点；默认 1"),
    ("table_out", "写入此文件；默认写到标准输出"),
    ("lang", "提示语言：en（英文）或 zh（中文）；默认取环境变量 COGOV_LANG，否则随系统区域设置"),
];

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Cli;
    use super::*;

    fn is_chinese(text: &str) -> bool {
        text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
    }

    fn check(command: &Command) {
        let name = command.get_name();
        assert!(is_chinese(&command.get_about().unwrap().to_string()), "{name}");
        for argument in command.get_arguments() {
            let help = argument.get_help().unwrap().to_string();
            assert!(is_chinese(&help), "{name}: {}", argument.get_id());
        }
        command.get_subcommands().for_each(check);
    }

    #[test]
    fn every_command_and_argument_has_chinese_help() {
        let command = translate(Cli::command());
        command.clone().debug_assert();
        check(&command);
    }
}
