//! What terminals send, in their own bytes.

use proptest::prelude::*;

use super::*;

fn said(bytes: &[u8]) -> Vec<String> {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    decoder.take(bytes, &mut events);
    events.extend(decoder.give_up());
    told(&events)
}

fn told(events: &[Event]) -> Vec<String> {
    let told = events.iter().map(|event| match event {
        Event::Key(key) => key.name(),
        other => format!("{other:?}"),
    });
    told.collect()
}

#[test]
fn keys_are_read_however_terminals_write_them() {
    let cases: &[(&[u8], &[&str])] = &[
        (b"a", &["a"]),
        ("é王🙂".as_bytes(), &["é", "王", "🙂"]),
        (b"\r\t\x7f", &["enter", "tab", "backspace"]),
        (b"\x11\x1a", &["ctrl-q", "ctrl-z"]),
        (b"\x1b", &["esc"]),
        (b"\x1b\x1b", &["esc", "esc"]),
        (b"\x1bb", &["alt-b"]),
        ("\x1bé".as_bytes(), &["alt-é"]),
        (b"\x1b\x7f", &["ctrl-w"]),
        (b"\x1b]", &["alt-]"]),
        (b"\x1b[", &["alt-["]),
        (b"\x1b[A\x1bOB\x1b[1;2A", &["up", "down", "shift-up"]),
        (b"\x1b[1;5C\x1b[1;5D", &["ctrl-right", "ctrl-left"]),
        (b"\x1b[H\x1b[4~\x1b[3~", &["home", "end", "delete"]),
        (b"\x1b[5~\x1b[6~\x1b[Z", &["pageup", "pagedown", "backtab"]),
        (b"\x1bOP\x1b[11~\x1b[[A\x1b[15~", &["f1", "f1", "f1", "f5"]),
        (b"\x1b[24~\x1b[34~", &["f12", "f20"]),
        (b"\x1b[27;5;105~\x1b[105;5u", &["ctrl-i", "ctrl-i"]),
        (b"\x1b[97;1:3u\x1b[97;1u", &["a"]),
        (b"\x1b[<0;30;1M\x1b[<0;30;1m", &["Click(29, 0)"]),
        (
            b"\x1b[<64;2;3M\x1b[<65;2;3M",
            &["Wheel(1, 2, -1)", "Wheel(1, 2, 1)"],
        ),
        (b"\x1b[M !\"", &["Click(0, 1)"]),
        (b"\x1b[32;4;5M", &["Click(3, 4)"]),
        (
            b"\x1b[200~x\x1b[3~\ry\x1b[201~z",
            &["Paste(\"x\\u{1b}[3~\\ry\")", "z"],
        ),
    ];
    for (bytes, keys) in cases {
        assert_eq!(said(bytes), *keys, "{}", bytes.escape_ascii());
    }
}

const ANSWERS: &[&[u8]] = &[
    b"\x1b]11;rgb:0000/0000\x1b\\",
    b"\x1b]11;rgb:0000/0000/0000\x18",
    b"\x1b]111;rgb:0000/0000/0000\x07",
    b"\x1bP11;rgb:0000/0000/0000\x1b\\",
    b"\x1b]11;rgb:0000/0000/0000/0000/0000/0000/0000/0000/0000/0000/0000/0000/0000\x07",
    b"\x1b]10;rgb:ffff/ffff/ffff\x07",
    b"\x1b]52;c;eHg=\x07",
    b"\x1b[?62;1;6c",
    b"\x1b[>1;4000;29c",
    b"\x1b[=0c",
    b"\x1bP!|00000000\x1b\\",
    b"\x1bP>|xterm(390)\x1b\\",
    b"\x1bP1+r544e=787465\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b[12;40R",
    b"\x1b[?12;40;1R",
    b"\x1b[0n",
    b"\x1b[?2026;2$y",
    b"\x1b[?1u",
    b"\x1b[8;30;100t",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[201~",
    b"\x1b[2~",
    b"\x1b[<35;5;5M",
    b"\x1b[57441;1u",
    b"\x1b[999999999999999999999999;1A",
    b"\xff\xfe\x80",
    b"\xc3",
];

#[test]
fn answers_of_the_terminal_and_sequences_that_nobody_knows_are_no_keys() {
    for answer in ANSWERS {
        assert_eq!(said(answer), [""; 0], "{}", answer.escape_ascii());
        let mut framed = b"a".to_vec();
        framed.extend_from_slice(answer);
        framed.push(b'b');
        assert_eq!(said(&framed), ["a", "b"], "{}", answer.escape_ascii());
    }
}

#[test]
fn the_paper_of_the_terminal_is_heard_and_no_letter_of_it_is_a_key() {
    for answer in [
        &b"\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\"[..],
        b"\x1b]11;rgb:fdfd/f6f6/e3e3\x07",
        b"\x1b]11;#fdf6e3\x07",
    ] {
        let typed = [b"a", answer, b"b"].concat();
        let paper = "Paper(Tone([253, 246, 227]))";
        assert_eq!(said(&typed), ["a", paper, "b"], "{}", answer.escape_ascii());
    }
}

#[test]
fn what_is_cut_off_by_a_pause_is_waited_for_and_then_given_up() {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    assert_eq!(decoder.patience(), None);
    decoder.take(b"\x1b", &mut events);
    assert_eq!(decoder.patience(), Some(KEY_WAITS));
    decoder.take(b"]11;rgb:00", &mut events);
    assert_eq!(decoder.patience(), Some(SEQUENCE_WAITS));
    assert!(decoder.give_up().is_none() && events.is_empty());
    decoder.take(b"q", &mut events);
    assert_eq!(told(&events), ["q"]);
}

#[test]
fn pasted_text_without_end_takes_little_memory_and_keeps_its_beginning() {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    decoder.take(b"\x1b[200~", &mut events);
    for _ in 0..40 {
        decoder.take(&vec![b'x'; 1 << 16], &mut events);
        assert!(decoder.held.len() <= PASTED + 2 * KEPT);
    }
    assert!(decoder.patience().is_none() && decoder.give_up().is_none());
    decoder.take(b"\x1b[201~", &mut events);
    let [Event::Paste(text)] = &events[..] else {
        unreachable!("{}", events.len())
    };
    assert_eq!(text.len(), PASTED);
}

fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::sample::select(ANSWERS).prop_map(<[u8]>::to_vec),
        "[a-zé王]{1,3}".prop_map(String::into_bytes),
        prop::sample::select(vec![
            "\x1b[A",
            "\x1bOP",
            "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
            "\r",
            "\x1b[200~p\x1b[201~",
            "\x1bf"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
    ]
}

proptest! {
    #[test]
    fn how_the_bytes_are_cut_makes_no_difference(
        pieces in prop::collection::vec(piece(), 0..8),
        cut in 1..7_usize,
    ) {
        let bytes = pieces.concat();
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        for chunk in bytes.chunks(cut) {
            decoder.take(chunk, &mut events);
        }
        events.extend(decoder.give_up());
        prop_assert_eq!(told(&events), said(&bytes));
    }

    #[test]
    fn answers_among_typed_letters_leave_the_letters_alone(
        letters in prop::collection::vec(("[a-z]", prop::sample::select(ANSWERS)), 0..8),
    ) {
        let mut bytes = Vec::new();
        let mut typed = Vec::new();
        for (letter, answer) in letters {
            bytes.extend_from_slice(answer);
            bytes.extend_from_slice(letter.as_bytes());
            typed.push(letter);
        }
        prop_assert_eq!(said(&bytes), typed);
    }
}
