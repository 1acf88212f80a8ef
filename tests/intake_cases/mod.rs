//! Deletion CSVs with the verdict that each must get, in every encoding and with every line end.
//!
//! A verdict is written as people would: the rows by line (`2:a@x.example#E-1`, `3:#E-2`, `4:empty_row`), then what
//! else the file has (`| blank 2 | continued 1`); or, of a file that fails as a whole, the reason and its line.

/// A file as text, and its verdict.
pub struct Case {
    /// What it is about.
    pub name: &'static str,
    /// The text; LF stands for any line end, unless there is a CR.
    pub text: String,
    /// The verdict.
    pub verdict: String,
}

const HEADER: &str = "primary_email_address,unique_user_id\n";

/// Files with the plain header: name, what follows it, verdict.
const AFTER_HEADER: [(&str, &str, &str); 80] = [
    ("nothing but a header", "", ""),
    ("an email", "a@x.example,\n", "2:a@x.example"),
    ("an ID", ",E-1\n", "2:#E-1"),
    ("both", "a@x.example,E-1\n", "2:a@x.example#E-1"),
    ("a last line without an end", ",E-1\n,E-2", "2:#E-1 3:#E-2"),
    (
        "a file that ends after a separator",
        "a@x.example,",
        "2:a@x.example",
    ),
    (
        "a quoted field at the end without a line end",
        ",\"E-1\"",
        "2:#E-1",
    ),
    ("a row that is too short", "a@x.example\n", "2:a@x.example"),
    ("blank lines at the end", ",E-1\n\n\n", "2:#E-1 | blank 2"),
    (
        "a blank line in the middle",
        ",E-1\n\n,E-2\n",
        "2:#E-1 4:#E-2 | blank 1",
    ),
    ("separators alone", ",\n,E-1\n", "3:#E-1 | blank 1"),
    ("spaces alone", "  ,  \n \n", " | blank 2"),
    ("too many separators alone", ",,,,,\n", " | blank 1"),
    ("empty quotes alone", "\"\",\"\"\n", " | blank 1"),
    ("a space that does not break", "\u{a0},\n", " | blank 1"),
    (
        "a quoted line end alone",
        "\"\n\",\n,E-1\n",
        "4:#E-1 | blank 1 | continued 1",
    ),
    ("one field too many", ",E-1,x\n", "2:wrong_field_count"),
    ("one empty field too many", ",E-1,\n", "2:wrong_field_count"),
    ("no at sign", "nobody,\n", "2:invalid_email"),
    ("no domain", "a@,\n", "2:invalid_email"),
    ("no local part", "@x.example,\n", "2:invalid_email"),
    ("two at signs", "a@b@x.example,\n", "2:invalid_email"),
    (
        "a space in an address",
        "a b@x.example,\n",
        "2:invalid_email",
    ),
    ("a display name", "Siti <a@x.example>,\n", "2:invalid_email"),
    (
        "an invalid email beside a good ID",
        "nobody,E-1\n",
        "2:invalid_email",
    ),
    (
        "an ID that a spreadsheet broke",
        ",1.04E+05\n",
        "2:invalid_id",
    ),
    (
        "an ID that a spreadsheet broke, with a comma",
        ",\"1,04E+05\"\n",
        "2:invalid_id",
    ),
    (
        "a small number that a spreadsheet broke",
        ",1E-05\n",
        "2:invalid_id",
    ),
    ("an ID with an E", ",104E5\n", "2:#104E5"),
    ("zeros in front are kept", ",00123\n", "2:#00123"),
    ("case is kept", "A@X.Example,e-1\n", "2:A@X.Example#e-1"),
    (
        "spaces around are taken off",
        "  a@x.example ,\u{a0}E-1 \n",
        "2:a@x.example#E-1",
    ),
    (
        "a zero-width space in an address",
        "a\u{200b}@x.example,\n",
        "2:suspicious_characters",
    ),
    (
        "a bidi control in an ID",
        ",E\u{202e}1\n",
        "2:suspicious_characters",
    ),
    ("a soft hyphen", ",E\u{ad}1\n", "2:suspicious_characters"),
    ("a bell", ",E\u{7}1\n", "2:suspicious_characters"),
    (
        "a vertical tab ends no line",
        ",E\u{b}1\n",
        "2:suspicious_characters",
    ),
    (
        "a next-line control ends no line",
        ",E\u{85}1\n",
        "2:suspicious_characters",
    ),
    ("a TAB in an ID", ",E\t1\n", "2:suspicious_characters"),
    (
        "a line end in an address",
        "\"a\n@x.example\",\n",
        "2:suspicious_characters | continued 1",
    ),
    (
        "a selector that cannot be seen",
        ",\u{2764}\u{fe0f}\n",
        "2:suspicious_characters",
    ),
    ("a NUL in an address", "a\0@x.example,\n", "2:malformed_row"),
    ("a NUL alone", "\0\n", "2:malformed_row"),
    ("a NUL in quotes", ",\"E\0\"\n", "2:malformed_row"),
    (
        "an unclosed quote",
        ",E-1\n\"a@x.example,\n,E-2\n",
        "unclosed_quote@3",
    ),
    (
        "an unclosed quote on the last line",
        ",E-1\n,\"E-2\n",
        "unclosed_quote@3",
    ),
    ("a quote and nothing more", "\"", "unclosed_quote@2"),
    (
        "an unclosed quote after a doubled one",
        ",\"E\"\"\n",
        "unclosed_quote@2",
    ),
    (
        "an unclosed quote after a continued row",
        "\"a\nb\",\n\n,\"\n",
        "unclosed_quote@5",
    ),
    ("a quote in a bare field", ",E\"1\n", "malformed@2"),
    (
        "a quote at the end of a bare field",
        ",E-1\"\n",
        "malformed@2",
    ),
    ("doubled quotes in a bare field", ",E\"\"1\n", "malformed@2"),
    ("text after a closing quote", ",\"E\"1\n", "malformed@2"),
    ("a space before a quote", ", \"E-1\"\n", "malformed@2"),
    ("a space after a quote", ",\"E-1\" \n", "malformed@2"),
    (
        "text after a quote that closes lines later",
        ",E-1\n,\"E-2\n\n,E-3\n,\"E-4\"\n",
        "malformed@3",
    ),
    ("doubled quotes", ",\"E\"\"1\"\n", "2:#E\"1"),
    ("a quote as an ID", ",\"\"\"\"\n", "2:#\""),
    ("a quoted separator", ",\"E,1\"\n", "2:#E,1"),
    (
        "quoted fields",
        "\"a@x.example\",\"E-1\"\n",
        "2:a@x.example#E-1",
    ),
    (
        "the header again",
        ",E-1\nprimary_email_address,unique_user_id\n",
        "2:#E-1 3:repeated_header",
    ),
    (
        "the header again by its other name",
        "primary_email_address,unique_id\n",
        "2:repeated_header",
    ),
    (
        "the header again in capitals",
        " PRIMARY_EMAIL_ADDRESS ,Unique_User_ID\n",
        "2:repeated_header",
    ),
    (
        "the header again, wider",
        "primary_email_address,unique_user_id,,\n",
        "2:repeated_header",
    ),
    (
        "half a header",
        "primary_email_address,\n",
        "2:invalid_email",
    ),
    (
        "the columns' names the wrong way round",
        "unique_user_id,primary_email_address\n",
        "2:invalid_email",
    ),
    (
        "semicolons below a comma header",
        "a@x.example;E-1\n",
        "2:invalid_email",
    ),
    ("a guarded address", "'+a@x.example,\n", "2:+a@x.example"),
    ("a guarded ID", ",'=1\n", "2:#=1"),
    ("a guarded apostrophe", ",''=1\n", "2:#'=1"),
    ("a formula for an ID", ",=1+1\n", "2:#=1+1"),
    (
        "apostrophes that guard nothing",
        "o'neil@x.example,'E'\n",
        "2:o'neil@x.example#'E'",
    ),
    (
        "a spelled-out character",
        ",E\\u{200B}1\n",
        "2:suspicious_characters",
    ),
    ("a spelled-out NUL", ",E\\u{0}1\n", "2:malformed_row"),
    ("what only looks spelled out", ",E\\u{41}\n", "2:#E\\u{41}"),
    (
        "letters put together",
        "jose\u{301}@x.example,\n",
        "2:jos\u{e9}@x.example",
    ),
    (
        "western letters",
        "j\u{fc}rgen@x.example,\u{c9}-1\n",
        "2:j\u{fc}rgen@x.example#\u{c9}-1",
    ),
    (
        "what Windows added",
        ",E\u{20ac}\u{2019}1\n",
        "2:#E\u{20ac}\u{2019}1",
    ),
    (
        "letters of the east",
        ",\u{540d}\u{524d}-1\n",
        "2:#\u{540d}\u{524d}-1",
    ),
    (
        "the same user twice is for others to say",
        ",E-1\n,E-1\n",
        "2:#E-1 3:#E-1",
    ),
];

