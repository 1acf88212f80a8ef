//! Families of acts: what each is in the activity log, and what an operator must be permitted to do it, stand where it
//! is declared.

/// An enum of acts. `act` answers what one is in the log, `permission` what it asks for. One that holds a truth can be
/// another act in the log where it is not so: `HoldCalls(bool) = ProviderStopCalls or ProviderLetCalls by HandOver`. One
/// that holds acts of another such enum in its field N answers what they answer: `Changes(Scope, ChangeAct) of 1`.
macro_rules! acts {
    (
        $(#[$about:meta])*
        pub enum $family:ident {
            $(
                $(#[$said:meta])*
                $act:ident $({ $($fields:tt)* })? $(( $($holds:tt)* ))?
                $(= $logged:ident $(or $not_so:ident)? by $permission:ident)? $(of $field:tt)?,
            )+
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $family {
            $($(#[$said])* $act $({ $($fields)* })? $(( $($holds)* ))?,)+
        }

        impl $family {
            /// What it is in the activity log.
            pub const fn act(&self) -> $crate::domain::act::Act {
                match self {
                    $(
                        $(
                            $(Self::$act(false) => $crate::domain::act::Act::$not_so,)?
                            Self::$act { .. } => $crate::domain::act::Act::$logged,
                        )?
                        $(Self::$act { $field: act, .. } => act.act(),)?
                    )+
                }
            }

            /// What an operator must be permitted to do it.
            pub const fn permission(&self) -> $crate::domain::operator::Permission {
                match self {
                    $(
                        $(Self::$act { .. } => $crate::domain::operator::Permission::$permission,)?
                        $(Self::$act { $field: act, .. } => act.permission(),)?
                    )+
                }
            }
        }
    };
}

pub(crate) use acts;
