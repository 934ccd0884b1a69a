//! A sheet of an `.xlsx` workbook as a CSV text, a line a row: so its rows have their numbers in the sheet.
//!
//! The parts of a workbook are read here, within bounds, since a workbook of a few kilobytes can hold
//! gigabytes, and can claim any number of anything.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};
use std::rc::Rc;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::{MOST_COLUMNS, MOST_COMMUNITIES};

/// The most bytes of a part of a workbook, unpacked: of a sheet, and of any other.
const MOST_OF_SHEET: u64 = 256_000_000;
const MOST_OF_PART: u64 = 32_000_000;
/// The most bytes of the text that comes of a sheet.
const MOST_TEXT: usize = 32_000_000;
/// The most sheets that are looked at.
const MOST_SHEETS: usize = 100;
/// The most signs of one piece of XML, a text or a tag.
const LONGEST: usize = 4_000_000;

/// Why a workbook cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Unreadable {
    /// It is none, or damaged.
    Broken(String),
    /// It is larger, unpacked, than a table may be.
    TooLarge,
    /// Several sheets hold something, and none was named.
    Several(Vec<String>),
    /// There is no sheet of this name.
    NoSheet(String, Vec<String>),
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;
type Found<T> = Result<T, Unreadable>;

/// Whether bytes are those of a packed file.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The sheet of a name, or the only one that holds something: its name and its text.
pub(super) fn sheet_of(bytes: &[u8], asked: Option<&str>) -> Found<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let sheets = sheets(&mut archive)?;
    let names = || sheets.iter().map(|sheet| sheet.name.clone()).collect::<Vec<_>>();
    let book = Book { strings: strings(&mut archive)?, formats: formats(&mut archive)? };
    if let Some(asked) = asked {
        let sheet = sheets.iter().find(|sheet| sheet.name.trim() == asked.trim());
        let sheet = sheet.ok_or_else(|| Unreadable::NoSheet(asked.to_owned(), names()))?;
        return Ok((sheet.name.clone(), text(&mut archive, &sheet.part, &book)?));
    }
    let mut found: Vec<(String, String)> = Vec::new();
    // Hidden sheets hold what others need; they are a table only where no sheet is shown.
    for hidden in [false, true] {
        if hidden && !found.is_empty() {
            break;
        }
        for sheet in sheets.iter().filter(|sheet| sheet.hidden == hidden) {
            let text = text(&mut archive, &sheet.part, &book)?;
            if !text.trim().is_empty() {
                found.push((sheet.name.clone(), text));
            }
        }
    }
    match found.pop() {
        None => Ok((names().pop().unwrap_or_default(), String::new())),
        Some(last) if found.is_empty() => Ok(last),
        Some((last, _)) => {
            let names = found.into_iter().map(|(name, _)| name).chain([last]);
            Err(Unreadable::Several(names.collect()))
        }
    }
}

fn broken(why: impl std::fmt::Display) -> Unreadable {
    Unreadable::Broken(why.to_string())
}

/// Reads no more than it may.
struct Bounded<'a> {
    inside: Box<dyn Read + 'a>,
    left: Rc<Cell<usize>>,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let most = buffer.len().min(self.left.get());
        let read = self.inside.read(&mut buffer[..most])?;
        self.left.set(self.left.get() - read);
        Ok(read)
    }
}

/// The events of a part, one after the other.
struct Part<'a> {
    reader: Reader<BufReader<Bounded<'a>>>,
    buffer: Vec<u8>,
    /// The most bytes of it.
    most: u64,
    /// What may be read for the next event.
    left: Rc<Cell<usize>>,
}

impl<'a> Part<'a> {
    /// Opens a part; none where there is no such part.
    fn open(archive: &'a mut Archive, name: &str, most: u64) -> Found<Option<Self>> {
        let Some(at) = archive.index_for_name(name) else { return Ok(None) };
        let inside = Box::new(archive.by_index(at).map_err(broken)?);
        let left = Rc::new(Cell::new(0));
        let bounded = Bounded { inside, left: Rc::clone(&left) };
        let reader = Reader::from_reader(BufReader::new(bounded));
        Ok(Some(Self { reader, buffer: Vec::new(), most, left }))
    }