/// Files with a header of their own: name, text, verdict.
const WHOLE: [(&str, &str, &str); 58] = [
    (
        "a header without a line end",
        "primary_email_address,unique_user_id",
        "",
    ),
    ("an empty file", "", "missing_header"),
    ("blank lines alone", "\n\n\n", "missing_header"),
    ("separators alone", ",,\n;;\n", "missing_header@2"),
    ("other columns", "a,b\n1,2\n", "missing_header@1"),
    (
        "other columns after blank lines",
        "\n\na,b\n",
        "missing_header@3",
    ),
    (
        "no ID column",
        "primary_email_address,name\na@x.example,\n",
        "missing_header@1",
    ),
    (
        "no email column",
        "unique_user_id\nE-1\n",
        "missing_header@1",
    ),
    ("no header at all", "a@x.example,E-1\n", "missing_header@1"),
    (
        "the email column twice",
        "primary_email_address,unique_id,primary_email_address\n",
        "duplicate_header@1",
    ),
    (
        "the ID column by both names",
        "unique_user_id,unique_id,primary_email_address\n",
        "duplicate_header@1",
    ),
    (
        "another column twice",
        "n,n,primary_email_address,unique_id\n,,,E-1\n",
        "2:#E-1",
    ),
    (
        "blank lines before the header",
        "\n \nprimary_email_address,unique_id\n,E-1\n",
        "4:#E-1 | blank 2",
    ),
    (
        "a space that does not break before TABs",
        "\u{a0}\nprimary_email_address\tunique_id\n\tE-1\n",
        "3:#E-1 | blank 1",
    ),
    (
        "separators before the header",
        ",,,\nprimary_email_address,unique_id\n,E-1\n",
        "3:#E-1 | blank 1",
    ),
    (
        "empty quotes before the header",
        "\"\",\"\"\nprimary_email_address,unique_id\n,E-1\n",
        "3:#E-1 | blank 1",
    ),
    (
        "the columns the other way round",
        "unique_user_id,primary_email_address\nE-1,a@x.example\n",
        "2:a@x.example#E-1",
    ),
    (
        "the ID column's other name",
        "primary_email_address,unique_id\n,E-1\n",
        "2:#E-1",
    ),
    (
        "a header in capitals",
        "PRIMARY_EMAIL_ADDRESS,Unique_User_Id\n,E-1\n",
        "2:#E-1",
    ),
    (
        "spaces around the names",
        " primary_email_address ,\u{a0}unique_user_id \n,E-1\n",
        "2:#E-1",
    ),
    (
        "a quoted header",
        "\"primary_email_address\",\"unique_user_id\"\n,E-1\n",
        "2:#E-1",
    ),
    (
        "two marks at the beginning",
        "\u{feff}\u{feff}primary_email_address,unique_id\n,E-1\n",
        "2:#E-1",
    ),
    (
        "an unclosed quote in the header",
        "\"primary_email_address,unique_id\n,E-1\n",
        "unclosed_quote@1",
    ),
    (
        "a stray quote in the header",
        "primary\"_email_address,unique_id\n,E-1\n",
        "malformed@1",
    ),
    (
        "a stray quote before any header",
        "{\"primary_email_address\": 1}\n",
        "malformed@1",
    ),
    (
        "a NUL in the header",
        "primary_email_address,unique_id,a\0\n,E-1\n",
        "malformed@1",
    ),
    (
        "further columns",
        "n,primary_email_address,o,unique_id\nx,a@x.example,y,E-1\n",
        "2:a@x.example#E-1",
    ),
    (
        "further columns alone",
        "n,primary_email_address,unique_id\nx,,\n",
        "2:empty_row",
    ),
    (
        "a NUL in a further column",
        "n,primary_email_address,unique_id\nx\0,,E-1\n",
        "2:malformed_row",
    ),
    (
        "columns without names at the end",
        "primary_email_address,unique_id,,,\n,E-1,,,\n",
        "2:#E-1",
    ),
    (
        "a western letter in a name",
        "cat\u{e9},primary_email_address,unique_id\n,,E-1\n",
        "2:#E-1",
    ),
    (
        "a line end in a name",
        "\"a\nb\",primary_email_address,unique_id\n,,E-1\n",
        "3:#E-1 | continued 1",
    ),
    (
        "a field over several lines",
        "n,primary_email_address,unique_id\n\"a\n\nb\",,E-1\n,,E-2\n",
        "2:#E-1 5:#E-2 | continued 2",
    ),
    (
        "an unquoted comma in a name",
        "n,primary_email_address,unique_id\nDoe, J,j@x.example,E-1\n",
        "2:wrong_field_count",
    ),
    (
        "semicolons",
        "primary_email_address;unique_id\na@x.example;E-1\n;E,2\n",
        "2:a@x.example#E-1 3:#E,2",
    ),
    (
        "semicolons and one field too many",
        "primary_email_address;unique_id\n;E-1;\n",
        "2:wrong_field_count",
    ),
    (
        "TABs",
        "primary_email_address\tunique_id\n\tE;1,2\n",
        "2:#E;1,2",
    ),
    (
        "TABs and quotes",
        "primary_email_address\tunique_id\n\"a@x.example\"\t\"E\t1\"\n",
        "2:suspicious_characters",
    ),
    (
        "other marks in a quoted name",
        "\"a;b;c;d\",primary_email_address,unique_id\n,,E-1\n",
        "2:#E-1",
    ),
    (
        "a mark inside a name",
        "a,b primary_email_address;unique_id;primary_email_address\n;E-1;\n",
        "2:#E-1",
    ),
    (
        "a hint of semicolons",
        "sep=;\nprimary_email_address;unique_id\n;E-1\n",
        "3:#E-1 | blank 1",
    ),
    (
        "a quoted hint",
        "\"sep=,\"\nprimary_email_address,unique_id\n,E-1\n",
        "3:#E-1 | blank 1",
    ),
    (
        "a hint of TABs",
        "SEP=\t\nprimary_email_address\tunique_id\n\tE-1\n",
        "3:#E-1 | blank 1",
    ),
    (
        "a hint after a blank line",
        "\nsep=;\n\nprimary_email_address;unique_id\n;E-1\n",
        "5:#E-1 | blank 3",
    ),
    ("a hint alone", "sep=;\n", "missing_header"),
    (
        "a hint that is not followed",
        "sep=|\nprimary_email_address,unique_id\n",
        "missing_header@1",
    ),
    (
        "a hint that the header contradicts",
        "sep=;\nprimary_email_address,unique_id\n",
        "missing_header@2",
    ),
    (
        "row numbers",
        ",primary_email_address,unique_id\n1,,E-1\n2,,\n 3 ,\n4\n",
        "2:#E-1 | blank 3",
    ),
    (
        "row numbers under a name",
        "no,primary_email_address,unique_id\n3,,\n",
        "2:empty_row",
    ),
    (
        "something other than a row number",
        ",primary_email_address,unique_id\n3.,,\nx,,\n",
        "2:empty_row 3:empty_row",
    ),
    (
        "row numbers in quotes",
        "\"\",primary_email_address,unique_id\n\"7\",,\n",
        " | blank 1",
    ),
    (
        "row numbers in a row too wide",
        ",primary_email_address,unique_id\n7,,,,,\n",
        " | blank 1",
    ),
    (
        "mixed line ends",
        "primary_email_address,unique_id\n,E-1\r\n,E-2\r,E-3\n\r,E-4",
        "2:#E-1 3:#E-2 4:#E-3 6:#E-4 | blank 1",
    ),
    (
        "a CR before a CRLF",
        "primary_email_address,unique_id\r\r\n,E-1\r\n",
        "3:#E-1 | blank 1",
    ),
    (
        "a bare CR in quotes",
        "n,primary_email_address,unique_id\r\n\"a\rb\",,E-1\r\n",
        "2:#E-1 | continued 1",
    ),
    (
        "every line end in quotes",
        "n,primary_email_address,unique_id\n\"\r\n\r\n\n\r\",,E-1\n",
        "2:#E-1 | continued 4",
    ),
    (
        "an unclosed quote among mixed line ends",
        "primary_email_address,unique_id\r\r\n\n\r\n,\"E\r\n",
        "unclosed_quote@5",
    ),
    (
        "a CR at the very end",
        "primary_email_address,unique_id\r,E-1\r\r",
        "2:#E-1 | blank 1",
    ),
];

