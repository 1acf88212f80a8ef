//! Enums whose values have codes: the names by which they are stored, written into files and JSON, and typed.
//!
//! A value and its code stand on one line, so that no list of the values and no second table can fall behind. What is
//! not one of the codes is read as nothing, and whoever reads says what that means: damage, or a word that was mistyped.

/// What `coded!` makes of an enum, for those who take any of them.
pub trait Coded: Copy + Eq + 'static {
    /// Every value, in order.
    const EVERY: &'static [Self];

    /// The name in the database, in files and in JSON.
    fn code(self) -> &'static str;

    /// Reads a code.
    fn from_code(code: &str) -> Option<Self> {
        let mut every = Self::EVERY.iter().copied();
        every.find(|one| one.code() == code)
    }
}

/// An enum with the list of its values, `ALL`, in the order in which they are declared.
macro_rules! listed {
    (
        $(#[$about:meta])*
        $visible:vis enum $name:ident {
            $($(#[$said:meta])* $value:ident $(= $number:literal)?,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        $visible enum $name {
            $($(#[$said])* $value $(= $number)?,)+
        }

        impl $name {
            /// Every one, in order.
            pub const ALL: [Self; [$(stringify!($value)),+].len()] = [$(Self::$value),+];
        }
    };
}

/// An enum with the list of its values, `ALL`, and the code of each: `code` writes it, `from_code` and serde read it.
/// Where a value is stored as a number, the number stands behind the code: `Deleted = "deleted" as 0`.
macro_rules! coded {
    (
        $(#[$about:meta])*
        $visible:vis enum $name:ident {
            $($(#[$said:meta])* $value:ident = $code:literal $(as $number:literal)?,)+
        }
    ) => {
        $crate::domain::coded::listed! {
            $(#[$about])*
            $visible enum $name {
                $($(#[$said])* $value $(= $number)?,)+
            }
        }

        impl $name {
            /// The name in the database, in files and in JSON.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$value => $code,)+
                }
            }

            /// Reads a code.
            pub fn from_code(code: &str) -> Option<Self> {
                <Self as $crate::domain::coded::Coded>::from_code(code)
            }
        }

        impl $crate::domain::coded::Coded for $name {
            const EVERY: &'static [Self] = &Self::ALL;

            fn code(self) -> &'static str {
                Self::code(self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::domain::coded::read(from)
            }
        }
    };
}

/// Reads a code where serde stands.
pub fn read<'de, T: Coded, D: serde::Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(from)?;
    T::from_code(&text).ok_or_else(|| {
        let codes: Vec<&str> = T::EVERY.iter().map(|one| one.code()).collect();
        let codes = codes.join(", ");
        serde::de::Error::custom(format!("unknown word, expected one of {codes}"))
    })
}

pub(crate) use {coded, listed};

#[cfg(test)]
mod tests {
    coded! {
        /// Weather.
        #[derive(Default)]
        enum Weather {
            /// No clouds.
            #[default]
            Fair = "fair",
            /// A little of it.
            SomeRain = "some_rain",
        }
    }

    #[test]
    fn a_value_is_written_and_read_by_its_code_and_by_nothing_else() {
        assert_eq!(Weather::ALL, [Weather::Fair, Weather::SomeRain]);
        assert_eq!(Weather::default().code(), "fair");
        for weather in Weather::ALL {
            assert_eq!(Weather::from_code(weather.code()), Some(weather));
            let written = serde_json::to_string(&weather).unwrap();
            assert_eq!(written, format!("\"{}\"", weather.code()));
            assert_eq!(serde_json::from_str::<Weather>(&written).unwrap(), weather);
        }
        for wrong in ["", "Fair", "someRain", "SOME_RAIN", "fair "] {
            assert_eq!(Weather::from_code(wrong), None);
            let read = serde_json::from_value::<Weather>(wrong.into());
            let said = read.unwrap_err().to_string();
            assert!(said.contains("fair, some_rain"), "{said}");
        }
    }
}