    fn next(&mut self) -> Found<Event<'_>> {
        self.buffer.clear();
        if self.reader.buffer_position() >= self.most {
            return Err(Unreadable::TooLarge);
        }
        self.left.set(LONGEST);
        let event = self.reader.read_event_into(&mut self.buffer);
        // What is cut off at the bound may look like a text that ends there.
        if self.left.get() == 0 { Err(Unreadable::TooLarge) } else { event.map_err(broken) }
    }
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|one| one.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// A sheet of a workbook.
struct Sheet {
    name: String,
    /// The part that holds it.
    part: String,
    /// Whether it is not shown.
    hidden: bool,
}

/// The sheets, in their order.
fn sheets(archive: &mut Archive) -> Found<Vec<Sheet>> {
    const BOOK: &str = "xl/workbook.xml";
    let mut named = Vec::new();
    let Some(mut part) = Part::open(archive, BOOK, MOST_OF_PART)? else {
        return Err(broken("it holds no xl/workbook.xml"));
    };
    loop {
        match part.next()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "sheet" => {
                let hidden = attribute(&tag, "state").is_some_and(|state| state != "visible");
                let named_so = attribute(&tag, "name").zip(attribute(&tag, "id"));
                named.extend(named_so.map(|(name, id)| (name, id, hidden)));
            }
            Event::Eof => break,
            _ => {}
        }
        if named.len() > MOST_SHEETS {
            return Err(Unreadable::TooLarge);
        }
    }
    drop(part);
    let mut targets = BTreeMap::new();
    if let Some(mut part) = Part::open(archive, "xl/_rels/workbook.xml.rels", MOST_OF_PART / 8)? {
        loop {
            match part.next()? {
                Event::Start(tag) | Event::Empty(tag)
                    if tag.local_name().as_ref() == "Relationship" =>
                {
                    targets.extend(attribute(&tag, "Id").zip(attribute(&tag, "Target")));
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
    let of = |(name, id, hidden): (String, String, bool)| {
        let target = targets.get(&id)?;
        let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        Some(Sheet { name, part, hidden })
    };
    Ok(named.into_iter().filter_map(of).collect())
}

/// What cells point to.
struct Book {
    strings: Vec<String>,
    /// How numbers of a style are shown.
    formats: Vec<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Format {
    Plain,
    /// With zeros before it, up to so many digits.
    Digits(usize),
    Date,
}

fn strings(archive: &mut Archive) -> Found<Vec<String>> {
    let Some(mut part) = Part::open(archive, "xl/sharedStrings.xml", MOST_OF_PART)? else {
        return Ok(Vec::new());
    };
    let (mut strings, mut text, mut inside, mut aside) = (Vec::new(), String::new(), false, false);
    loop {
        match part.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => inside = true,
                // How a name is spoken, over the name itself.
                "rPh" => aside = true,
                _ => {}
            },
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => strings.push(String::new()),
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => inside = false,
                "rPh" => aside = false,
                "si" => strings.push(std::mem::take(&mut text)),
                _ => {}
            },
            Event::Eof => return Ok(strings),
            event if inside && !aside => add_text(&mut text, &event),
            _ => {}
        }
        if strings.len() > MOST_COMMUNITIES * 20 {
            return Err(Unreadable::TooLarge);
        }
    }
}

fn add_text(text: &mut String, event: &Event) {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(reference) => match &*reference.xml10_content() {
            "amp" => text.push('&'),
            "lt" => text.push('<'),
            "gt" => text.push('>'),
            "quot" => text.push('"'),
            "apos" => text.push('\''),
            _ => text.extend(reference.resolve_char_ref().ok().flatten()),
        },
        _ => {}
    }
}