/// Every case.
pub fn all() -> Vec<Case> {
    let case = |name, text: String, verdict: &str| Case {
        name,
        text,
        verdict: verdict.to_owned(),
    };
    let short = AFTER_HEADER
        .into_iter()
        .map(|(name, rest, verdict)| case(name, format!("{HEADER}{rest}"), verdict));
    let whole = WHOLE
        .into_iter()
        .map(|(name, text, verdict)| case(name, text.to_owned(), verdict));
    short.chain(whole).chain(long()).collect()
}

/// Cases too long to write out.
#[expect(clippy::too_many_lines, reason = "a table")]
fn long() -> Vec<Case> {
    let (longest, too_long) = ("x".repeat(1_024), "x".repeat(1_025));
    let umlauts = "\u{fc}".repeat(512);
    let many = "c,".repeat(300);
    let case = |name, text, verdict: &str| Case {
        name,
        text,
        verdict: verdict.to_owned(),
    };
    vec![
        case(
            "a field of 1,024 bytes",
            format!("{HEADER},{longest}\n"),
            &format!("2:#{longest}"),
        ),
        case(
            "a field of 1,025 bytes",
            format!("{HEADER},{too_long}\n"),
            "2:malformed_row",
        ),
        case(
            "a quoted field of 1,024 bytes",
            format!("{HEADER},\"{longest}\"\n"),
            &format!("2:#{longest}"),
        ),
        case(
            "a quoted field of 1,025 bytes",
            format!("{HEADER},\"{too_long}\"\n"),
            "2:malformed_row",
        ),
        case(
            "1,024 bytes behind a guard",
            format!("{HEADER},'={}\n", &longest[1..]),
            &format!("2:#={}", &longest[1..]),
        ),
        case(
            "1,024 bytes of umlauts",
            format!("{HEADER},{umlauts}\n"),
            &format!("2:#{umlauts}"),
        ),
        case(
            "1,026 bytes of umlauts",
            format!("{HEADER},{umlauts}\u{fc}\n"),
            "2:malformed_row",
        ),
        case(
            "a very long field of wide letters",
            format!("{HEADER},x{}\n,E-2\n", umlauts.repeat(40)),
            "2:malformed_row 3:#E-2",
        ),
        case(
            "1,025 bytes in a column that is too many",
            format!("{HEADER},,{too_long}\n"),
            "2:malformed_row",
        ),
        case(
            "1,025 spaces",
            format!("{HEADER}{},\n", " ".repeat(1_025)),
            "2:malformed_row",
        ),
        case(
            "an overlong name",
            format!("{too_long},{HEADER},,E-1\n"),
            "malformed@1",
        ),
        case(
            "300 further columns",
            format!("{many}{HEADER}{}E-1\n", ",".repeat(301)),
            "2:#E-1",
        ),
        case(
            "a row of 300 fields",
            format!("{HEADER}{many}\n,E-2\n"),
            "2:wrong_field_count 3:#E-2",
        ),
        case(
            "20,000 columns",
            format!("{}{HEADER}", "c,".repeat(20_000)),
            "malformed@1",
        ),
        case(
            "a row of 20,000 empty fields",
            format!("{HEADER}{}\n,E-2\n", ",".repeat(20_000)),
            "3:#E-2 | blank 1",
        ),
        case(
            "a row of 20,000 fields",
            format!("{HEADER}{}\n,E-2\n", "c,".repeat(20_000)),
            "2:malformed_row 3:#E-2",
        ),
        case(
            "a quote 70,000 lines long",
            format!("{HEADER},\"{}\"\n,E\n", "\n".repeat(70_000)),
            "2:malformed_row 70003:#E | continued 70000",
        ),
        case(
            "70,000 blank lines first",
            format!("{}{HEADER},E-1\n", "\n".repeat(70_000)),
            "70002:#E-1 | blank 70000",
        ),
        case(
            "70,000 blank lines first, then TABs",
            format!(
                "{}primary_email_address\tunique_id\n\tE-1\n",
                "\n".repeat(70_000)
            ),
            "70002:#E-1 | blank 70000",
        ),
    ]
}

