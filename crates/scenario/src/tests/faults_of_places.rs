//! Places without communities, tables that do not exist, and tables with bad rows.

use super::{Case, case, catalogue, set};

const FILE: (&str, &str) = ("a.toml", "schema = 1\n[place]\ntable = \"p.csv\"\n");
/// A table with the columns of numbers that it need not have.
macro_rules! optional {
    ($rows:literal) => {
        concat!(
            "code,county,township,community,zone,adults,migrant_share,posts,staff,part_time,base_grant,pay_ratio\n",
            $rows
        )
    };
}

const HEADER: &str = "code,county,township,community,zone,adults,migrant_share\n";

pub(super) fn cases() -> Vec<Case<'static>> {
    let mut cases = of_numbers();
    cases.extend(of_headers());
    cases.extend(of_rows());
    cases.extend(of_optional_columns());
    cases.extend(of_tables_and_scenarios());
    cases.extend(of_signs());
    cases.extend(of_values_and_paths());
    cases
}

fn of_numbers() -> Vec<Case<'static>> {
    vec![
        case(
            "a place without communities",
            &["scenario::no_communities"],
            &[(
                "a.toml",
                "schema = 1\n[place]\nurban.communities = 0\nrural.communities = 0\npastoral.communities = 0\n",
            )],
        ),
        case(
            "more adults than a community can hold",
            &["scenario::out_of_range"],
            &[("a.toml", "schema = 1\n[place.urban]\nadults = 65536\n")],
        ),
        case(
            "slips in a place",
            &["scenario::misplaced_key", "scenario::unknown_key", "scenario::unknown_key"],
            &[(
                "a.toml",
                "schema = 1\n[place]\nadults = 300\n[place.urbn]\n[place.rural]\nmigrants = 0.3\n",
            )],
        ),
        case(
            "a table and numbers by zone",
            &["scenario::place_twice"],
            &[("a.toml", "schema = 1\n[place]\ntable = \"saihan\"\nurban.adults = 300\n")],
        ),
        set(
            case(
                "--set of a number by zone, in a place from a table",
                &["scenario::place_twice"],
                &[("a.toml", "schema = 1\nextends = \"saihan\"\n")],
            ),
            &["place.urban.adults=300"],
        ),
        case(
            "a table that does not exist",
            &["place::unknown_table"],
            &[("a.toml", "schema = 1\n[place]\ntable = \"places/saihn.csv\"\n")],
        ),
    ]
}

fn of_headers() -> Vec<Case<'static>> {
    vec![
        case("an empty table", &["place::no_header"], &[FILE, ("p.csv", "")]),
        case(
            "a table with semicolons",
            &["place::separator"],
            &[FILE, ("p.csv", "code;county;township\n1;C;T\n")],
        ),
        case(
            "a column missing, another with a slip, one twice",
            &["place::missing_column", "place::missing_column", "place::column_twice"],
            &[
                FILE,
                (
                    "p.csv",
                    "code,county,township,community,adult,adult2,zone,zone\n1,C,T,A,1,1,urban,urban\n",
                ),
            ],
        ),
        case(
            "a first line without columns",
            &["place::no_columns"],
            &[FILE, ("p.csv", "姓名,电话\nA,1\n")],
        ),
        case(
            "a header in Chinese is read",
            &["place::unusual_value"],
            &[
                FILE,
                ("p.csv", "代码,旗县,乡镇,社区,类型,成年人,流动人口比例\n1,C,T,A,urban,10,0.3\n"),
            ],
        ),
        case(
            "columns in capitals",
            &["place::unusual_value"],
            &[
                FILE,
                (
                    "p.csv",
                    "code,county,township,community,zone,Adults,Migrant Share\n1,C,T,A,urban,10,0.3\n",
                ),
            ],
        ),
        case(
            "rows that are too short or too long",
            &["place::row_length"; 4],
            &[
                FILE,
                (
                    "p.csv",
                    "code,county,township,community,zone,adults,migrant_share\n# mine\n1;C;T;A;urban;10;0.3\n1,C,T,A,urban,10\n\
             1,C,T,A, B,urban,10,0.3\n,,,,,,\n",
                ),
            ],
        ),
        case(
            "a table with full-width commas",
            &["place::separator"],
            &[FILE, ("p.csv", "code，county，township\n1，C，T\n")],
        ),
        case("a header without communities", &["place::no_rows"], &[FILE, ("p.csv", HEADER)]),
        case(
            "columns that nothing uses are a warning",
            &["place::unused_columns"],
            &[
                FILE,
                (
                    "p.csv",
                    "code,county,township,community,zone,adults,migrant_share,chief,kind,phone,post\n1,C,T,A,urban,100,0,x,y,z,4\n",
                ),
            ],
        ),
    ]
}