/// How the numbers of each style are shown.
fn formats(archive: &mut Archive) -> Found<Vec<Format>> {
    let Some(mut part) = Part::open(archive, "xl/styles.xml", MOST_OF_PART)? else {
        return Ok(Vec::new());
    };
    let (mut codes, mut formats, mut inside) = (BTreeMap::new(), Vec::new(), false);
    loop {
        match part.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "cellXfs" => inside = true,
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => inside = false,
            Event::Start(tag) | Event::Empty(tag) => {
                let number = |name| attribute(&tag, name).and_then(|id| id.parse::<u32>().ok());
                let id = number("numFmtId");
                match tag.local_name().as_ref() {
                    "numFmt" => codes.extend(id.zip(attribute(&tag, "formatCode"))),
                    "xf" if inside => formats.push(format_of(id.unwrap_or(0), &codes)),
                    _ => {}
                }
            }
            Event::Eof => return Ok(formats),
            _ => {}
        }
        if formats.len().max(codes.len()) > MOST_COMMUNITIES {
            return Err(Unreadable::TooLarge);
        }
    }
}

fn format_of(id: u32, codes: &BTreeMap<u32, String>) -> Format {
    let code = codes.get(&id).map_or("", String::as_str);
    let is_date = |code: &str| {
        let (mut quoted, mut found) = (false, false);
        for letter in code.to_lowercase().chars() {
            quoted ^= matches!(letter, '"' | '[' | ']');
            found |= !quoted && matches!(letter, 'y' | 'd' | 'm');
        }
        found
    };
    if matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58) || is_date(code) {
        Format::Date
    } else if code.len() > 1 && code.len() < 30 && code.bytes().all(|byte| byte == b'0') {
        Format::Digits(code.len())
    } else {
        Format::Plain
    }
}

/// A cell that is being read.
#[derive(Default)]
struct Field {
    column: usize,
    kind: String,
    style: usize,
    text: String,
    /// Whether it is worked out from others.
    formula: bool,
}

/// A sheet as CSV.
fn text(archive: &mut Archive, part: &str, book: &Book) -> Found<String> {
    let Some(mut part) = Part::open(archive, part, MOST_OF_SHEET)? else {
        return Err(broken(format!("it holds no {part}")));
    };
    let mut lines = Lines::default();
    let (mut cell, mut inside, mut aside) = (Field::default(), false, false);
    loop {
        match part.next()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "row" => {
                lines.begin(attribute(&tag, "r").and_then(|row| row.parse().ok()))?;
            }
            Event::Start(tag) => match tag.local_name().as_ref() {
                "c" => cell = lines.cell(&tag)?,
                "v" | "t" => inside = true,
                "rPh" => aside = true,
                "f" => cell.formula = true,
                _ => {}
            },
            Event::Empty(tag) if tag.local_name().as_ref() == "f" => cell.formula = true,
            Event::Empty(tag) if tag.local_name().as_ref() == "c" => {
                lines.cell(&tag)?;
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "c" => lines.put(std::mem::take(&mut cell), book)?,
                "v" | "t" => inside = false,
                "rPh" => aside = false,
                "sheetData" => return lines.finish(),
                _ => {}
            },
            Event::Eof => return lines.finish(),
            event if inside && !aside => add_text(&mut cell.text, &event),
            _ => {}
        }
    }
}

/// The lines of a sheet so far.
#[derive(Default)]
struct Lines {
    text: String,
    /// Number of the row that is being read, from 1; 0 before the first.
    row: usize,
    /// Its cells.
    cells: Vec<String>,
    /// Where the next cell stands, unless it says so itself.
    next: usize,
}

impl Lines {
    fn begin(&mut self, row: Option<usize>) -> Found<()> {
        self.end();
        let row = row.unwrap_or(self.row + 1);
        if row > MOST_COMMUNITIES + 100 || self.text.len() > MOST_TEXT {
            return Err(Unreadable::TooLarge);
        }
        for _ in (self.row + 1)..row {
            self.text.push('\n');
        }
        self.row = row.max(self.row);
        self.next = 0;
        Ok(())
    }

