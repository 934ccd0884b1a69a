// Every word of the page in both languages, and how a phrase of the server is said.
const WORDS = {
  skip: ["Skip to the answer", "跳到结果"],
  explore: ["Explore", "探索"],
  levers: ["Levers", "政策杠杆"],
  start: ["Start from", "起点"],
  place: ["Place", "地点"],
  own_place: ["as in the scenario", "情景自带"],
  first: ["First", "首选"],
  all_levers: ["All levers", "全部杠杆"],
  today: ["Today", "现状"],
  mine: ["My policy", "我的政策"],
  reset: ["Back to the start", "恢复起点"],
  reset_one: ["as at the start", "恢复起点值"],
  zones: ["by zone", "按地区类型"],
  urban: ["urban", "城镇"],
  rural: ["rural", "农村"],
  pastoral: ["pastoral", "牧区"],
  by_zone: ["by zone: urban, rural, pastoral", "分城镇、农村、牧区"],
  decided_by: ["Decided by", "决定者"],
  usual: ["Usual", "通常范围"],
  legal: ["Possible", "允许范围"],
  default: ["Default", "默认值"],
  read: ["Read", "读取时间"],
  costs: ["Money", "资金"],
  costs_yes: ["the model books what it costs or brings in", "模型计入其资金收支"],
  costs_no: ["costs nothing in the model, whatever it takes in life", "模型中没有费用，现实中未必如此"],
  ground: ["Ground", "依据"],
  file_key: ["In a file", "文件中的名称"],
  yes: ["yes", "是"],
  no: ["no", "否"],
  question: ["What does it do, beside things as they are?", "与现状相比，效果如何？"],
  nothing_set: ["Move a lever at the left: what follows is drawn here, always beside today.", "移动左侧杠杆，此处立即显示结果，并始终与现状对照。"],
  sets: ["It sets", "它设定"],
  outcome: ["Outcome", "结果指标"],
  difference: ["Difference, with its interval", "差异及其区间"],
  difference_each: ["Difference in each history", "各段历史的差异"],
  points: [" points", "个百分点"],
  worse_better: ["worse ⟵  ⟶ better", "更差 ⟵  ⟶ 更好"],
  verdict: ["Verdict", "结论"],
  so_far: ["so far", "暂时"],
  first_look: ["First look: what each of {n} histories shows", "初步结果：{n} 段历史各自所示"],
  too_few: ["too few to say", "历史太少，尚难断定"],
  working: ["Working …", "计算中……"],
  seeds_of: ["{n} of {all} histories", "{all} 段历史中的 {n} 段"],
  seeds_done: ["{n} histories", "{n} 段历史"],
  worlds_of: ["{n} of {all} plausible worlds", "{all} 个合理世界中的 {n} 个"],
  better_on: ["better on {n}", "{n} 项更好"],
  worse_on: ["worse on {n}", "{n} 项更差"],
  unclear_on: ["not clear on {n}", "{n} 项尚不明确"],
  alike_on: ["no difference that matters on {n}", "{n} 项无实质差异"],
  changed_on: ["other, neither better nor worse, on {n}", "{n} 项有变化（无好坏之分）"],
  more: ["Four times as many histories", "历史数增至四倍"],
  whole: ["Run all communities", "运行全部社区"],
  sampled: ["Back to the sample", "返回抽样"],
  month_by_month: ["Month by month", "逐月变化"],
  month: ["Month", "月份"],
  month_n: ["month {n}, {when}", "第 {n} 个月，{when}"],
  before: ["{n} months before the policy", "政策实施前 {n} 个月"],
  after: ["{n} months into the policy", "政策实施第 {n} 个月"],
  spread: ["eight of ten histories", "十段历史中的八段"],
  policy_begins: ["policy begins", "政策开始"],
  play: ["Play", "播放"],
  pause: ["Pause", "暂停"],
  parts: ["More", "更多"],
  communities: ["Communities", "社区"],
  outcomes: ["All outcomes", "全部结果"],
  people: ["Who gains, who loses", "谁受益，谁受损"],
  money: ["Money", "资金"],
  futures: ["Plausible worlds", "合理世界"],
  why: ["Why: the loop", "为什么：因果环"],
  doubt: ["Disagree?", "不同意？"],
  keep: ["Take it with you", "带走"],
  download: ["Download", "下载"],
  file_mine: ["the policy, a scenario file", "政策（情景文件）"],
  file_today: ["today, for cogov compare", "现状（供 cogov compare 使用）"],
  file_place: ["the table of the place", "地点表"],
  same_numbers: ["In a folder with these files, this command gives this page’s numbers:", "将这些文件放在同一文件夹，以下命令即得本页数值："],
  link: ["Link that carries all of it", "包含全部内容的链接"],
  copy: ["Copy", "复制"],
  copied: ["Copied", "已复制"],
  other_version: ["This link was made with another version of the model ({was}; here {is}): numbers may differ.", "此链接由另一版本的模型生成（{was}，当前为{is}）：数值可能不同。"],
  bad_link: ["A part of this link is not understood and was left out: {what}.", "链接中有无法识别的部分，已忽略：{what}。"],
  connecting: ["Connecting …", "正在连接……"],
  lost: ["The server does not answer; trying again …", "服务器没有响应，正在重试……"],
  pin: ["Pin this package", "保留此方案"],
  pinned: ["Pinned", "已保留"],
  unpin: ["Take away", "移除"],
  take_up: ["Take up", "调用"],
  package: ["Package {n}", "方案 {n}"],
  worlds_wait: ["Plausible worlds are run when there are enough histories.", "历史足够后，再运行合理世界。"],
  join: ["This page is in a room: give the join code.", "请输入加入码。"],
  enter: ["Enter", "进入"],
  close: ["Close", "关闭"],
  choose_outcome: ["Outcome", "结果指标"],
  shade: ["Shaded by the change; a number in each tile", "颜色表示变化，格内为数值"],
  open_lives: ["Open the lives that differ most", "打开差异最大的生活轨迹"],
  opening: ["Running both histories …", "正在运行两段历史……"],
  adults: ["adults", "名成年居民"],
  seed: ["seed", "种子"],
  one_history: ["One history of each, under the same luck: not the mean of many.", "两侧各为一段历史，随机性相同，并非多段历史的平均。"],
  names_are: ["Names are from a list; nobody here is a real person.", "姓名取自名单，并非真实人物。"],
  vacant: ["vacant", "空缺"],
  role_director: ["director", "主任"],
  role_professional: ["full-time", "专职"],
  role_part_time: ["part-time", "兼职"],
  cadres_of: ["{n} of {all} posts filled", "{all} 个岗位中在岗 {n} 人"],
  waiting: ["requests waiting", "件诉求待办"],
  oldest: ["the oldest for {n} months", "最早一件已等 {n} 个月"],
  paid: ["{n} % of pay arrived", "薪酬到账 {n}%"],
  cadre: ["Cadre", "工作者"],
  role: ["Post", "岗位"],
  burnout: ["Burnout", "倦怠"],
  skill: ["Skill", "能力"],
  tenure: ["Months", "任职月数"],
  accounts: ["Accounts", "账户"],
  yuan: ["yuan", "元"],
  empty: ["All accounts are empty.", "各账户均无余额。"],
  lives: ["Lives that differ most", "差异最大的生活轨迹"],
  lives_about: ["Of {all} residents {same} live the same life in both histories (seed {seed}). These differ most:", "{all} 名居民中，{same} 人在两段历史中生活完全相同（种子 {seed}）。差异最大者："],
  nobody_apart: ["No life differs.", "没有任何生活轨迹不同。"],
  took_part: ["took part in {here} months → {there}", "参与月数 {here} → {there}"],
  posts: ["Posts that differ most", "差异最大的岗位"],
  steps: ["Step by step, what first differed", "逐步来看，首次出现的差异"],
  month_short: ["Month {n}", "第 {n} 个月"],
  why_about: ["What drives what in the model: + more of one brings more of the other, − less. An arrow glows by how much of the effect is lost where it alone is cut. Click one.", "模型中的因果：+ 表示同增，− 表示此增彼减。箭头越亮，单独切断它时损失的效果越多。可点击箭头。"],
  why_working: ["Taking the effect apart …", "正在分解效果……"],
  cut_loses: ["Cut alone, this is lost of the effect on {metric}: {what}.", "单独切断时，对{metric}的效果损失：{what}。"],
  cut_unclear: ["Cut alone: {what} of the effect on {metric}, not told from nothing.", "单独切断时，对{metric}的效果变化：{what}，与零无法区分。"],
  arrow_plain: ["This arrow is part of the direct way; it is not cut by itself.", "此箭头属于直接途径，不单独切断。"],
  not_measured: ["hours left for people", "可用于服务的工时"],
  node_tasks: ["Tasks handed down", "下派任务"],
  node_burnout: ["Burnout", "倦怠"],
  node_leaving: ["Cadres leave", "队伍流失"],
  node_hours: ["Hours for service", "服务工时"],
  node_resolved: ["Requests resolved", "诉求办结"],
  node_satisfaction: ["Satisfaction", "满意度"],
  node_reported: ["Needs unmet", "需求未满足"],
  node_trust: ["Trust", "信任"],
  node_participation: ["Participation", "参与"],
  node_turnout: ["Turnout", "投票率"],
  doubt_about: ["The answer hangs most on these guesses. Move one: it holds for today too, and everything is run anew.", "结果最取决于以下假设。移动其一：对现状同样生效，全部重新运行。"],
  no_driver: ["No single assumption stands out.", "没有任何单项假设特别突出。"],
  explains: ["explains {n} % of what worlds do to {metric}", "解释各世界中{metric}差异方差的 {n}%"],
  explains_unsure: ["explains {n} % of what worlds do to {metric}, which may be chance", "解释各世界中{metric}差异方差的 {n}%，可能出于偶然"],
  as_assumed: ["as assumed:", "恢复假设值："],
  ranked: ["Packages by {metric}", "按{metric}排序的方案"],
  pin_to_rank: ["Pin a package or two, and they are ranked here as you move assumptions.", "保留一两个方案后，移动假设时此处会重新排序。"],
  open_community: ["Open a community to see its cadres, queue and accounts", "打开社区查看工作者、待办事项和账户"],
};

