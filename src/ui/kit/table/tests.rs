//! How columns share the room there is.

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::*;
use crate::domain::Language;
use crate::domain::settings::Theme;
use crate::ui::shell::context::Capabilities;

fn table() -> Table<'static> {
    let row = |name: &'static str, email: &'static str, groups: &'static str| {
        Some(Row {
            cells: vec![name.into(), email.into(), groups.into()],
            marked: email.starts_with('b'),
        })
    };
    Table {
        columns: vec![
            Column::flexible("Name", 6, 0),
            Column::exact("Email", 0),
            Column::flexible("Groups", 6, 1),
        ],
        rows: vec![
            row(
                "Siti Nurhaliza Putri",
                "siti.np@enigma.example",
                "Jakarta, Sales",
            ),
            row("漢字漢字漢字", "b@x.example", ""),
            None,
        ],
        top: 0,
        cursor: Some(0),
        total: 3,
    }
}

fn drawn(columns: u16) -> Vec<String> {
    let context = Context::new(Language::English, Theme::Dark, Capabilities::default());
    let backend = TestBackend::new(columns, 4);
    let mut terminal = Terminal::new(backend).ok();
    let mut text = Vec::new();
    if let Some(terminal) = &mut terminal {
        let _ = terminal.draw(|frame| {
            let area = frame.area();
            let mut canvas = Canvas::new(frame);
            table().draw(&mut canvas, area, &context);
            canvas.finish(context.palette.ground);
        });
        let buffer = terminal.backend().buffer();
        for y in 0..4 {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..columns {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                let symbol = buffer[(x, y)].symbol();
                skip = width(symbol).saturating_sub(1);
                line.push_str(symbol);
            }
            text.push(line.trim_end().to_owned());
        }
    }
    text
}

#[test]
fn all_columns_stand_where_there_is_room() {
    assert_eq!(
        drawn(70),
        [
            "   NAME                  EMAIL                   GROUPS",
            "▌  Siti Nurhaliza Putri  siti.np@enigma.example  Jakarta, Sales",
            " ✓ 漢字漢字漢字          b@x.example",
            "   …",
        ]
    );
}

#[test]
fn the_least_column_falls_away_before_an_identifier_is_cut() {
    assert_eq!(
        drawn(39),
        [
            "   NAME        EMAIL",
            "▌  Siti Nurh…  siti.np@enigma.example",
            " ✓ 漢字漢字…   b@x.example",
            "   …",
        ]
    );
}

#[test]
fn what_tells_rows_apart_is_shortened_before_what_matters_falls_away() {
    let row = |name: &'static str, email: &'static str| {
        Some(Row {
            cells: vec![name.into(), email.into(), "E-1".into(), "Activated".into()],
            marked: false,
        })
    };
    let table = Table {
        columns: vec![
            Column::telling("Name", 10, 0),
            Column::telling("Email", 12, 0),
            Column::exact("ID", 1),
            Column::exact("License", 2),
        ],
        rows: vec![
            row("Raden Mas Prawirodirja", "raden.mas.1@enigma.example"),
            row("Raden Mas Prawirodirjo", "raden.mas.2@enigma.example"),
        ],
        top: 0,
        cursor: Some(0),
        total: 2,
    };
    let widths = table.widths(50);
    assert_eq!(widths, [Some(16), Some(16), Some(3), Some(9)]);
    let shortened = table.shortened(&widths);
    assert_eq!(shortened[0][0].as_deref(), Some("Raden Mas …dirja"));
    assert_eq!(shortened[1][0].as_deref(), Some("Raden Mas …dirjo"));
    assert_ne!(shortened[0][1], shortened[1][1]);
    // Where there is room for everything, nothing is shortened.
    assert_eq!(table.widths(90), [Some(22), Some(26), Some(3), Some(9)]);
}

fn plain(cells: &[&[&str]], columns: Vec<Column>) -> Table<'static> {
    let row = |row: &&[&str]| Row {
        cells: row
            .iter()
            .map(|cell| Line::from((*cell).to_owned()))
            .collect(),
        marked: false,
    };
    Table {
        columns,
        rows: cells.iter().map(|cells| Some(row(cells))).collect(),
        top: 0,
        cursor: Some(0),
        total: cells.len(),
    }
}

#[test]
fn one_long_cell_takes_nothing_from_the_other_columns() {
    let long =
        "maximiliana.hohenlohe-waldenburg-schillingsfuerst@a-very-long-department.enigma.example";
    let columns = || {
        vec![
            Column::telling("To", 16, 0),
            Column::flexible("Subject", 24, 0),
            Column::exact("State", 2),
        ]
    };
    let rows: [&[&str]; 3] = [
        &["siti@enigma.example", "Please register again", "sent"],
        &[
            long,
            "Message about your license, which was taken back",
            "sent",
        ],
        &["budi@enigma.example", "Please register again", "sent"],
    ];
    let table = plain(&rows, columns());
    let widths = table.widths(72);
    assert_eq!(widths, [Some(39), Some(24), Some(5)], "the state stays");
    let usual = plain(&[rows[0], rows[2]], columns()).widths(72);
    assert_eq!(usual[0], Some(19));
    let shortened = table.shortened(&widths);
    assert_eq!(
        shortened[0][0], None,
        "the others are as whole as without it"
    );
    assert!(
        shortened[1][0]
            .as_deref()
            .is_some_and(|it| it.contains('…'))
    );
}

#[test]
fn what_is_wide_in_every_row_is_no_exception() {
    let id = "0f8fad5b-d9cb-469f-a165-70867728950e";
    let rows: [&[&str]; 2] = [
        &["Siti Aminah", id, "Activated"],
        &[
            "Budi Santoso",
            "0f8fad5b-d9cb-469f-a165-70867728951e",
            "Invited",
        ],
    ];
    let columns = vec![
        Column::telling("Name", 12, 0),
        Column::telling("ID", 10, 1),
        Column::exact("License", 2),
    ];
    let table = plain(&rows, columns);
    assert_eq!(table.widths(70), [Some(12), Some(36), Some(9)]);
    let narrow = table.widths(50);
    assert_eq!(narrow, [Some(12), Some(25), Some(9)]);
    let shortened = table.shortened(&narrow);
    assert_ne!(shortened[0][1], shortened[1][1]);
}

#[test]
fn what_tells_rows_apart_is_whole_before_what_does_not() {
    let text = "a text that is as long as this one is, and longer";
    let rows: [&[&str]; 1] = [&[text, text, "a subject that is long", "3"]];
    let columns = vec![
        Column::telling("Name", 12, 0),
        Column::telling("Email", 12, 0),
        Column::flexible("Subject", 10, 0),
        Column::exact("Line", 1),
    ];
    assert_eq!(
        plain(&rows, columns).widths(76),
        [Some(28), Some(28), Some(10), Some(4)],
        "two that tell rows apart share alike"
    );
}

#[test]
fn several_long_cells_are_no_exceptions() {
    let act = |text: &'static str| -> [&'static str; 2] { [text, "a result of some length"] };
    let rows = [
        act("account made"),
        act("demo learners added"),
        act("LinkedIn profile disconnected"),
        act("request closed: done by another road"),
    ];
    let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
    let columns = vec![
        Column::flexible("Act", 28, 0),
        Column::flexible("Result", 20, 4),
    ];
    assert_eq!(plain(&rows, columns).widths(58), [Some(36), Some(20)]);
}
