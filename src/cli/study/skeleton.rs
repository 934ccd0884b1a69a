//! The study file to begin with.

use crate::quantity::{Language, Text};

/// A study of a name.
pub fn skeleton(name: &str, language: Language) -> String {
    let text = Text {
        en: "# What is varied, how, and what is looked at. Check: cogov study check NAME.toml

study = 1
name = \"NAME\"
scenarios = [\"baseline\", \"clear-functions\"]   # side by side on each point and seed; differences from the first
# place = \"ours.csv\"                             # a table of your own communities
# months = 60                                    # the scenarios' own length where left out
outcomes = [\"staff_turnover\", \"resolution_rate\"]   # cogov explain metrics lists them

# What policy chooses: laid over all scenarios but the first.
[levers]
# \"policy.mandate_clarity\" = [0.2, 0.9]

# What nobody knows: laid over all scenarios. {} takes the setting's plausible range.
[uncertainties]
\"baseline.quit_base\" = {}
\"baseline.quit_burnout\" = { low = 1.0, high = 5.0 }
# \"group:participation\" = {}                      # all settings of a group; or \"ground:assumed\"

[design]
kind = \"sobol\"   # grid, list, random, latin, sobol, saltelli, morris, one-at-a-time
points = 16
key = 1          # another key draws another design of the kind

[seeds]
number = 2       # a point
common = false   # true: the same seeds at all points
",
        zh: "# 变动哪些取值、如何变动、观察什么。检查：cogov study check NAME.toml

study = 1
name = \"NAME\"
scenarios = [\"baseline\", \"clear-functions\"]   # 在每个点和种子上并行运行；与第一个情景求差
# place = \"ours.csv\"                             # 自己的社区表格
# months = 60                                    # 不写则用情景自身的时长
outcomes = [\"staff_turnover\", \"resolution_rate\"]   # cogov explain 指标 列出全部指标

# 由政策选择：加在第一个以外的各情景上。
[levers]
# \"policy.mandate_clarity\" = [0.2, 0.9]

# 无人确知：加在全部情景上。{} 表示该设置的合理范围。
[uncertainties]
\"baseline.quit_base\" = {}
\"baseline.quit_burnout\" = { low = 1.0, high = 5.0 }
# \"group:participation\" = {}                      # 某组全部设置；也可写 \"ground:assumed\"

[design]
kind = \"sobol\"   # grid、list、random、latin、sobol、saltelli、morris、one-at-a-time
points = 16
key = 1          # 换一个数，得到同类的另一个设计

[seeds]
number = 2       # 每点的种子数
common = false   # true：各点使用相同的种子
",
    };
    text.say(language).replace("NAME", name)
}
