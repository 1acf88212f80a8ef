//! Every form of a detail is read as it is written, and every act has its forms.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use strum::VariantArray as _;

use super::detail::forms::{acts_of, every};
use super::*;
use crate::domain::Language;
use crate::domain::batch::RowOutcome;
use crate::domain::columns::FileKind;
use crate::domain::id::{ChangeId, GroupId, HandoverId, LicenseTypeId, MailId, RequestId, RuleId};
use crate::domain::learning::{Period, ReportKind};
use crate::domain::mending::Mended;
use crate::domain::operator::Role;
use crate::domain::provider::Call;
use crate::domain::request::RequestKind;
use crate::domain::retention::RuleLicense;
use crate::domain::settings::Theme;

/// A value of a part.
pub(super) trait Any: Sized {
    /// Whatever it can be.
    fn any() -> BoxedStrategy<Self>;
}

macro_rules! any {
    ($($type:ty => $strategy:expr;)*) => {$(
        impl Any for $type {
            fn any() -> BoxedStrategy<Self> {
                $strategy.boxed()
            }
        }
    )*};
}

any! {
    u64 => any::<u64>();
    bool => any::<bool>();
    BatchId => any::<i64>().prop_map(Self);
    ChangeId => any::<i64>().prop_map(Self);
    HandoverId => any::<i64>().prop_map(Self);
    MailId => any::<i64>().prop_map(Self);
    RequestId => any::<i64>().prop_map(Self);
    RuleId => any::<i64>().prop_map(Self);
    RuleLicense => select(&RuleLicense::ALL[..]);
    OperatorId => any::<i64>().prop_map(Self);
    GroupId => any::<i64>().prop_map(Self);
    LicenseTypeId => any::<i64>().prop_map(Self);
    Act => select(Act::VARIANTS);
    Role => select(&Role::ALL[..]);
    RequestKind => select(&RequestKind::ALL[..]);
    ReportKind => select(vec![ReportKind::Summary, ReportKind::Detail]);
    Theme => select(&Theme::ALL[..]);
    FileKind => select(vec![FileKind::Roster, FileKind::Learning, FileKind::Leavers]);
    Call => select(&Call::ALL[..]);
    Door => select(&Door::ALL[..]);
    Letter => select(&Letter::ALL[..]);
    Answered => select(&Answered::ALL[..]);
    Language => select(&Language::ALL[..]);
    Period => (1990..2100, 1..=12).prop_map(|(year, month)| format!("{year}-{month:02}").parse().unwrap_or_else(|_| unreachable!()));
    Code => select(vec!["on_hold", "roster", "7", "email_deleted"]).prop_map(Self::from);
    Vec<Code> => vec(Code::any(), 0..4);
    Word => "[^ ]{0,20}".prop_map(|text| Self::of(&text));
    Held => option::of(any::<i64>()).prop_map(|id| id.map_or(Self::None, |id| Self::Type(LicenseTypeId(id))));
    Reach => prop_oneof![
        any::<i64>().prop_map(|id| Self::Change(ChangeId(id))),
        any::<i64>().prop_map(|id| Self::Handover(HandoverId(id))),
        Just(Self::Whole),
    ];
    Remembered => any::<bool>().prop_map(Self);
    Mended => (any::<u64>(), any::<u64>(), option::of(any::<u64>()), option::of("[0-9]{1,3}(,[0-9]{1,3}-[0-9]{1,3}){0,2}"))
        .prop_map(|(rows, taken, corrects, lines)| Self { rows, taken, corrects, lines });
    Vec<(RowOutcome, u64)> => vec((select(&RowOutcome::ALL[..]), any::<u64>()), 0..5);
    SettingsTold => select(vec![
        "{}",
        r#"{"gate_users":[500,9000],"help_desk_contact":[],"max_rows":[null,7]}"#,
        r#"{"account":["A b=c","D \"e\" = 2"],"other_products":[[],["Sales Navigator"]]}"#,
    ]).prop_map(|text| Self(serde_json::from_str(text).unwrap_or_default()));
}

impl<T: Any + std::fmt::Debug + 'static> Any for Option<T> {
    fn any() -> BoxedStrategy<Self> {
        option::of(T::any()).boxed()
    }
}

