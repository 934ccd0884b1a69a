//! What the words of the program mean: levers, parameters, metrics, processes, packages and the nouns
//! around them, each explained on a page made from its entry.

mod find;
mod glossary;
mod json;
mod metric;
mod noun;
mod package;
mod process;
mod setting;
mod shipped;
mod source;

use crate::evidence::{self, Row};
use crate::metric::METRICS;
use crate::quantity::{Language, Text, ZONES, Zone};
use crate::setting::{SERVICE_TYPES, ServiceType, SettingId};
use crate::world::Account;

pub use json::entry;

pub use find::{Answer, Group, Hit, answer, namesakes, near_metrics, overview};

use glossary::Term;

/// What can be explained.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// A lever or parameter.
    Setting(SettingId),
    /// A metric, by its position in the registry.
    Metric(usize),
    /// A process, by its place in the month.
    Process(usize),
    /// A shipped scenario, by its position.
    Package(usize),
    /// A shipped place, by its position.
    Place(usize),
    /// A zone.
    Zone(Zone),
    /// An account of the ledger.
    Account(Account),
    /// A type of service.
    Service(ServiceType),
    /// A word of the glossary.
    Term(&'static Term),
    /// A row of the evidence base.
    Evidence(&'static Row),
}

/// Kinds of subjects, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Levers.
    Lever,
    /// Parameters.
    Parameter,
    /// Metrics.
    Metric,
    /// Processes of the month.
    Process,
    /// Shipped scenarios.
    Package,
    /// Shipped places.
    Place,
    /// Zones.
    Zone,
    /// Accounts of the ledger.
    Account,
    /// Types of service.
    Service,
    /// Words of the glossary.
    Term,
    /// Rows of the evidence base.
    Evidence,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Lever,
        Self::Parameter,
        Self::Metric,
        Self::Process,
        Self::Package,
        Self::Place,
        Self::Zone,
        Self::Account,
        Self::Service,
        Self::Term,
        Self::Evidence,
    ];

    /// The name of one.
    pub const fn one(self) -> Text {
        match self {
            Self::Lever => Text { en: "lever", zh: "政策杠杆" },
            Self::Parameter => Text { en: "parameter", zh: "参数" },
            Self::Metric => Text { en: "metric", zh: "指标" },
            Self::Process => Text { en: "process", zh: "过程" },
            Self::Package => Text { en: "package", zh: "情景" },
            Self::Place => Text { en: "place", zh: "地点" },
            Self::Zone => Text { en: "zone", zh: "地区类型" },
            Self::Account => Text { en: "account", zh: "账户" },
            Self::Service => Text { en: "service", zh: "服务类型" },
            Self::Term => Text { en: "term", zh: "术语" },
            Self::Evidence => Text { en: "evidence", zh: "证据" },
        }
    }

    /// The word that lists them all.
    pub const fn many(self) -> &'static str {
        match self {
            Self::Lever => "levers",
            Self::Parameter => "parameters",
            Self::Metric => "metrics",
            Self::Process => "processes",
            Self::Package => "packages",
            Self::Place => "places",
            Self::Zone => "zones",
            Self::Account => "accounts",
            Self::Service => "services",
            Self::Term => "terms",
            Self::Evidence => "evidence",
        }
    }
}

/// Everything that can be explained, kind by kind in the order of the registries.
pub fn subjects() -> Vec<Subject> {
    let (levers, parameters): (Vec<_>, Vec<_>) =
        SettingId::all().partition(|id| id.setting().is_lever());
    let mut all: Vec<Subject> =
        levers.into_iter().chain(parameters).map(Subject::Setting).collect();
    all.extend((0..METRICS.len()).map(Subject::Metric));
    all.extend((0..process::steps().len()).map(Subject::Process));
    all.extend((0..scenario::shipped().len()).map(Subject::Package));
    all.extend((0..scenario::shipped_places().len()).map(Subject::Place));
    all.extend(ZONES.map(Subject::Zone));
    all.extend(Account::ALL.iter().copied().map(Subject::Account));
    all.extend(SERVICE_TYPES.map(Subject::Service));
    all.extend(glossary::terms().iter().map(Subject::Term));
    all.extend(evidence::rows().iter().map(Subject::Evidence));
    all
}

impl Subject {
    /// Its kind.
    pub fn kind(self) -> Kind {
        match self {
            Self::Setting(id) if id.setting().is_lever() => Kind::Lever,
            Self::Setting(_) => Kind::Parameter,
            Self::Metric(_) => Kind::Metric,
            Self::Process(_) => Kind::Process,
            Self::Package(_) => Kind::Package,
            Self::Place(_) => Kind::Place,
            Self::Zone(_) => Kind::Zone,
            Self::Account(_) => Kind::Account,
            Self::Service(_) => Kind::Service,
            Self::Term(_) => Kind::Term,
            Self::Evidence(_) => Kind::Evidence,
        }
    }

