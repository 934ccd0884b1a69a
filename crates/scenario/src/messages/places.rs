//! Sentences about tables of places: the second half of the catalogue.

/// The catalogue, of other sentences and of those about places.
macro_rules! of_places {
    ($($others:tt)*) => { catalogue! { $($others)*
    "place::unknown_table" UnknownTable { path: String }
        en "there is no place table `{path}`"
        zh "没有地点表`{path}`";
    "place::old_workbook" OldWorkbook { path: String }
        en "`{path}` is a workbook of the old form (.xls), or one with a password"
        zh "`{path}`是旧版工作簿（.xls）或带密码的工作簿";
        help en "save it as .xlsx without a password, or as \"CSV UTF-8\""
        zh "请另存为不带密码的.xlsx，或“CSV UTF-8（逗号分隔）”";
    "place::broken_workbook" BrokenWorkbook { path: String, why: String }
        en "`{path}` is no workbook that can be read: {why}"
        zh "`{path}`不是可以读取的工作簿：{why}";
        help en "save it anew as .xlsx, or as \"CSV UTF-8\""
        zh "请重新另存为.xlsx，或“CSV UTF-8（逗号分隔）”";
    "place::large_workbook" LargeWorkbook { path: String }
        en "the workbook `{path}` holds more than a place can be read from"
        zh "工作簿`{path}`的内容超过可读取的上限";
        help en "at most 100000 rows, 1000 columns and 256 megabytes of a sheet; save the sheet alone, or as \"CSV UTF-8\""
        zh "每张工作表最多10万行、1000列、256兆字节；请只保存该工作表，或另存为“CSV UTF-8（逗号分隔）”";
    "place::several_sheets" SeveralSheets { path: String, names: String, first: String }
        en "the workbook `{path}` has several sheets: {names}"
        zh "工作簿`{path}`有多张工作表：{names}";
        help en "name the one with the table behind the file: `{path}#{first}`"
        zh "请在文件名后写明表格所在的工作表：`{path}#{first}`";
    "place::no_sheet" NoSheet { path: String, sheet: String, names: String }
        en "the workbook `{path}` has no sheet `{sheet}`"
        zh "工作簿`{path}`中没有工作表`{sheet}`";
        help en "its sheets: {names}"
        zh "其中的工作表：{names}";
    "place::sheet_of_text" SheetOfText { path: String, sheet: String }
        en "`{path}` is no workbook and has no sheet `{sheet}`"
        zh "`{path}`不是工作簿，没有工作表`{sheet}`";
        help en "leave out `#` and what follows"
        zh "请去掉`#`及其后的文字";
    "place::totals" Totals { found: String, about: Text, rows: Phrase, lines: Phrase }
        en "`{found}` is a row {about}, not a community{rows} ({lines})"
        zh "`{found}`是{about}行，不是社区{rows}（{lines}）";
        help en "take it out of the table: a row is one community, and its adults would count twice"
        zh "请从表格中删去：一行是一个社区，否则人口重复计算";
    "place::maybe_totals" MaybeTotals { found: String, rows: Phrase, lines: Phrase }
        en "`{found}` may be a row of totals, not a community{rows} ({lines})"
        zh "`{found}`可能是合计行，不是社区{rows}（{lines}）";
        help en "if it is, take it out of the table: its adults count twice"
        zh "如确为合计，请从表格中删去：人口会重复计算";
    "place::same_place" SamePlace { found: String, codes: String, lines: Phrase }
        en "one place stands in the table several times, under codes {codes}: {found} ({lines})"
        zh "同一地点以不同代码多次出现（{codes}）：{found}（{lines}）";
        help en "take out all but one; if they are several places, give them names of their own"
        zh "请只保留一行；如确为不同地点，请用不同名称";
    "place::near_names" NearNames { column: &'static str, one: String, other: String, by: Text, lines: Phrase, remedy: Text }
        en "`{one}` and `{other}` are two in column {column}, and differ only in {by} ({lines})"
        zh "{column}列的`{one}`与`{other}`被当作两个，仅有{by}之别（{lines}）";
        help en "{remedy}"
        zh "{remedy}";
    "place::damaged_names" DamagedNames { column: &'static str, found: String, lines: Phrase }
        en "{column} is `{found}`: its letters were lost when the file was saved or opened in another encoding ({lines})"
        zh "{column}为`{found}`：文件以其他编码保存或打开时文字已损坏（{lines}）";
        help en "go back to the file from before, and save it as UTF-8; in Excel the type is \"CSV UTF-8\""
        zh "请用损坏前的文件，另存为UTF-8编码；Excel中选“CSV UTF-8（逗号分隔）”";
    "place::damaged_codes" DamagedCodes { found: String, what: Text, lines: Phrase }
        en "code `{found}` was changed by a spreadsheet: {what} ({lines})"
        zh "代码`{found}`已被电子表格改动：{what}（{lines}）";
        help en "go back to the codes from before: in the spreadsheet format the column as text, then paste or import them anew"
        zh "请恢复原代码：在电子表格中先将该列设为文本格式，再重新粘贴或导入";
    "place::maybe_damaged_codes" MaybeDamagedCodes { found: String, what: Text, lines: Phrase }
        en "code `{found}` may have been changed by a spreadsheet: {what} ({lines})"
        zh "代码`{found}`可能已被电子表格改动：{what}（{lines}）";
        help en "if it was, format the column as text in the spreadsheet, then paste or import the codes anew; luck hangs on codes"
        zh "如有改动，请在电子表格中先将该列设为文本格式，再重新粘贴或导入；随机抽取以代码为准";
    "place::short_rows" ShortRows { column: &'static str, lines: Phrase }
        en "rows end before column {column}: what is missing was read as empty ({lines})"
        zh "有的行未到{column}列即结束：缺少的字段按空白读取（{lines}）";
        help en "spreadsheets leave out empty cells at the end of rows; if something else is missing, add it"
        zh "电子表格会省去行末的空单元格；如缺少的是其他内容，请补上";
    "place::empty_county" EmptyCounty { found: String, lines: Phrase }
        en "nobody lives in county `{found}` ({lines})"
        zh "旗县`{found}`无人居住（{lines}）";
        help en "it has posts and a budget all the same; leave its rows out, or give its adults"
        zh "但它仍有岗位和财政；请删去其各行，或填写成年居民数";
    "place::adults_derived" AdultsDerived { column: String, number: String }
        en "adults are derived: column {column} divided by residents_per_adult ({number})"
        zh "成年居民数为推算：{column}列除以residents_per_adult（{number}）";
        help en "a column adults gives them as they are; residents_per_adult can be set in [baseline]"
        zh "如有成年居民列则直接采用；residents_per_adult可在[baseline]中设定";
    "place::nobody" Nobody {}
        en "nobody lives in the communities of the place: all have 0 adults"
        zh "该地点的社区无人居住：成年居民数均为0";
        help en "a run needs at least one adult"
        zh "模拟至少需要一名成年居民";
    "place::no_header" NoHeader { columns: String }
        en "the table is empty"
        zh "表格是空的";
        help en "its first line names the columns: {columns}"
        zh "首行应为列名：{columns}";
    "place::separator" Separator {}
        en "the columns are not separated by commas"
        zh "各列没有用逗号分隔";
        help en "save the table as CSV with commas"
        zh "请另存为逗号分隔的CSV";
    "place::header_below" HeaderBelow { line: u32 }
        en "the first line must name the columns; here line {line} does"
        zh "首行应为列名，而此处列名在第{line}行";
        help en "take out the lines above it"
        zh "请删去列名以上的各行";
    "place::header_twice" HeaderTwice {}
        en "this line names columns once more; only the first line does"
        zh "此行又是列名；只有首行是列名";
        help en "take the line out: below the first, each line is one community"
        zh "请删去此行：首行以下一行是一个社区";
    "place::no_columns" NoColumns { all: Phrase }
        en "the first line names none of the columns that a table must have"
        zh "首行没有表格必须有的列名";
        help en "columns: {all}"
        zh "列名：{all}";
    "place::missing_column" MissingColumn { column: &'static str, like: Phrase, all: Phrase }
        en "the table has no column `{column}`{like}"
        zh "表格缺少列`{column}`{like}";
        help en "columns that a table must have: {all}"
        zh "表格必须有的列：{all}";
    "place::column_twice" ColumnTwice { column: &'static str }
        en "the table has two columns `{column}`"
        zh "表格有两列`{column}`";
    "place::row_length" RowLength { found: u32, wanted: u32 }
        en "the number of fields is {found}; the header has {wanted}"
        zh "该行有{found}个字段，表头有{wanted}个";
    "place::open_quote" OpenQuote { lines: u32 }
        en "a double quote that begins here is not closed: the field runs over {lines} lines"
        zh "此处开始的双引号没有闭合：该字段延续了{lines}行";
        help en "close it before the next comma; a quote inside a field is written twice"
        zh "请在下一个逗号前闭合；字段中的引号须写两次";
    "place::empty_field" EmptyField { column: &'static str }
        en "`{column}` is empty"
        zh "`{column}`为空";
    "place::code_twice" CodeTwice { code: String, line: u32 }
        en "code `{code}` is used in line {line} already"
        zh "代码`{code}`已在第{line}行使用";
        help en "each community has a code of its own; if a spreadsheet changed the codes, format the column as text there"
        zh "每个社区的代码须唯一；如系电子表格改动所致，请将该列设为文本格式";
    "place::bad_zone" BadZone { found: String }
        en "zone is `{found}`; it must be urban, rural or pastoral"
        zh "zone为`{found}`，应为urban（城镇）、rural（农村）或pastoral（牧区）";
    "place::bad_number" BadNumber { column: &'static str, found: String, wanted: Phrase, remedy: Phrase }
        en "{column} is `{found}`; it must be {wanted}"
        zh "{column}为`{found}`，应为{wanted}";
        help en "{remedy}"
        zh "{remedy}";
    "place::staff_above_posts" StaffAbovePosts { found: u32, posts: u32 }
        en "staff is {found}, but posts is {posts}"
        zh "staff为{found}，而posts为{posts}";
        help en "a cadre holds a post: staff is at most posts"
        zh "在岗人数不得超过岗位数";
    "place::part_time_above_posts" PartTimeAbovePosts { found: u32, posts: u32 }
        en "part_time is {found}, but posts is {posts}"
        zh "part_time为{found}，而posts为{posts}";
        help en "the director's post is full-time: part_time is at most posts - 1"
        zh "主任岗位为全职，兼职岗位数最多为岗位数减1";
    "place::too_many_columns" TooManyColumns { found: u32, most: u32 }
        en "the table has {found} columns; at most {most} are allowed"
        zh "表格有{found}列，最多允许{most}列";
    "place::too_many_communities" TooManyCommunities { most: u32 }
        en "the table has more than {most} communities"
        zh "表格中的社区超过{most}个";
        help en "divide the place, and run each part as a scenario of its own"
        zh "请将地点分成几部分，各作为一个情景运行";
    "place::too_many_counties" TooManyCounties { most: u32 }
        en "the table has more than {most} counties"
        zh "表格中的旗县超过{most}个";
        help en "divide the place, and run each part as a scenario of its own"
        zh "请将地点分成几部分，各作为一个情景运行";
    "place::no_rows" NoRows {}
        en "the table has no communities"
        zh "表格中没有社区";
        help en "each line after the first is one community"
        zh "首行之后每行一个社区";
    "place::broken" Broken { why: String }
        en "not a valid CSV table: {why}"
        zh "不是有效的CSV表格：{why}";
    "place::more" MoreRows { count: u32 }
        en "and {count} more faults in this table"
        zh "该表格另有{count}处错误";
    "place::unused_columns" UnusedColumns { columns: String }
        en "columns not used: {columns}"
        zh "未使用的列：{columns}";
    "place::unusual_value" UnusualField { column: &'static str, found: String, low: f64, high: f64, rows: Phrase }
        en "{column} is {found}: allowed, but unusual (mostly {low} to {high}); {rows}"
        zh "{column}为{found}：允许，但不常见（多为{low}到{high}）；{rows}";
    "place::number_a_year" FieldAYear { column: &'static str, found: String, default: f64, twelvefold: f64, rows: Phrase }
        en "{column} is {found}: allowed, but a twelfth of the default of {default} or less, and it is a number for a year, not for a month; {rows}"
        zh "{column}为{found}：允许，但不到默认值{default}的十二分之一，而该数按年计，不按月计；{rows}";
        help en "if {found} is meant for a month, write {twelvefold}"
        zh "如{found}指每月，请写{twelvefold}";
    "place::staff_above_norm" StaffAboveNorm { communities: Phrase, code: String }
        en "staff is more than the posts that the staffing norm gives in {communities} (first: {code})"
        zh "有{communities}的staff超过按配备标准计算的岗位数（首个：{code}）";
        help en "those above it hold surplus posts, given up when they leave; a column posts keeps them"
        zh "超出者占超编岗位，离任后撤销；如要保留请加上posts列";
    "place::part_time_above_norm" PartTimeAboveNorm { communities: Phrase, code: String }
        en "part_time is more than the posts besides the director's that the staffing norm gives in {communities} (first: {code})"
        zh "有{communities}的part_time超过按配备标准计算的主任以外岗位数（首个：{code}）";
        help en "there all posts but the director's are part-time; a column posts allows more"
        zh "这些社区主任以外的岗位全部为兼职；如需更多请加上posts列";
    "place::column_overruled" ColumnOverruled { column: &'static str, setting: &'static str, zones: Phrase }
        en "[baseline] gives {setting}: column {column} of the place's table is not used{zones}"
        zh "[baseline]给出了{setting}，地点表的{column}列不使用{zones}";
        help en "leave {setting} out of [baseline] to use the table"
        zh "如要使用表中的值，请从[baseline]中去掉{setting}";
    } };
}

pub(super) use of_places;
