//! Each kind of damage by examples, what is left alone, and properties over any text.

use proptest::prelude::*;

use super::*;

/// Texts by the damage that their form shows.
const BY_FORM: [(Damage, &[&str]); 9] = [
    (Damage::Formula, &["=\"00420\"", "=A1", "=1+1"]),
    (
        Damage::ErrorValue,
        &[
            "#NAME?",
            "#N/A",
            "#n/a",
            "#REF!",
            "#VALUE!",
            "#DIV/0!",
            "#NUM!",
            "#NULL!",
            "#SPILL!",
            "#BEZUG!",
            "#WERT!",
            "#NV",
            "#GETTING_DATA",
            "#####",
            "Err:502",
            "#ERROR!",
            "Loading...",
            "#ÜBERLAUF!",
        ],
    ),
    (
        Damage::Date,
        &[
            "1-Mar",
            "01-Mar",
            "31-Dec",
            "Mar-01",
            "Sep-02",
            "1-Mar-26",
            "1-Mar-2026",
            "1 Mar 2026",
            "1-Mei",
            "01. Mrz",
            "1. Jan 26",
            "1-Mrt",
            "2026-03-01",
            "2026-03-01 00:00:00",
            "2026-03-01T00:00:00Z",
            "01/03/2026",
            "3/1/26",
            "12/31/2026",
            "01.03.2026",
            "01-03-2026",
        ],
    ),
    (
        Damage::Fraction,
        &["420.0", "420,0", "420.00", "1.0", "0.0", "-55.0"],
    ),
    (
        Damage::Exponent,
        &["1.04E+05", "1,04E+05", "1.00E+05", "1e+05", "4.2e-07"],
    ),
    (
        Damage::Grouping,
        &[
            "1,040,000",
            "1,040",
            "1.040.000",
            "1 040 000",
            "1\u{a0}040\u{a0}000",
            "1'040'000",
            "1,040,000.00",
            "-1,040",
        ],
    ),
    (
        Damage::NothingWord,
        &[
            "NULL",
            "null",
            "(null)",
            "nan",
            "NaN",
            "None",
            "none",
            "NA",
            "N/A",
            "n/a",
            "<NA>",
            "NaT",
            "\\N",
            "undefined",
            "-",
            "--",
            " NULL ",
        ],
    ),
    (Damage::TextMark, &["'00420", "\"00420\"", "\"E-1\""]),
    (
        Damage::Mojibake,
        &["JÃ¼rgen", "josÃ©@x.example", "â€™s", "E\u{fffd}1", "Ã„-1"],
    ),
];

#[test]
fn each_kind_of_damage_is_recognised_by_its_form() {
    for (damage, cells) in BY_FORM {
        for cell in cells {
            assert_eq!(recognise(cell), Some(damage), "{cell}");
        }
    }
}

#[test]
fn identifiers_that_people_have_are_left_alone() {
    for cell in [
        "",
        " ",
        "E-1042",
        "004200",
        "420",
        "0",
        "MAR-1",
        "mar-1",
        "SEP-2",
        "1E5",
        "104E3",
        "-55",
        "+62812345",
        "@sam",
        "O'Neil",
        "'",
        "''",
        "\"",
        "#",
        "#1",
        "#12",
        "##",
        "#team",
        "Nan",
        "Na",
        "Nil",
        "1.2",
        "1.2.3",
        "10.0.0.1",
        "v1.0",
        "1/2",
        "12-34",
        "1-2-3",
        "2026-13-01",
        "32/13/2026",
        "99-99-2099",
        "a@b.example",
        "1-mar",
        "Mar-1",
        "Mar",
        "Jürgen",
        "Ü-1",
        "José",
        "名前",
        "Łukasz",
        "1,04",
        "1.04",
        "0,420",
        "420.000.1",
        "12:30",
        "5f3a9c1e-0b1d-4a7e-9a51-2f0f7f1f2a3b",
        "None-1",
        "=@".trim_start_matches('='),
    ] {
        assert_eq!(recognise(cell), None, "{cell}");
    }
}

#[test]
fn what_the_form_does_not_show_is_seen_beside_the_known_identifier() {
    let table = [
        ("004200", "4200", Some(Damage::LostZeros)),
        ("000", "0", Some(Damage::LostZeros)),
        ("1E5", "100000", Some(Damage::Exponent)),
        ("104e3", "104000", Some(Damage::Exponent)),
        ("MAR-1", "1-Mar", Some(Damage::Date)),
        ("-55", "#NAME?", Some(Damage::ErrorValue)),
        ("E-7", "NULL", Some(Damage::NothingWord)),
        ("4200", "4200", None),
        ("4200", "4201", None),
        ("E-7", "E-8", None),
        ("4200", "004200", None),
        ("1E999999", "1", None),
        (
            "12345678901234567890",
            "12345678901234500000",
            Some(Damage::LostDigits),
        ),
        ("12345678901234567890", "12345678901234567891", None),
        (
            "3201234567890127",
            "3201234567890120",
            Some(Damage::LostDigits),
        ),
        ("3201234567890127", "3201234567890220", None),
    ];
    for (known, found, damage) in table {
        assert_eq!(between(known, found), damage, "{known} → {found}");
    }
}

