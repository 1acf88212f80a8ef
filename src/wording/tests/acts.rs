//! Every act has a name in the activity log.

use super::both;
use crate::wording::act;

#[test]
fn every_code_of_an_act_has_a_name_in_the_log() {
    let people = include_str!("../../domain/op/people.rs");
    let desk = include_str!("../../domain/op/desk.rs");
    let account = include_str!("../../domain/op/account.rs");
    let families = [
        (people, "PeopleOp"),
        (people, "GroupOp"),
        (people, "ImportOp"),
        (desk, "RequestOp"),
        (desk, "BatchOp"),
        (account, "OperatorOp"),
        (account, "AccountOp"),
        (account, "OwnOp"),
        (include_str!("../../domain/license.rs"), "LicenseTypeOp"),
        (include_str!("../../domain/ssh.rs"), "SshOp"),
        (
            include_str!("../../domain/provider/acting.rs"),
            "ProviderOp",
        ),
    ];
    let all = include_str!("../../domain/op/mod.rs");
    assert_eq!(all.matches("(act) => act.code()").count(), families.len());
    let mut codes = Vec::new();
    for (source, family) in families {
        let of_family = source.split(&format!("impl {family} {{")).nth(1);
        let table = of_family.unwrap().split("pub const fn code").nth(1);
        let table = table.unwrap().split("\n    }\n").next().unwrap();
        let found: Vec<&str> = table.split('"').skip(1).step_by(2).collect();
        assert!(found.len() >= 3, "{family}");
        codes.extend(found);
    }
    for texts in both() {
        for code in &codes {
            assert_ne!(act(&texts, code), *code);
        }
    }
}
