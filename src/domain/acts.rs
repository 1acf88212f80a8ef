//! Families of acts: what each is in the activity log, and what an operator must be permitted to do it, stand where it
//! is declared.

/// An enum of acts. `act` answers what one is in the log, `permission` what it asks for. One that holds a truth can be
/// another act in the log where it is not so: `HoldCalls(bool) = ProviderStopCalls or ProviderLetCalls by HandOver`.
macro_rules! acts {
    (
        $(#[$about:meta])*
        pub enum $family:ident {
            $(
                $(#[$said:meta])*
                $act:ident $({ $($fields:tt)* })? $(( $($holds:tt)* ))? = $logged:ident $(or $not_so:ident)? by $permission:ident,
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
                        $(Self::$act(false) => $crate::domain::act::Act::$not_so,)?
                        Self::$act { .. } => $crate::domain::act::Act::$logged,
                    )+
                }
            }

            /// What an operator must be permitted to do it.
            pub const fn permission(&self) -> $crate::domain::operator::Permission {
                match self {
                    $(Self::$act { .. } => $crate::domain::operator::Permission::$permission,)+
                }
            }
        }
    };
}

pub(crate) use acts;