fn of_rows() -> Vec<Case<'static>> {
    vec![
        case(
            "rows with all that can be wrong with them",
            &[
                "place::row_length",
                "place::empty_field",
                "place::bad_zone",
                "place::bad_number",
                "place::bad_number",
                "place::code_twice",
                "place::bad_number",
                "place::bad_number",
            ],
            &[
                FILE,
                (
                    "p.csv",
                    "code,county,township,community,zone,adults,migrant_share\n\
             1,C,T,A,urban,10\n\
             2,C,,城关镇,town,many,30%\n\
             3,C,T,A,urban,10,0\n\
             3,C,T,\"A, B\",urban,70000,1.5\n",
                ),
            ],
        ),
        case(
            "values as people write them",
            &["place::bad_number", "place::bad_number", "place::bad_number", "place::bad_number"],
            &[
                FILE,
                (
                    "p.csv",
                    "code,county,township,community,zone,adults,migrant_share\n\
             1,C,T,A,城镇,\"3,000\",30\n\
             2,C,T,B,Rural,1e3,0.5%\n",
                ),
            ],
        ),
        case(
            "a quote that is not closed",
            &["place::open_quote"],
            &[
                FILE,
                (
                    "p.csv",
                    "code,county,township,community,zone,adults,migrant_share\n1,C,T,\"A,urban,10,0\n2,C,T,B,urban,10,0\n",
                ),
            ],
        ),
    ]
}

fn of_optional_columns() -> Vec<Case<'static>> {
    vec![
        case(
            "numbers of optional columns that cannot be",
            &[
                "place::bad_number",
                "place::bad_number",
                "place::bad_number",
                "place::bad_number",
                "place::bad_number",
                "place::staff_above_posts",
                "place::part_time_above_posts",
            ],
            &[
                FILE,
                (
                    "p.csv",
                    optional!(
                        "1,C,T,A,urban,100,0.1,0,4.5,-1,6.5万,62%\n\
                         2,C,T,B,rural,100,0.1,4,5,4,65000,0.62\n\
                         3,C,T,E,rural,100,0.1,,,,,\n"
                    ),
                ),
            ],
        ),
        case(
            "an optional column twice",
            &["place::column_twice"],
            &[
                FILE,
                (
                    "p.csv",
                    "code,county,township,community,zone,adults,migrant_share,posts,posts\n1,C,T,A,urban,100,0.1,4,4\n",
                ),
            ],
        ),
        case(
            "a number for a month where one for a year is wanted",
            &["place::number_a_year", "place::unusual_value"],
            &[
                FILE,
                (
                    "p.csv",
                    optional!(
                        "1,C,T,A,urban,500,0.1,,,,65000,\n2,C,T,B,rural,500,0.1,,,,5400,\n\
                         3,D,U,E,pastoral,500,0.1,,,,5000,2\n"
                    ),
                ),
            ],
        ),
        case(
            "numbers that are legal but unusual are a warning a column",
            &["place::unusual_value", "place::unusual_value", "place::unusual_value"],
            &[
                FILE,
                (
                    "p.csv",
                    optional!(
                        "1,C,T,A,urban,10,0.1,4,,,,\n2,C,T,B,urban,20,1,,,,6.5,\n\
                         3,C,T,E,urban,30,0.1,,,,,\n"
                    ),
                ),
            ],
        ),
    ]
}