/// Bytes that are no text in an encoding that is read: name, bytes, verdict.
#[expect(clippy::too_many_lines, reason = "a table")]
pub fn bytes() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let header = b"primary_email_address,unique_user_id\n";
    let with = |mark: &[u8], rest: &[u8]| [mark, header, rest].concat();
    let wide = |mark: &[u8], rest: &[u8]| {
        let text = header.iter().flat_map(|byte| [*byte, 0]);
        mark.iter()
            .copied()
            .chain(text)
            .chain(rest.iter().copied())
            .collect::<Vec<u8>>()
    };
    vec![
        (
            "a workbook",
            b"PK\x03\x04\x14\0\x06\0\x08\0[Content_Types].xml".to_vec(),
            "not_csv",
        ),
        (
            "an old workbook",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".to_vec(),
            "not_csv",
        ),
        (
            "an archive",
            b"PK\x03\x04\x14\0leavers.csv".to_vec(),
            "not_csv",
        ),
        (
            "a PDF",
            b"%PDF-1.7\nprimary_email_address,unique_user_id\n".to_vec(),
            "not_csv",
        ),
        (
            "a compressed file",
            b"\x1F\x8B\x08\0\0\0".to_vec(),
            "not_csv",
        ),
        (
            "a picture",
            b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(),
            "not_csv",
        ),
        (
            "a table in HTML",
            b"<html>\n<table><tr><td>primary_email_address".to_vec(),
            "not_csv",
        ),
        (
            "NULs without a header",
            b"\0\0\0\0\0\0\0".to_vec(),
            "not_csv",
        ),
        ("UTF-16 without its mark", wide(b"", b""), "bad_encoding"),
        ("UTF-32", b"\xFF\xFE\0\0p\0\0\0".to_vec(), "bad_encoding"),
        (
            "UTF-16 with half a character",
            wide(b"\xFF\xFE", b",\0E"),
            "bad_encoding@2",
        ),
        (
            "UTF-16 with a first half alone",
            wide(b"\xFF\xFE", b",\0\x3D\xD8,\0\n\0"),
            "bad_encoding@2",
        ),
        (
            "UTF-16 with a second half alone",
            wide(b"\xFF\xFE", b"\n\0\n\0\x00\xDC\n\0"),
            "bad_encoding@4",
        ),
        (
            "UTF-16 that ends within a pair",
            wide(b"\xFF\xFE", b"\x3D\xD8"),
            "bad_encoding@2",
        ),
        (
            "a mark of UTF-8 before Windows-1252",
            with(b"\xEF\xBB\xBF", b",E-1\nj\xFCrgen@x.example,\n"),
            "bad_encoding@3",
        ),
        (
            "UTF-8 that is damaged",
            with(b"", b",E-\xC3\xA9\n,E\xC3\n"),
            "bad_encoding@3",
        ),
        (
            "UTF-8 that is cut",
            with(b"", b",E-\xC3\xA9\xE2\x82"),
            "bad_encoding@2",
        ),
        (
            "a byte that Windows-1252 lacks",
            with(b"", b"j\xFCrgen@x.example,\n\xE9\x81,\n"),
            "bad_encoding@3",
        ),
        (
            "an overlong form of UTF-8",
            with(b"\xEF\xBB\xBF", b",E\xC0\xAF\n"),
            "bad_encoding@2",
        ),
        (
            "a surrogate in UTF-8",
            with(b"\xEF\xBB\xBF", b",E\xED\xA0\x80\n"),
            "bad_encoding@2",
        ),
        (
            "Windows-1252 at the very end",
            with(b"", b",E-\xC9"),
            "2:#E-\u{c9}",
        ),
    ]
}