    /// A new cell; its column is that of its reference.
    fn cell(&mut self, tag: &BytesStart) -> Found<Field> {
        let column =
            attribute(tag, "r").and_then(|reference| column_of(&reference)).unwrap_or(self.next);
        if column >= 2 * MOST_COLUMNS {
            return Err(Unreadable::TooLarge);
        }
        self.next = column + 1;
        let style = attribute(tag, "s").and_then(|style| style.parse().ok()).unwrap_or(0);
        Ok(Field {
            column,
            style,
            kind: attribute(tag, "t").unwrap_or_default(),
            text: String::new(),
            formula: false,
        })
    }

    fn put(&mut self, cell: Field, book: &Book) -> Found<()> {
        // A program that wrote a formula without its value leaves nothing to read.
        let words = if cell.formula && cell.text.is_empty() && cell.kind != "str" {
            "=".to_owned()
        } else {
            words(&cell, book)
        };
        if words.is_empty() {
            return Ok(());
        }
        if self.cells.len() <= cell.column {
            self.cells.resize(cell.column + 1, String::new());
        }
        if self.text.len() + words.len() > MOST_TEXT {
            return Err(Unreadable::TooLarge);
        }
        self.cells[cell.column] = words;
        Ok(())
    }

    /// Writes the row out.
    fn end(&mut self) {
        for (at, cell) in self.cells.drain(..).enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            if cell.contains([',', '"']) {
                self.text.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
            } else {
                self.text.push_str(&cell);
            }
        }
        if self.row > 0 {
            self.text.push('\n');
        }
    }

    fn finish(mut self) -> Found<String> {
        self.end();
        if self.text.len() > MOST_TEXT { Err(Unreadable::TooLarge) } else { Ok(self.text) }
    }
}

/// The column of a reference such as `AB12`, from 0.
fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let column = letters.take(4).fold(0, |column, letter| {
        column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    column.checked_sub(1)
}

/// What a cell shows, in one line. Numbers have all their digits, as codes need them.
fn words(cell: &Field, book: &Book) -> String {
    let text = cell.text.trim();
    let words = match cell.kind.as_str() {
        "s" => text
            .parse()
            .ok()
            .and_then(|at: usize| book.strings.get(at))
            .cloned()
            .unwrap_or_default(),
        "b" => if text == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        "" | "n" => {
            let number: Option<f64> = text.parse().ok().filter(|number: &f64| number.is_finite());
            match (number, book.formats.get(cell.style).copied().unwrap_or(Format::Plain)) {
                (None, _) => text.to_owned(),
                (Some(number), Format::Date) if (1.0..2_958_466.0).contains(&number) => {
                    date(number as i64)
                }
                (Some(number), Format::Digits(digits)) => format!("{number:0>digits$}"),
                (Some(number), _) => number.to_string(),
            }
        }
        _ => text.to_owned(),
    };
    words.replace(['\r', '\n', '\t'], " ").trim().to_owned()
}

/// The day of a spreadsheet's number of days since the end of 1899.
fn date(days: i64) -> String {
    // Days since 1 March of year 0, in eras of 400 years.
    let days = days - 25_569 + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_days_are_counted_as_spreadsheets_do() {
        assert_eq!(
            ["A1", "Z9", "AA1", "ab12", "12"].map(column_of),
            [Some(0), Some(25), Some(26), Some(27), None]
        );
        assert_eq!([date(45_352), date(1), date(61)], ["2024-03-01", "1899-12-31", "1900-03-01"]);
    }

    #[test]
    fn formats_of_numbers_are_told_apart() {
        let codes = BTreeMap::from([
            (164, "000000".to_owned()),
            (165, "m\"月\"d\"日\"".to_owned()),
            (166, "0.00".to_owned()),
            (167, "[Red]0".to_owned()),
        ]);
        let of = |id| format_of(id, &codes);
        assert_eq!(
            [of(0), of(164), of(165), of(166), of(167), of(14)],
            [
                Format::Plain,
                Format::Digits(6),
                Format::Date,
                Format::Plain,
                Format::Plain,
                Format::Date
            ]
        );
    }
}