impl<const AFTER: usize> Any for Rest<AFTER> {
    fn any() -> BoxedStrategy<Self> {
        let text = prop_oneof![any::<String>(), "[a-z =0-9]{0,20}".prop_map(String::from)];
        text.prop_map(Self).boxed()
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_the_same(
        detail in proptest::strategy::Union::new(every())
    ) {
        let acts = acts_of(&detail);
        prop_assert!(!acts.is_empty(), "{detail:?} stands beside no act, or cannot be read");
        for act in acts {
            prop_assert_eq!(&Detail::decoded(act.code(), &detail.encoded()), &detail);
        }
    }

    #[test]
    fn whatever_stands_there_is_written_as_it_stands(
        act in select(Act::VARIANTS),
        text in prop_oneof![any::<String>(), "([a-z]{1,6}=[0-9]{1,3} ){0,3}[a-z=0-9 ]{0,6}"]
    ) {
        prop_assert_eq!(Detail::decoded(act.code(), &text).encoded(), text);
    }
}

#[test]
fn every_act_is_read_by_its_code_and_takes_a_form() {
    for act in Act::VARIANTS {
        assert_eq!(Act::from_code(act.code()), Some(*act));
    }
    assert_eq!(Act::from_code("of_a_newer_version"), None);
}

#[test]
fn what_earlier_versions_wrote_is_read() {
    let earlier = [
        ("settings_change", ""),
        ("settings_change", "waits=1"),
        ("settings_change", "time_zone=Asia/Jakarta"),
        ("settings_approve", ""),
        ("sign_in", ""),
        ("request_new", "request=1 kind=delete"),
        ("identifier_release", "reason=Came back = 1"),
        (
            "identifier_release",
            "line=2 released=2 left=0 reason=Came back",
        ),
        ("key_renew", "entries_before=7"),
        (
            "learning_import",
            "kind=detail period=2026-10-01..2026-10-31 learners=1 emptied=0 courses=3 columns=remembered",
        ),
        ("users_import", "added=1 changed=0 unchanged=0 refused=0"),
        ("batch_confirm", "rows=3 users=2 sha256=ab wait_days=0"),
        ("batch_purge", "residue=0"),
        ("refused", "act=hold_place why=needs_role"),
        ("export", "what=leavers_prepare"),
        ("db_restore", "file=my copy users=3.db users=1 held=0"),
        ("batch_cancel", "whole=1 changes=2"),
        ("provider_divert", "changes=2"),
        ("batch_finish", ""),
        ("user_edit", "fields="),
    ];
    for (act, text) in earlier {
        let read = Detail::decoded(act, text);
        assert!(!matches!(read, Detail::Unreadable(_)), "{act}: {text}");
        assert_eq!(read.encoded(), text);
    }
}

#[test]
fn what_no_form_reads_is_damaged() {
    let damaged = [
        ("batch_chunk", "deleted=1 passed_over=0 "),
        ("batch_chunk", "deleted=01 passed_over=0"),
        ("batch_chunk", "passed_over=0 deleted=1"),
        ("batch_chunk", "deleted=1"),
        ("batch_chunk", ""),
        ("batch_pause", "deleted=1 passed_over=0"),
        ("request_new", "request=1 kind=banish"),
        ("settings_change", "settings={1}"),
        ("of_a_newer_version", ""),
    ];
    for (act, text) in damaged {
        let text = text.to_owned();
        assert_eq!(
            Detail::decoded(act, &text),
            Detail::Unreadable(text),
            "{act}"
        );
    }
}

#[test]
fn of_an_entry_only_what_nobody_wrote_goes_into_a_dossier() {
    let kept = [
        (
            "batch_confirm",
            "rows=3 users=2 sha256=ab wait_days=0",
            "rows=3 users=2 sha256=ab wait_days=0",
        ),
        ("hold_place", "reason=Budi went to court request=7", ""),
        (
            "identifier_release",
            "line=2 reason=came back = 1",
            "line=2",
        ),
        ("batch_pause", "Budi", ""),
    ];
    for (act, text, left) in kept {
        assert_eq!(Detail::decoded(act, text).without_words(), left);
    }
}
