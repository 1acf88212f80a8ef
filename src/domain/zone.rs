//! The time zone of an account, and everything that is reckoned in its calendar.
//!
//! Days, months and dates mean nothing without a zone. So whatever counts in them (a due date, a waiting time, how long
//! an upload is kept) asks here, with the zone of the account. What counts in hours counts seconds and needs no zone. What
//! leaves the account, such as letters and files, shows dates in the zone of the account; whoever reads a screen reads
//! them in the zone that is [shown](Zone::shown) to them, and types them in the same.

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp as Moment};

use super::time::Timestamp;

/// A time zone by its IANA name, such as `Asia/Jakarta`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(TimeZone);

/// A name that no time zone has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no time zone by the name {0:?}")]
pub struct UnknownZone(pub String);

impl Zone {
    /// Coordinated Universal Time.
    pub const UTC: Self = Self(TimeZone::UTC);

    /// The zone with an IANA name, in whatever capitals.
    pub fn named(name: &str) -> Result<Self, UnknownZone> {
        let unknown = || UnknownZone(name.to_owned());
        // These folders of a system's files hold the zones once more, with and without leap seconds.
        let is_copy = name.starts_with("posix/") || name.starts_with("right/");
        let zone = TimeZone::get(name).map_err(|_| unknown())?;
        if is_copy || zone.is_unknown() || zone.iana_name().is_none() {
            return Err(unknown());
        }
        Ok(Self(zone))
    }

    /// The zone of a machine; UTC where it has none that has a name.
    pub fn of_machine(zone: &TimeZone) -> Self {
        let named = zone.iana_name().map(Self::named);
        named.and_then(Result::ok).unwrap_or(Self::UTC)
    }

    /// Its IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// Its rules, for showing moments.
    pub const fn rules(&self) -> &TimeZone {
        &self.0
    }

    /// The one in which somebody reads and types dates: the one they chose, else that of the machine at which they sit,
    /// where it says so, else that of the account.
    pub fn shown<'z>(own: Option<&'z Self>, said: Option<&'z Self>, account: &'z Self) -> &'z Self {
        own.or(said).unwrap_or(account)
    }

    /// The same time of day so many days later (earlier when negative).
    pub fn days_later(&self, at: Timestamp, days: i64) -> Timestamp {
        self.later(at, |span| span.try_days(days))
            .unwrap_or_else(|| at.plus_days(days))
    }

    /// The same day and time so many months later; the last day of a month that has no such day.
    pub fn months_later(&self, at: Timestamp, months: i64) -> Timestamp {
        self.later(at, |span| span.try_months(months))
            .unwrap_or_else(|| at.plus_days(months * 30))
    }

    /// None for a moment that is beyond every calendar: no clock says so, only a damaged file.
    fn later(
        &self,
        at: Timestamp,
        by: impl FnOnce(Span) -> Result<Span, jiff::Error>,
    ) -> Option<Timestamp> {
        let here = Moment::from_second(at.0).ok()?.to_zoned(self.0.clone());
        let later = here.checked_add(by(Span::new()).ok()?).ok()?;
        Some(Timestamp(later.timestamp().as_second()))
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::UTC
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, UnknownZone> {
        Self::named(&name)
    }
}

impl Zone {
    /// A moment as people write it, in this zone: `2026-11-27 14:02`, or with a zone of its own.
    pub fn moment(&self, text: &str) -> Option<Timestamp> {
        let text = text.trim();
        if let Ok(moment) = text.parse::<jiff::Timestamp>() {
            return Some(Timestamp(moment.as_second()));
        }
        let civil: jiff::civil::DateTime = text.parse().ok()?;
        let moment = civil.to_zoned(self.rules().clone()).ok()?;
        Some(Timestamp(moment.timestamp().as_second()))
    }
}