fn of_tables_and_scenarios() -> Vec<Case<'static>> {
    vec![
        case(
            "more cadres and part-time posts than the norm gives",
            &["place::staff_above_norm", "place::part_time_above_norm"],
            &[
                FILE,
                (
                    "p.csv",
                    optional!(
                        "1,C,T,A,urban,100,0.1,,4,3,,\n2,C,T,B,urban,100,0.1,,5,4,,\n\
                         3,C,T,E,urban,100,0.1,,6,,,\n"
                    ),
                ),
            ],
        ),
        case(
            "a baseline that states what the table gives",
            &["place::column_overruled", "place::column_overruled", "place::column_overruled"],
            &[
                (
                    "a.toml",
                    "schema = 1\n[place]\ntable = \"p.csv\"\n[baseline]\npay_ratio = 0.62\n\
                     min_staff = 5\npart_time_share = { rural = 0.3 }\nbase_grant = 70000\n",
                ),
                (
                    "p.csv",
                    optional!(
                        "1,C,T,A,urban,100,0.1,5,4,3,,0.7\n2,C,T,B,rural,100,0.1,,4,3,,0.8\n"
                    ),
                ),
            ],
        ),
        case(
            "communities by a name that several have",
            &["scenario::ambiguous_community", "scenario::unknown_community"],
            &[
                (
                    "a.toml",
                    "schema = 1\n[place]\ntable = \"p.csv\"\n[interventions.x]\nset = \"pay_ratio\"\n\
                     value = 1\ncommunities = [\"团结村\", \"Tuanjie\", \"West\", \"West 1\"]\n",
                ),
                (
                    "p.csv",
                    "code,county,township,community,zone,adults,migrant_share,community_zh\n\
                     1,C,T,Tuanjie,rural,100,0,团结村\n2,C,T,West,rural,100,0,团结村\n3,D,T,East,rural,100,0,东村\n",
                ),
            ],
        ),
    ]
}

/// A case of a table with the required columns.
macro_rules! rows {
    ($title:literal, $codes:expr, $rows:literal) => {
        case(
            $title,
            $codes,
            &[
                FILE,
                (
                    "p.csv",
                    concat!("code,county,township,community,zone,adults,migrant_share\n", $rows),
                ),
            ],
        )
    };
}

fn of_signs() -> Vec<Case<'static>> {
    vec![
        rows!(
            "rows of totals, by name and by sum",
            &["place::totals"; 2],
            "1,C,T,A,rural,300,0\n2,C,T,B,rural,100,0\n,C,小计,,,400,\nTotal,C,Total,Total,urban,400,0\n"
        ),
        rows!(
            "rows that may be totals, one by its name and one by its adults",
            &["place::maybe_totals"; 2],
            "1,C,T,A,rural,300,0\n2,C,T,B,rural,100,0\n3,C,U,Total,rural,90,0\n\
             4,D,V,E,rural,150,0\n5,D,V,F,rural,130,0\n6,D,V,G,rural,110,0\n7,D,V,H,rural,390,0\n"
        ),
        rows!(
            "one place twice, and names that differ in what nobody means",
            &["place::same_place", "place::near_names", "place::near_names"],
            "1,Aspen,T,A,rural,300,0\n2,Aspen,T,a,rural,100,0\n3,ASPEN,U,B,rural,120,0\n4,Aspen,Old Hill,E,rural,130,0\n\
             5,Aspen,OldHill,F,rural,140,0\n"
        ),
        rows!(
            "names that look the same",
            &["place::near_names"],
            "1,Aspen,T,A,rural,300,0\n2,As\u{200b}pen,T,B,rural,110,0\n"
        ),
        rows!(
            "names and codes that were damaged",
            &["place::damaged_names", "place::damaged_codes"],
            "1,C,T,???,rural,300,0\n1.50999E+11,C,T,B,rural,100,0\n1.50999E+11,C,T,E,rural,120,0\n"
        ),
        rows!(
            "codes that may have been damaged",
            &["place::maybe_damaged_codes"],
            "10203,C,T,A,rural,300,0\n110203,C,T,B,rural,100,0\n"
        ),
        case(
            "rows that end early",
            &["place::short_rows"],
            &[FILE, ("p.csv", optional!("1,C,T,A,rural,100,0\n2,C,T,B,rural,120,0,4,,,,\n"))],
        ),
        rows!(
            "a county of nobody",
            &["place::empty_county", "place::unusual_value"],
            "1,C,T,A,rural,300,0\n2,D,T,B,rural,0,0\n"
        ),
        rows!("a place of nobody", &["place::nobody"], "1,C,T,A,rural,0,0\n"),
        case(
            "a place of nobody, by zone",
            &["place::nobody"],
            &[(
                "a.toml",
                "schema = 1\n[place]\nurban.adults = 0\nrural.adults = 0\npastoral.adults = 0\n",
            )],
        ),
        case(
            "residents in place of adults",
            &["place::adults_derived"],
            &[
                FILE,
                (
                    "p.csv",
                    "代码,旗县,乡镇街道,社区,地区类型,常住人口,流动人口比例\n1,C,T,A,农村,125,0\n",
                ),
            ],
        ),
        case(
            "columns named once more, in the other language",
            &["place::header_twice"],
            &[
                FILE,
                (
                    "p.csv",
                    "code,county,township,community,zone,adults,migrant_share\n代码,旗县,乡镇,社区,类别,成年居民,流动人口比例\n",
                ),
            ],
        ),
        case(
            "a title above the header",
            &["place::header_below"],
            &[
                FILE,
                (
                    "p.csv",
                    "Communities of Aspen,,,,,,\n,,,,,,\ncode,county,township,community,zone,adults,migrant_share\n",
                ),
            ],
        ),
    ]
}