export let language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
const heard = [];

/** More words, of a page that has its own besides. */
export const addWords = (more) => Object.assign(WORDS, more);

/** A word of the page, its gaps filled. */
export function word(id, gaps = {}) {
  const both = WORDS[id];
  if (!both) throw new Error(`no word ${id}`);
  return both[language === "zh" ? 1 : 0].replace(/\{(\w+)\}/g, (_, gap) => gaps[gap]);
}

/** A phrase of the server. */
/** A title in the language of the page: one that the page gave follows it, another stays as it was written. */
export function titled(title) {
  for (const name of WORDS.package) {
    const [before, after] = name.split("{n}");
    const number = title.startsWith(before) && title.endsWith(after) ? title.slice(before.length, title.length - after.length) : "";
    if (/^\d+$/.test(number)) return word("package", { n: number });
  }
  return title;
}

export const say = (phrase) => (phrase ? phrase[language] : "");

/** Calls back whenever the language changes. */
export const onLanguage = (listener) => heard.push(listener);

export function setLanguage(tag) {
  document.documentElement.lang = tag;
  language = tag.startsWith("zh") ? "zh" : "en";
  try { localStorage.setItem("cogov-language", tag); } catch { /* a browser may forbid it */ }
  paint();
  for (const listener of heard) listener();
}

function paint() {
  for (const button of document.querySelectorAll(".languages [data-lang]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lang === document.documentElement.lang));
  }
  for (const of of document.querySelectorAll("[data-say]")) of.textContent = word(of.dataset.say);
  for (const of of document.querySelectorAll("[data-label]")) of.setAttribute("aria-label", word(of.dataset.label));
}

/** Begins in the language that was chosen here before, else in the page's; with `own` a browser that prefers
 * Chinese comes first, as on a phone that its owner brought. */
export function beginLanguage(own = false) {
  let kept = null;
  try { kept = localStorage.getItem("cogov-language"); } catch { /* as above */ }
  for (const button of document.querySelectorAll(".languages [data-lang]")) {
    button.addEventListener("click", () => setLanguage(button.dataset.lang));
  }
  const isChinese = own && /^zh\b/i.test(navigator.languages?.[0] ?? navigator.language ?? "");
  setLanguage(kept ?? (isChinese ? "zh-Hans" : document.documentElement.lang));
}