    /// The identifier by which it is asked for.
    pub fn id(self) -> &'static str {
        match self {
            Self::Setting(id) => id.setting().id,
            Self::Metric(at) => METRICS[at].id,
            Self::Process(at) => process::steps()[at].id,
            Self::Package(at) => scenario::shipped()[at].0,
            Self::Place(at) => scenario::shipped_places()[at].0,
            Self::Zone(zone) => zone.id(),
            Self::Account(account) => account.id(),
            Self::Service(kind) => kind.id(),
            Self::Term(term) => term.word,
            Self::Evidence(row) => row.id,
        }
    }

    /// Its name; shipped files and rows of evidence have none but their identifier.
    pub fn name(self) -> Text {
        let same = |word| Text { en: word, zh: word };
        match self {
            Self::Setting(id) => id.setting().name,
            Self::Metric(at) => METRICS[at].name,
            Self::Process(at) => process::steps()[at].name,
            Self::Package(_) | Self::Place(_) | Self::Evidence(_) => same(self.id()),
            Self::Zone(zone) => zone.text(),
            Self::Account(account) => account.text(),
            Self::Service(kind) => kind.text(),
            Self::Term(term) => Text { en: term.word, zh: term.chinese },
        }
    }

    /// All that it is called: its name, and the plain words of a report.
    pub fn names(self) -> impl Iterator<Item = Text> {
        let plain = match self {
            Self::Setting(id) => id.setting().plain,
            _ => None,
        };
        std::iter::once(self.name()).chain(plain)
    }

    /// Its group within the kind, if the kind has groups.
    pub fn group(self) -> Option<Text> {
        match self {
            Self::Setting(id) => Some(id.setting().group),
            Self::Metric(at) => Some(METRICS[at].family),
            _ => None,
        }
    }

    /// What it is, in a sentence.
    pub fn meaning(self, language: Language) -> String {
        match self {
            Self::Setting(id) => id.setting().meaning.say(language).to_owned(),
            Self::Metric(at) => METRICS[at].meaning.say(language).to_owned(),
            Self::Process(at) => process::steps()[at].meaning.say(language).to_owned(),
            Self::Package(at) => package::summary(at).say(language).to_owned(),
            Self::Place(at) => package::place_in_words(at, language),
            Self::Zone(zone) => noun::zone_in_words(zone).say(language).to_owned(),
            Self::Account(account) => noun::account_in_words(account, language),
            Self::Service(kind) => noun::service_in_words(kind, language),
            Self::Term(term) => term.meaning(language).to_owned(),
            Self::Evidence(row) => source::in_short(row),
        }
    }

    /// The page that explains it.
    pub fn page(self, language: Language) -> Page {
        let mut page = Page::of(self, language);
        match self {
            Self::Setting(id) => setting::explain(&mut page, id),
            Self::Metric(at) => metric::explain(&mut page, at),
            Self::Process(at) => process::explain(&mut page, at),
            Self::Package(at) => package::explain(&mut page, at),
            Self::Place(at) => package::explain_place(&mut page, at),
            Self::Zone(zone) => noun::explain_zone(&mut page, zone),
            Self::Account(account) => noun::explain_account(&mut page, account),
            Self::Service(kind) => noun::explain_service(&mut page, kind),
            Self::Term(term) => glossary::explain(&mut page, term),
            Self::Evidence(row) => source::explain(&mut page, row),
        }
        page
    }
}

/// A page that explains a subject, in one language.
#[derive(Clone, Debug)]
pub struct Page {
    /// Identifier and name.
    pub title: String,
    /// What it is.
    pub lead: String,
    /// Everything else, part by part.
    pub parts: Vec<Part>,
    language: Language,
}

/// A part of a page.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it tells.
    pub label: &'static str,
    /// What there is to tell.
    pub lines: Vec<Line>,
}

/// A line of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Words, to be broken where they are too long.
    Words(String),
    /// Words that go with the line above.
    Under(String),
    /// A line for a file or a shell, to be left as it is.
    Code(String),
}

impl Page {
    fn of(subject: Subject, language: Language) -> Self {
        let (id, name) = (subject.id(), subject.name().say(language));
        let title = match language {
            _ if id == name => id.to_owned(),
            Language::En => format!("{id}: {name}"),
            Language::Zh => format!("{id}：{name}"),
        };
        let mut lead = subject.meaning(language);
        if lead.ends_with(char::is_alphanumeric) {
            lead.push_str(Text { en: ".", zh: "。" }.say(language));
        }
        let mut page = Self { title, lead, parts: Vec::new(), language };
        let kind = match subject.kind() {
            Kind::Package => Text { en: "shipped scenario", zh: "自带情景" },
            Kind::Place => Text { en: "shipped place", zh: "自带地点" },
            kind => kind.one(),
        };
        let kind = kind.say(language).to_owned();
        let kind = match (subject.group(), language) {
            (None, _) => kind,
            (Some(group), Language::En) => format!("{kind}, {}", group.en),
            (Some(group), Language::Zh) => format!("{kind}，{}", group.zh),
        };
        page.add(Text { en: "Kind", zh: "类别" }, kind);
        page
    }

    fn say(&self, en: &'static str, zh: &'static str) -> &'static str {
        Text { en, zh }.say(self.language)
    }

    /// Adds a part of one line.
    fn add(&mut self, label: Text, words: String) {
        self.add_lines(label, vec![Line::Words(words)]);
    }

    /// Adds a part, unless there is nothing in it.
    fn add_lines(&mut self, label: Text, lines: Vec<Line>) {
        if !lines.is_empty() {
            self.parts.push(Part { label: label.say(self.language), lines });
        }
    }

    /// Words one after the other.
    fn list<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> String {
        words.into_iter().collect::<Vec<_>>().join(self.say(", ", "、"))
    }
}
