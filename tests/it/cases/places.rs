//! Tables of places as spreadsheets and offices make them: read where they can mean one thing only, else
//! told what to write. See `tests/cases/README.md`.

use std::fs;
use std::io::Write;

use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::with_inputs;
use crate::outside::{put, read, says};

const HEADER: &str = "code,county,township,community,zone,adults,migrant_share";

/// What `place check` says of a table that is refused.
fn refused(folder: &TempDir, table: &str) -> String {
    let (_, error) = says(folder, &["place", "check", table], 3);
    let (_, chinese) = says(folder, &["place", "check", table, "--lang", "zh"], 3);
    assert!(!chinese.is_ascii(), "{chinese}");
    in_one_line(&error)
}

/// What it says of one that is read, with the warnings.
fn read_with(folder: &TempDir, table: &str) -> String {
    let (out, error) = says(folder, &["place", "check", table], 0);
    in_one_line(&format!("{out}\n{error}"))
}

/// A text without its line ends, which depend on the width of the terminal.
fn in_one_line(text: &str) -> String {
    text.replace('|', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn rows_of_totals_are_refused_by_name_and_sum_and_told_by_one_of_them() {
    let folder = with_inputs();
    has(
        &refused(&folder, "07-totals-row.csv"),
        &[
            "`Total` is a row of totals",
            "6600 adults are the sum of 3 other rows",
            "line 5",
            "1 fault;",
        ],
    );
    has(&refused(&folder, "07-totals-row-zh.csv"), &["is a row of totals", "line 2", "1 fault;"]);
    let rows = "1,C,T,A,rural,300,0.1\n2,C,T,B,rural,120,0.1\n";
    for (name, row, says_what) in [
        ("bare.csv", "合 计,,,,,420,", "is a row of totals"),
        ("large.csv", "Total,,,,,420000,", "is a row of totals"),
        ("short.csv", "总计,420", "is a row of totals"),
    ] {
        put(&folder, name, &format!("{HEADER}\n{rows}{row}\n"));
        has(&refused(&folder, name), &[says_what, "line 4", "1 fault;"]);
    }
    put(&folder, "named.csv", &format!("{HEADER}\n{rows}3,C,T,Aspen County total,rural,999,0.1\n"));
    has(&read_with(&folder, "named.csv"), &["may be a row of totals", "line 4", "1 warning"]);
    put(
        &folder,
        "summed.csv",
        &format!("{HEADER}\n{rows}3,C,U,E,rural,80,0.1\n4,C,U,F,rural,500,0.1\n"),
    );
    has(
        &read_with(&folder, "summed.csv"),
        &["`F` may be a row of totals", "the sum of 3 other rows", "line 5"],
    );
    let (_, error) = says(
        &folder,
        &["run", "baseline", "--place=summed.csv", "--seeds=1", "--months=25", "--quiet"],
        0,
    );
    has(&in_one_line(&error), &["may be a row of totals"]);
    // A community that is too large is no reason to speak of totals alone.
    put(&folder, "big.csv", &format!("{HEADER}\n{rows}3,C,T,E,urban,70000,0.1\n"));
    has(
        &refused(&folder, "big.csv"),
        &["if it is a row of totals, take it out", "divided into several"],
    );
}

#[test]
fn one_place_twice_near_names_and_damaged_letters_and_codes_name_their_rows() {
    let folder = with_inputs();
    has(
        &read_with(&folder, "08-same-row-twice.csv"),
        &["stands in the table several times, under codes 101, 102", "lines 2, 3"],
    );
    has(
        &refused(&folder, "09-excel-codes-equal.csv"),
        &["changed by a spreadsheet", "format the column as text", "lines 2, 3", "1 fault;"],
    );
    for (name, rows, certain, parts) in [
        (
            "case",
            "1,Aspen,T,A,rural,300,0\n2,aspen,T,B,rural,90,0\n",
            false,
            &["differ only in capital and small letters", "line 2"][..],
        ),
        (
            "blank",
            "1,Aspen Hill,T,A,rural,300,0\n2,Aspen  Hill,T,B,rural,90,0\n",
            false,
            &["differ only in blanks"],
        ),
        (
            "unseen",
            "1,Aspen,T,A,rural,300,0\n2,As\u{200b}pen,T,B,rural,90,0\n",
            true,
            &["\\u{200b}", "cannot be seen"],
        ),
        (
            "marks",
            "1,C,T,????,rural,300,0\n2,C,T,B,rural,90,0\n",
            true,
            &["letters were lost", "line 2"],
        ),
        (
            "replaced",
            "1,C,T,A,rural,300,0\n2,C,\u{fffd}\u{fffd}镇,B,rural,90,0\n",
            true,
            &["township is", "line 3"],
        ),
        (
            "misread",
            "1,C,T,绀惧尯,rural,300,0\n2,C,T,B,rural,90,0\n",
            false,
            &["letters were lost", "line 2"],
        ),
        (
            "zeros",
            "10203,C,T,A,rural,300,0\n110203,C,T,B,rural,90,0\n",
            false,
            &["zeros before it were lost", "line 2"],
        ),
        (
            "points",
            "101.0,C,T,A,rural,300,0\n102.0,C,T,B,rural,90,0\n",
            false,
            &["end with .0", "lines 2, 3"],
        ),
        (
            "dates",
            "1-Mar,C,T,A,rural,300,0\n1-14,C,T,B,rural,90,0\n",
            false,
            &["it is a date", "line 2"],
        ),
    ] {
        put(&folder, name, &format!("{HEADER}\n{rows}"));
        let text = if certain { refused(&folder, name) } else { read_with(&folder, name) };
        has(&text, parts);
    }
}

#[test]
fn a_place_of_nobody_is_a_fault_and_a_county_of_nobody_a_warning() {
    let folder = TempDir::new().unwrap();
    put(&folder, "none.csv", &format!("{HEADER}\n1,C,T,A,rural,0,0\n2,C,T,B,rural,0,0\n"));
    has(&refused(&folder, "none.csv"), &["nobody lives in the communities of the place"]);
    let none = ["urban", "rural", "pastoral"].map(|zone| format!("--set=place.{zone}.adults=0"));
    let words = [&["run", "baseline"][..], &none.each_ref().map(String::as_str)].concat();
    has(&in_one_line(&says(&folder, &words, 3).1), &["nobody lives"]);
    put(&folder, "some.csv", &format!("{HEADER}\n1,C,T,A,rural,100,0\n2,D,T,B,rural,0,0\n"));
    has(&read_with(&folder, "some.csv"), &["nobody lives in county `D`", "line 3"]);
}

#[test]
fn numbers_as_programs_write_them_are_read() {
    let folder = with_inputs();
    has(&read_with(&folder, "10-whole-numbers-as-floats.csv"), &["no faults", "6,000 adults"]);
    has(
        &read_with(&folder, "11-last-cells-missing.csv"),
        &["rows end before column staff", "lines 3, 4", "staff (in 1 of 3 communities)"],
    );
    put(
        &folder,
        "wide.csv",
        &format!("{HEADER}\n1,C,T,A,Rural,２８００,０．２\n2,C,T,B,城镇,3200.00,.1,,\n"),
    );
    has(&read_with(&folder, "wide.csv"), &["no faults. ", "6,000 adults"]);
}

#[test]
fn what_may_mean_several_numbers_or_none_is_told_what_to_write() {
    let folder = with_inputs();
    has(&refused(&folder, "13-unknown-marks.csv"), &["leave the cell empty", "4 faults"]);
    has(&refused(&folder, "14-decimal-commas.csv"), &["write 0.3:", "write 0.25:", "2 faults"]);
    has(&refused(&folder, "14-dots-and-full-width.csv"), &["write 3200:", "1 fault;"]);
    has(
        &refused(&folder, "12-class-codes.csv"),
        &[
            "111 is a class of the statistical code",
            "write `urban`",
            "write `rural`, or `pastoral`",
            "`嘎查` is a kind of community",
            "3 faults",
        ],
    );
    for (cells, part) in [
        ("3.000,0", "3000 if the dot sets thousands apart, 3 if it does not"),
        ("100,0,3", "write 0.3, without a comma in it"),
        ("3,200,0.3", "write 3200, without a comma in it"),
        ("\"3,200\",0.3", "write 3200:"),
        ("3.2E+03,0", "a spreadsheet shortened the number"),
        ("约100人,0", "write 100, the number alone"),
        ("100,31 %", "31 % is 0.31"),
        ("NA,0", "if need be an estimate"),
        ("-5,0", "nothing here is below 0"),
    ] {
        put(&folder, "one.csv", &format!("{HEADER}\n1,C,T,A,rural,{cells}\n"));
        let text = refused(&folder, "one.csv");
        has(&text, &[part, "1 fault;"]);
        assert!(!text.contains("no blanks or commas") && !text.contains("double quotes"), "{text}");
    }
}

#[test]
fn numbers_of_files_and_of_set_are_read_or_told_what_to_write() {
    let folder = with_inputs();
    let (_, error) = says(&folder, &["scenario", "check", "14-decimal-comma.toml"], 3);
    has(&in_one_line(&error), &["write 0.6", "write 0.9", "2 faults"]);
    for (value, part) in [
        ("0,6", "write 0.6"),
        ("1,2", "write 1.2"),
        ("NA", "leave the line out"),
        ("60 %", "as 0.6"),
        ("６０％", "as 0.6"),
    ] {
        let set = format!("--set=policy.transparency={value}");
        let (_, error) = says(&folder, &["run", "baseline", &set], 3);
        has(&in_one_line(&error), &[part]);
    }
    for value in [".5", "0.5", "０.５", "+.5"] {
        let set = format!("--set=policy.transparency={value}");
        let words = ["run", "baseline", "--place=25-tiny-place.csv", "--months=13", "--seeds=1"];
        let more = ["--set=horizon.burn_in=2", "--quiet", "--force", &set];
        says(&folder, &[&words[..], &more].concat(), 0);
        has(&read(&folder, "output/baseline/scenario.toml"), &["transparency = 0.5"]);
    }
}

#[test]
fn chinese_headers_and_words_are_read_and_the_results_say_what_each_column_is() {
    let folder = with_inputs();
    has(
        &read_with(&folder, "12-chinese-header.csv"),
        &["no faults", "代码 as code", "成年居民 as adults", "3,800 adults"],
    );
    says(
        &folder,
        &[
            "run",
            "baseline",
            "--place=12-chinese-header.csv",
            "--seeds=1",
            "--months=25",
            "--quiet",
        ],
        0,
    );
    assert_eq!(read(&folder, "output/baseline/place.csv"), read(&folder, "12-chinese-header.csv"));
    has(&read(&folder, "output/baseline/dictionary.csv"), &["place.csv,成年居民,adults"]);
    says(&folder, &["verify", "output/baseline"], 0);
    put(&folder, "title.csv", &format!("白杨县社区表,,,,,,\n{HEADER}\n1,C,T,A,rural,100,0\n"));
    has(&refused(&folder, "title.csv"), &["here line 2 does", "take out the lines above it"]);
}

#[test]
fn residents_stand_for_adults_and_this_is_told() {
    let folder = TempDir::new().unwrap();
    let rows = "1,C,T,A,农村,500,0.1\n2,C,T,B,农村,251,0.1\n";
    put(
        &folder,
        "zh.csv",
        &format!("代码,旗县,乡镇,村,城乡类型,常住人口（人）,流动人口占比\n{rows}"),
    );
    has(
        &read_with(&folder, "zh.csv"),
        &[
            "adults are derived: column 常住人口（人） divided by residents_per_adult (1.25)",
            "601 adults",
        ],
    );
    let run = [
        "run",
        "baseline",
        "--place=zh.csv",
        "--set=baseline.residents_per_adult=2",
        "--seeds=1",
        "--months=25",
        "--quiet",
    ];
    let (_, error) = says(&folder, &run, 0);
    has(&in_one_line(&error), &["residents_per_adult (2)"]);
    // The resolved scenario and its table give the same adults.
    let (text, _) = says(&folder, &["scenario", "check", "output/baseline/scenario.toml"], 0);
    has(&text, &["376 adults"]);
    put(&folder, "both.csv", &format!("{HEADER},residents\n1,C,T,A,rural,100,0,990\n"));
    has(&read_with(&folder, "both.csv"), &["no faults. ", "100 adults", "Not used: residents"]);
}

#[test]
fn a_table_in_the_encoding_of_chinese_spreadsheets_is_read() {
    let folder = with_inputs();
    let text = read(&folder, "12-chinese-header.csv");
    let (bytes, ..) = encoding_rs::GB18030.encode(&text);
    fs::write(folder.path().join("gb.csv"), bytes).unwrap();
    has(&read_with(&folder, "gb.csv"), &["no faults", "Encoding: gb18030", "3,800 adults"]);
    let run = ["run", "baseline", "--seeds=1", "--months=25", "--quiet"];
    says(&folder, &[&run[..], &["--place=gb.csv", "--out=a"]].concat(), 0);
    says(&folder, &[&run[..], &["--place=12-chinese-header.csv", "--out=b"]].concat(), 0);
    assert_eq!(read(&folder, "a/baseline/runs.csv"), read(&folder, "b/baseline/runs.csv"));
    fs::write(folder.path().join("western.csv"), b"code,county\n1,Qu\xe9bec\n").unwrap();
    has(&refused(&folder, "western.csv"), &["not a text in UTF-8"]);
}

/// A workbook of sheets of cells as they stand in it.
fn book(sheets: &[(&str, &str)], strings: &str) -> Vec<u8> {
    let entry = |(at, (name, _)): (usize, &(&str, &str))| {
        format!("<sheet name=\"{name}\" sheetId=\"{at}\" r:id=\"r{at}\"/>")
    };
    let entries: String = sheets.iter().enumerate().map(entry).collect();
    let link = |at: usize| {
        format!("<Relationship Id=\"r{at}\" Type=\"worksheet\" Target=\"worksheets/s{at}.xml\"/>")
    };
    let links: String = (0..sheets.len()).map(link).collect();
    let mut parts = vec![
        ("xl/workbook.xml".to_owned(), format!("<workbook><sheets>{entries}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{links}</Relationships>")),
        ("xl/sharedStrings.xml".to_owned(), format!("<sst count=\"1\" uniqueCount=\"99999999999999\">{strings}</sst>")),
        (
            "xl/styles.xml".to_owned(),
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"000\"/></numFmts><cellXfs><xf numFmtId=\"0\"/>\
             <xf numFmtId=\"164\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>".to_owned(),
        ),
    ];
    for (at, (_, rows)) in sheets.iter().enumerate() {
        parts.push((
            format!("xl/worksheets/s{at}.xml"),
            format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        ));
    }
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        writer.start_file(name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A row of texts.
fn texts(cells: &str) -> String {
    let cell = |cell: &str| format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>");
    format!("<row>{}</row>", cells.split(',').map(cell).collect::<String>())
}

fn put_book(folder: &TempDir, file: &str, bytes: &[u8]) {
    fs::write(folder.path().join(file), bytes).unwrap();
}

#[test]
fn a_workbook_is_read_with_its_codes_as_they_are_shown() {
    let folder = TempDir::new().unwrap();
    let numbers = "<row r=\"3\"><c r=\"A3\" s=\"1\"><v>7</v></c><c r=\"B3\" t=\"s\"><v>0</v></c><c r=\"C3\" t=\"s\"><v>1</v></c>\
        <c r=\"D3\" t=\"str\"><f>A1</f><v>A &amp; B, \"C\"</v></c><c r=\"E3\" t=\"inlineStr\"><is><t>rural</t></is></c>\
        <c r=\"F3\"><v>2.0E2</v></c><c r=\"G3\"><v>0.1</v></c></row>\
        <row r=\"5\"><c r=\"A5\"><v>150102001001</v></c><c r=\"B5\" t=\"s\"><v>0</v></c><c r=\"C5\" t=\"s\"><v>1</v></c>\
        <c r=\"D5\" t=\"s\"><v>2</v></c><c r=\"E5\" t=\"inlineStr\"><is><t>农村</t></is></c><c r=\"F5\"><v>300</v></c><c r=\"G5\"><v>0.25</v></c></row>";
    let sheet = format!("{}{numbers}", texts(HEADER));
    let strings = "<si><t>County</t></si><si><r><t>Mill </t></r><r><t>Town</t></r><rPh><t>no</t></rPh></si><si><t>老磨坊&#x6751;</t></si>";
    put_book(&folder, "ours.xlsx", &book(&[("表1", &sheet), ("Sheet2", "")], strings));
    has(&read_with(&folder, "ours.xlsx"), &["no faults. ", "2 communities", "500 adults"]);
    says(
        &folder,
        &["run", "baseline", "--place=ours.xlsx", "--seeds=1", "--months=25", "--quiet"],
        0,
    );
    let table = format!(
        "{HEADER}\n\n007,County,Mill Town,\"A & B, \"\"C\"\"\",rural,200,0.1\n\n150102001001,County,Mill Town,老磨坊村,农村,300,0.25\n"
    );
    assert_eq!(read(&folder, "output/baseline/place.csv"), table);
    says(&folder, &["verify", "output/baseline"], 0);
    // A fault names the sheet and the row in it.
    put_book(&folder, "bad.xlsx", &book(&[("表1", &sheet.replace("2.0E2", "2.5"))], strings));
    has(&refused(&folder, "bad.xlsx"), &["bad.xlsx#表1:3:"]);
}

#[test]
fn the_sheet_of_a_workbook_is_named_where_there_are_several() {
    let folder = TempDir::new().unwrap();
    let sheet = format!("{}{}", texts(HEADER), texts("1,C,T,A,rural,100,0"));
    put_book(&folder, "two.xlsx", &book(&[("Notes", &texts("a,b")), ("Data", &sheet)], ""));
    has(&refused(&folder, "two.xlsx"), &["several sheets: Notes, Data", "two.xlsx#Notes"]);
    has(&refused(&folder, "two.xlsx#data"), &["no sheet `data`", "Notes, Data"]);
    has(&read_with(&folder, "two.xlsx#Data"), &["no faults. ", "100 adults"]);
    // A hidden sheet is read where it is named, or where nothing else is.
    let hidden = |name: &str| format!("{name}\" state=\"hidden");
    let notes = texts("a,b");
    let one = [(hidden("Notes"), &notes), ("Data".to_owned(), &sheet)];
    put_book(
        &folder,
        "one.xlsx",
        &book(&one.each_ref().map(|(name, rows)| (name.as_str(), rows.as_str())), ""),
    );
    has(&read_with(&folder, "one.xlsx"), &["no faults. ", "100 adults"]);
    put_book(&folder, "none.xlsx", &book(&[(&hidden("Data"), &sheet)], ""));
    has(&read_with(&folder, "none.xlsx"), &["no faults. ", "100 adults"]);
    let formula =
        sheet.replace("<c t=\"inlineStr\"><is><t>100</t></is></c>", "<c><f>50+50</f></c>");
    put_book(&folder, "formula.xlsx", &book(&[("Data", &formula)], ""));
    has(&refused(&folder, "formula.xlsx"), &["it is a formula of a spreadsheet: write its value"]);
    put(&folder, "a.toml", "schema = 1\n[place]\ntable = \"two.xlsx#Data\"\n");
    says(&folder, &["scenario", "check", "a.toml"], 0);
    fs::write(folder.path().join("old.xls"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").unwrap();
    has(&refused(&folder, "old.xls"), &["old form (.xls), or one with a password"]);
    put_book(&folder, "torn.xlsx", &book(&[("Data", &sheet)], "")[..200]);
    has(&refused(&folder, "torn.xlsx"), &["no workbook that can be read"]);
}

#[test]
fn a_workbook_that_unpacks_to_more_than_a_place_is_refused() {
    let folder = TempDir::new().unwrap();
    let text =
        |sign: &str| format!("<row><c t=\"str\"><v>{}</v></c></row>", sign.repeat(40_000_000));
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let wide = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>";
    let beyond =
        "<row r=\"99999999999999999999\"><c r=\"ZZZZZZZZ99999999999999\"><v>1</v></c></row>";
    for (file, sheet, strings) in [
        ("text.xlsx", text("a"), String::new()),
        ("far.xlsx", far.to_owned(), String::new()),
        ("wide.xlsx", wide.to_owned(), String::new()),
        ("beyond.xlsx", beyond.to_owned(), String::new()),
        ("strings.xlsx", String::new(), "<si><t>a</t></si>".repeat(3_000_000)),
    ] {
        put_book(&folder, file, &book(&[("Data", &sheet)], &strings));
        has(&refused(&folder, file), &["holds more than a place can be read from"]);
    }
}

#[test]
fn paths_of_other_systems_and_of_the_shell_are_explained() {
    let folder = with_inputs();
    fs::create_dir(folder.path().join("data")).unwrap();
    put(&folder, "data/ours.csv", &format!("{HEADER}\n1,C,T,A,rural,100,0\n"));
    put(&folder, "mine.toml", "schema = 1\n");
    let of = |words: &[&str]| in_one_line(&says(&folder, words, 3).1);
    has(
        &of(&["scenario", "check", "24-windows-path.toml"]),
        &["there is such a file: write `data/ours.csv`"],
    );
    has(&of(&["scenario", "check", "24-home-path.toml"]), &["`~` is known to the shell only"]);
    has(&of(&["run", "baseline", "--place=~/ours.csv"]), &["`~` is known to the shell only"]);
    has(&of(&["run", "baseline", "--place=data\\ours.csv"]), &["write `data/ours.csv`"]);
    has(&of(&["run", "baseline", "--place=$HOME/ours.csv"]), &["known to the shell only"]);
    has(&of(&["run", "baseline", "--place=C:\\data\\ours.csv"]), &["one of Windows"]);
    has(&of(&["run", "baseline", "--place=data"]), &["that is a folder"]);
    has(&of(&["run", "baseline", "--place=data/ours"]), &["did you mean `data/ours.csv`?"]);
    let nope = of(&["run", "baseline", "--place=nope.csv"]);
    has(&nope, &["relative to the folder in which the command is run"]);
    assert!(!nope.contains("of the file that names it"), "{nope}");
    has(&of(&["scenario", "check", ".\\mine.toml"]), &["write `./mine.toml`"]);
}

#[test]
fn notes_below_a_table_are_one_fault_that_says_to_take_them_out() {
    let folder = with_inputs();
    for (name, note) in [("zh.csv", "注：数据来源统计局,,,,,,"), ("en.csv", "Source: bureau,,,,,,")]
    {
        put(&folder, name, &format!("{HEADER}\n1,C,T,A,rural,300,0.1\n{note}\n"));
        has(&refused(&folder, name), &["a note is no community, take the line out", "1 fault;"]);
    }
    let others = ["小计", "Sum", "Subtotal rural", "全县合计", "All", "本页小计"];
    for (at, name) in others.iter().enumerate() {
        let file = format!("total-{at}.csv");
        let rows = "1,C,T,A,rural,300,0.1\n2,C,T,B,rural,120,0.1\n3,C,T,E,rural,77,0\n";
        put(&folder, &file, &format!("{HEADER}\n{rows}9,C,T,{name},rural,497,0.1\n"));
        has(&refused(&folder, &file), &["is a row of totals", "line 5", "1 fault;"]);
    }
    for (name, value, told) in [
        ("a.csv", "350‰", "350 ‰ is 0.35"),
        ("b.csv", "３５％", "35 % is 0.35"),
        ("c.csv", "35", "35 % is 0.35"),
    ] {
        put(&folder, name, &format!("{HEADER}\n1,C,T,A,rural,300,{value}\n"));
        has(&refused(&folder, name), &[told, "1 fault;"]);
    }
}

#[test]
fn a_grant_for_a_month_or_in_ten_thousands_is_told_with_its_rows_and_counties_by_check_and_run() {
    let folder = with_inputs();
    let rows = |one: &str, two: &str, three: &str| {
        format!(
            "{HEADER},base_grant\n1,North,T,A,rural,300,0.1,{one}\n2,North,T,B,rural,120,0.1,{two}\n\
             3,South,U,E,rural,210,0.1,{three}\n"
        )
    };
    put(&folder, "month.csv", &rows("5400", "65000", "5000"));
    put(&folder, "wan.csv", &rows("6.5", "", "7"));
    put(&folder, "fine.csv", &rows("65000", "", "30000"));
    let month = [
        "base_grant is 5400: allowed, but a twelfth of the default of 65000 or less",
        "lines 2, 4, counties North, South",
        "if 5400 is meant for a month, write 64800",
    ];
    let wan =
        ["base_grant is 6.5", "lines 2, 4,", "if 6.5 ten thousand yuan are meant, write 65000"];
    for (table, parts) in [("month.csv", month), ("wan.csv", wan)] {
        has(&read_with(&folder, table), &parts);
        let place = format!("--place={table}");
        let out = format!("--out={table}.d");
        let run = ["baseline", &place, "--seeds=1", "--months=25", "--quiet", &out];
        for command in [&["run"][..], &["compare", "clear-functions"]] {
            let (_, error) = says(&folder, &[command, &run[..]].concat(), 0);
            has(&in_one_line(&error), &parts);
        }
    }
    let (_, error) = says(&folder, &["place", "check", "month.csv", "--lang", "zh"], 0);
    let shown: String = error.chars().filter(|letter| !" \n|".contains(*letter)).collect();
    has(&shown, &["第2、4行，旗县：North、South", "如5400指每月，请写64800"]);
    let out = read_with(&folder, "fine.csv");
    assert!(!out.contains("warning"), "{out}");
}