fn of_values_and_paths() -> Vec<Case<'static>> {
    vec![
        rows!(
            "values as spreadsheets write them",
            &[
                "place::bad_number",
                "place::bad_zone",
                "place::bad_number",
                "place::bad_number",
                "place::row_length",
                "place::empty_field"
            ],
            "1,C,T,A,rural,3.200,0\n2,C,T,B,220,100,\"0,3\"\n3,C,T,E,rural,NA,0\n4,C,T,F,urban,100,0,3\n5,,T,G,rural,130,0\n"
        ),
        case(
            "marks for what is not known",
            &["place::bad_number"; 3],
            &[FILE, ("p.csv", optional!("1,C,T,A,rural,100,0,NA,—,,#N/A,\n"))],
        ),
        case(
            "a path with backslashes",
            &["place::unknown_table"],
            &[("a.toml", "schema = 1\n[place]\ntable = 'data\\ours.csv'\n")],
        ),
        case(
            "a path from the home folder",
            &["place::unknown_table"],
            &[("a.toml", "schema = 1\n[place]\ntable = \"~/ours.csv\"\n")],
        ),
        case(
            "a table without its ending",
            &["place::unknown_table"],
            &[("a.toml", "schema = 1\n[place]\ntable = \"ours\"\n"), ("ours.csv", "")],
        ),
        case(
            "a sheet of a table that is no workbook",
            &["place::sheet_of_text"],
            &[("a.toml", "schema = 1\n[place]\ntable = \"ours.csv#1\"\n"), ("ours.csv", "")],
        ),
        case(
            "a parent with backslashes",
            &["scenario::unknown_parent"],
            &[("a.toml", "schema = 1\nextends = '.\\b.toml'\n"), ("b.toml", "schema = 1\n")],
        ),
    ]
}

#[test]
fn messages_about_places() {
    insta::assert_snapshot!(catalogue(cases()));
}

#[test]
fn of_a_table_with_many_bad_rows_twenty_faults_are_told_and_the_rest_counted() {
    let table = format!("{HEADER}{}", "1,C,T,A,town,10,0\n".repeat(30));
    let folder = tempfile::tempdir().unwrap();
    let files = [FILE, ("p.csv", table.as_str())];
    let faults = super::load_in(folder.path(), &files, &super::Options::default()).unwrap_err();
    assert_eq!(faults.len(), 21);
    assert_eq!(
        faults.iter().last().map(|fault| fault.message.en.as_str()),
        Some("and 39 more faults in this table")
    );
}

#[test]
fn codes_that_are_one_for_a_spreadsheet_and_rows_about_other_rows_are_told() {
    for (rows, fault) in [
        ("1,C,T,A,rural,300,0\n１,C,T,B,rural,300,0\n", "place::near_names"),
        ("1,C,T,A,rural,300,0\n2,\u{421},T,B,rural,310,0\n", "place::near_names"),
        ("1,C,T,A,rural,300,0\n2,C,T,其中：城镇,rural,120,0\n", "place::totals"),
        ("1,C,T,A,rural,300,0\n,,,平均,,300,\n", "place::totals"),
    ] {
        let (folder, table) = (tempfile::tempdir().unwrap(), format!("{HEADER}{rows}"));
        let files = [FILE, ("p.csv", table.as_str())];
        let faults = super::load_in(folder.path(), &files, &super::Options::default()).unwrap_err();
        let codes: Vec<_> = faults.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, [fault], "{rows}");
    }
    // What may be meant is told, and read.
    for rows in [
        "1,C,T,A,rural,300,0\n01,C,T,B,rural,300,0\n",
        "1,C,T,A,rural,300,0\n1.0,C,T,B,rural,310,0\n",
    ] {
        let (folder, table) = (tempfile::tempdir().unwrap(), format!("{HEADER}{rows}"));
        let files = [FILE, ("p.csv", table.as_str())];
        let loaded = super::load_in(folder.path(), &files, &super::Options::default()).unwrap();
        let told: Vec<_> = loaded.warnings.iter().map(|fault| fault.code).collect();
        assert!(told.contains(&"place::near_names"), "{rows}: {told:?}");
    }
}
