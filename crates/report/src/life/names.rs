//! Names for people who are shown, from a list: of the Han and of the Mongols. Nobody in the model has a name; the
//! same resident is called the same in every history.

use sha2::{Digest, Sha256};

/// Given names of Mongols, in English and Chinese letters.
const MONGOL: [[&str; 2]; 24] = [
    ["Altan", "阿拉坦"],
    ["Bayar", "巴雅尔"],
    ["Batu", "巴图"],
    ["Chimeg", "其木格"],
    ["Delger", "德力格尔"],
    ["Enkhe", "恩和"],
    ["Gerel", "格日勒"],
    ["Ganga", "刚嘎"],
    ["Khurelbaatar", "呼日勒巴特尔"],
    ["Munkh", "孟和"],
    ["Naran", "娜仁"],
    ["Nomin", "诺敏"],
    ["Odon", "敖登"],
    ["Oyun", "乌云"],
    ["Sarna", "萨日娜"],
    ["Siqin", "斯琴"],
    ["Suren", "苏荣"],
    ["Tana", "塔娜"],
    ["Temur", "特木尔"],
    ["Tuya", "图雅"],
    ["Uul", "乌力"],
    ["Urgen", "乌日根"],
    ["Zaya", "扎雅"],
    ["Zorig", "照日格"],
];

/// Family names of the Han.
const FAMILY: [[&str; 2]; 20] = [
    ["Wang", "王"],
    ["Li", "李"],
    ["Zhang", "张"],
    ["Liu", "刘"],
    ["Chen", "陈"],
    ["Yang", "杨"],
    ["Zhao", "赵"],
    ["Zhou", "周"],
    ["Wu", "吴"],
    ["Xu", "徐"],
    ["Sun", "孙"],
    ["Ma", "马"],
    ["Zhu", "朱"],
    ["Hu", "胡"],
    ["Guo", "郭"],
    ["He", "何"],
    ["Gao", "高"],
    ["Lin", "林"],
    ["Luo", "罗"],
    ["Zheng", "郑"],
];

/// Given names of the Han.
const GIVEN: [[&str; 2]; 24] = [
    ["Xiulan", "秀兰"],
    ["Guiying", "桂英"],
    ["Jianguo", "建国"],
    ["Jianhua", "建华"],
    ["Yumei", "玉梅"],
    ["Haiyan", "海燕"],
    ["Xiaohong", "晓红"],
    ["Zhigang", "志刚"],
    ["Wenjun", "文军"],
    ["Lihua", "丽华"],
    ["Shuzhen", "淑珍"],
    ["Yong", "勇"],
    ["Min", "敏"],
    ["Jing", "静"],
    ["Peng", "鹏"],
    ["Xueqin", "雪琴"],
    ["Chunmei", "春梅"],
    ["Guoqiang", "国强"],
    ["Yulan", "玉兰"],
    ["Dewei", "德伟"],
    ["Ruixia", "瑞霞"],
    ["Baoshan", "宝山"],
    ["Fengying", "凤英"],
    ["Mingliang", "明亮"],
];

/// A name for a resident or a post of a community.
pub fn of(kind: &str, community: &str, number: u32) -> [String; 2] {
    let hash = Sha256::digest(format!("{kind}/{community}/{number}"));
    let pick = |at: usize, of: &[[&'static str; 2]]| {
        let draw = usize::from(hash[at]) * 256 + usize::from(hash[at + 1]);
        of[draw % of.len()]
    };
    if hash[0] % 4 == 0 {
        return pick(1, &MONGOL).map(str::to_owned);
    }
    let (family, given) = (pick(1, &FAMILY), pick(3, &GIVEN));
    [format!("{} {}", family[0], given[0]), format!("{}{}", family[1], given[1])]
}