#[test]
fn names_of_people_are_no_words_for_nothing() {
    for name in ["Null", "None", "Nan", "1-Mar", "420.0", "", "Jürgen"] {
        assert_eq!(recognise_in_text(name), None, "{name}");
    }
    assert_eq!(recognise_in_text("#NAME?"), Some(Damage::ErrorValue));
    assert_eq!(recognise_in_text("MÃ¼ller"), Some(Damage::Mojibake));
}

#[test]
fn numbers_as_spreadsheets_change_them_are_told_from_words() {
    for text in ["3.50", "0.5", "0,5", "420.0", "1,040", "-1.5"] {
        assert!(in_word(text).is_some(), "{text}");
    }
    for text in ["3", "3.5.1", ".5", "3.", "v3.5", "3.5 years", "1:30"] {
        assert_eq!(in_word(text), None, "{text}");
    }
    let kept = [
        ("12345678901234500000", 5),
        ("3201234567890120", 1),
        ("3201234567890127", 0),
        ("100000000000000", 0),
        ("E2345678901234500000", 0),
    ];
    for (text, zeros) in kept {
        assert_eq!(lost_digits(text), zeros, "{text}");
    }
}

#[test]
fn codes_and_numbers_are_read_back() {
    assert_eq!(Damage::from_reference(0), None);
    for damage in Damage::ALL {
        assert_eq!(Damage::from_reference(damage.reference()), Some(damage));
        let code = serde_json::to_string(&damage).unwrap_or_default();
        assert_eq!(code, format!("\"{}\"", damage.code()));
    }
}

#[test]
fn one_look_suffices_for_identifiers_as_most_accounts_have_them() {
    for cell in ["anna@x.example", "1042", "E-1042", "A1", "x_1"] {
        assert!(is_sound(cell), "{cell}");
    }
    for (damage, cells) in BY_FORM {
        for cell in cells {
            assert!(!is_sound(cell), "{cell} {damage:?}");
        }
    }
}

proptest! {
    #[test]
    fn what_one_look_finds_sound_has_no_damage_by_its_form(
        any in any::<String>(),
        odd in "[A-Za-z0-9][-0-9.,/:'\"#!?_ENTaMr =+@\u{a0}Ãü]{0,12}",
        word in "(Mar|Sept|NULL|None|nan|N/A|n\\.a\\.|Err:|Loading|E|1)[-0-9.,/: +'_@EMa]{0,8}",
    ) {
        for text in [any.trim(), odd.trim(), word.trim()] {
            let damage = if is_mojibake(text) { Some(Damage::Mojibake) } else { by_form(text) };
            prop_assert!(damage.is_none() || !is_sound(text), "{text} {damage:?}");
        }
    }

    #[test]
    fn every_letter_read_in_the_wrong_encoding_is_recognised(name in "[a-z]{0,5}[à-öø-ÿ][a-zà-öø-ÿ]{0,5}") {
        let (wrong, _, _) = WINDOWS_1252.decode(name.as_bytes());
        // Some letters become characters that are not seen and are refused as such, or a space at the end.
        prop_assume!(!wrong.chars().any(crate::domain::identifier::is_invisible) && wrong.trim() == wrong);
        prop_assert_eq!(recognise(&wrong), Some(Damage::Mojibake));
        prop_assert_eq!(recognise(&name), None);
    }

    #[test]
    fn a_number_with_zeros_before_it_is_found_again_without_them(number in "0{1,6}[1-9][0-9]{0,9}") {
        let lost = number.trim_start_matches('0');
        prop_assert_eq!(between(&number, lost), Some(Damage::LostZeros));
        prop_assert_eq!(without_leading_zeros(&number), Some(lost));
        prop_assert_eq!(recognise(&number), None);
    }

    #[test]
    fn no_text_makes_it_stumble(one in any::<String>(), other in any::<String>()) {
        let _ = (recognise(&one), recognise_in_text(&one), between(&one, &other), without_leading_zeros(&one));
    }

    #[test]
    fn awkward_texts_do_not_either(one in "[-0-9.,/:'\"#!?ENTaMr =+@\u{a0}Ãü]{0,14}", other in "[0-9Ee]{0,6}") {
        if let Some(damage) = recognise(&one) {
            prop_assert_ne!(damage, Damage::LostZeros);
        }
        let _ = (between(&other, &one), between(&one, &other));
    }
}