impl Zone {
    /// The days that are written as `2026-11-27`, or from one to another as `2026-11-01..2026-11-27`: the moment at which
    /// they begin, and the one at which they are over.
    pub fn days(&self, text: &str) -> Option<[Timestamp; 2]> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let (first, _) = self.day(first)?;
        let (_, end) = self.day(last)?;
        (first < end).then_some([first, end])
    }

    /// The moments at which a day begins and ends.
    pub fn day(&self, text: &str) -> Option<(Timestamp, Timestamp)> {
        let day: jiff::civil::Date = text.trim().parse().ok()?;
        let begins = |day: jiff::civil::Date| {
            let moment = day.to_zoned(self.rules().clone()).ok()?;
            Some(Timestamp(moment.timestamp().as_second()))
        };
        Some((begins(day)?, begins(day.tomorrow().ok()?)?))
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Result<Timestamp, jiff::Error> {
        Ok(Timestamp(text.parse::<Moment>()?.as_second()))
    }

    #[test]
    fn days_are_those_of_the_zone_and_in_order() -> Result<(), Box<dyn std::error::Error>> {
        let jakarta = Zone::named("Asia/Jakarta")?;
        let begins = at("2026-11-26T17:00:00Z")?;
        let ends = at("2026-11-27T17:00:00Z")?;
        assert_eq!(jakarta.days("2026-11-27"), Some([begins, ends]));
        assert_eq!(
            jakarta.days(" 2026-11-27..2026-11-27 "),
            Some([begins, ends])
        );
        let two = jakarta.days("2026-11-26..2026-11-27");
        assert_eq!(two, Some([begins.plus_days(-1), ends]));
        for wrong in [
            "",
            "2026-11-31",
            "2026-11-27..2026-11-26",
            "27/11/2026",
            "..",
        ] {
            assert_eq!(jakarta.days(wrong), None, "{wrong}");
        }
        Ok(())
    }

    #[test]
    fn a_month_and_a_day_are_those_of_the_zone() -> Result<(), Box<dyn std::error::Error>> {
        let jakarta = Zone::named("Asia/Jakarta")?;
        // The 31st of January, one in the morning in Jakarta; still the 30th in UTC.
        let asked = at("2026-01-30T18:00:00Z")?;
        assert_eq!(
            jakarta.months_later(asked, 1),
            at("2026-02-27T18:00:00Z")?,
            "the last day of February at one in the morning"
        );
        assert_eq!(
            Zone::UTC.months_later(asked, 1),
            at("2026-02-28T18:00:00Z")?
        );
        let berlin = Zone::named("Europe/Berlin")?;
        // The clocks are set back in the night to the 25th of October: seven days are 169 hours.
        let before = at("2026-10-20T10:00:00Z")?;
        let after = berlin.days_later(before, 7);
        assert_eq!(after, at("2026-10-27T11:00:00Z")?);
        assert_eq!(berlin.days_later(after, -7), before);
        Ok(())
    }

    #[test]
    fn a_zone_is_known_by_its_name_and_nothing_else() -> Result<(), UnknownZone> {
        assert_eq!(Zone::named("asia/jakarta")?.name(), "Asia/Jakarta");
        assert_eq!(Zone::named("UTC")?, Zone::UTC);
        for wrong in [
            "",
            "WIB",
            "+07:00",
            "Jakarta",
            "Asia/Atlantis",
            "right/UTC",
            "posix/Asia/Jakarta",
            "../../etc/passwd",
            "Etc/Unknown",
        ] {
            assert_eq!(Zone::named(wrong), Err(UnknownZone(wrong.to_owned())));
        }
        Ok(())
    }

    #[test]
    fn dates_are_shown_in_the_nearest_zone_that_is_known() -> Result<(), UnknownZone> {
        let (own, said) = (Zone::named("Asia/Jakarta")?, Zone::named("Europe/Berlin")?);
        let account = Zone::UTC;
        assert_eq!(Zone::shown(Some(&own), Some(&said), &account), &own);
        assert_eq!(Zone::shown(None, Some(&said), &account), &said);
        assert_eq!(Zone::shown(None, None, &account), &account);
        Ok(())
    }

    #[test]
    fn a_machine_without_a_named_zone_keeps_utc() -> Result<(), jiff::Error> {
        let jakarta = TimeZone::get("Asia/Jakarta")?;
        assert_eq!(Zone::of_machine(&jakarta).name(), "Asia/Jakarta");
        assert_eq!(Zone::of_machine(&TimeZone::unknown()), Zone::UTC);
        let fixed = TimeZone::fixed(jiff::tz::offset(7));
        assert_eq!(Zone::of_machine(&fixed), Zone::UTC);
        Ok(())
    }
}
