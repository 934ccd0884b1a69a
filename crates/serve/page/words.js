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
  worse_better: ["worse ⟵  ⟶ better", "更差 ⟵  ⟶ 更好"],
  verdict: ["Verdict", "结论"],
  so_far: ["so far", "暂时"],
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
  worlds_wait: ["Plausible worlds are run when the histories are done.", "历史运行完成后，再运行合理世界。"],
  join: ["This page is in a room: give the join code.", "请输入加入码。"],
  enter: ["Enter", "进入"],
  close: ["Close", "关闭"],
  choose_outcome: ["Outcome", "结果指标"],
  shade: ["Shaded by the change; a number in each tile", "颜色表示变化，格内为数值"],
  open_community: ["Open a community to see its cadres, queue and accounts", "打开社区查看工作者、待办事项和账户"],
};

export let language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
const heard = [];

/** A word of the page, its gaps filled. */
export function word(id, gaps = {}) {
  const both = WORDS[id];
  if (!both) throw new Error(`no word ${id}`);
  return both[language === "zh" ? 1 : 0].replace(/\{(\w+)\}/g, (_, gap) => gaps[gap]);
}

/** A phrase of the server. */
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

export function beginLanguage() {
  let kept = null;
  try { kept = localStorage.getItem("cogov-language"); } catch { /* as above */ }
  for (const button of document.querySelectorAll(".languages [data-lang]")) {
    button.addEventListener("click", () => setLanguage(button.dataset.lang));
  }
  setLanguage(kept ?? document.documentElement.lang);
}
