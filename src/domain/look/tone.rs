//! Tones: what a colour is made of, how far two of them stand apart, and which of the 256 comes nearest.

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Tone(pub [u8; 3]);

/// The steps of the cube of the 256 colours.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Tone {
    /// The tone of one of the 256, as terminals agree on it; none of the first sixteen, on which they do not.
    pub fn numbered(number: u8) -> Option<Self> {
        Some(Self(match number {
            0..16 => return None,
            232.. => [8 + 10 * (number - 232); 3],
            cube => [(cube - 16) / 36, (cube - 16) / 6 % 6, (cube - 16) % 6]
                .map(|step| STEPS[usize::from(step)]),
        }))
    }

    /// Reads what a person writes: `#rrggbb`.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        let is_plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_plain.then_some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// Reads what a terminal answers when it is asked for a colour: `rgb:1e1e/1e1e/2e2e`, with one to four digits for each.
    pub fn answered(text: &str) -> Option<Self> {
        let parts = text.strip_prefix("rgb:").or(text.strip_prefix("rgba:"));
        let Some(parts) = parts else {
            return Self::read(text);
        };
        let mut parts = parts.split('/').map(|digits| {
            let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)? - 1;
            let is_plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            let value = u32::from_str_radix(digits, 16).ok();
            let value = value.filter(|_| is_plain && (1..=4).contains(&digits.len()))?;
            u8::try_from(value * 255 / most).ok()
        });
        Some(Self([parts.next()??, parts.next()??, parts.next()??]))
    }

    /// Red, green and blue, each made linear.
    pub fn linear(self) -> [f64; 3] {
        self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.212_6 * red + 0.715_2 * green + 0.072_2 * blue
    }

    /// The contrast of two tones, from 1 to 21, as WCAG 2 computes it.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Whether it is paper for dark letters: black stands out from it more than white does.
    pub fn is_light(self) -> bool {
        self.contrast(Self([0; 3])) > self.contrast(Self([255; 3]))
    }

    /// The nearest of the 256 that will do; none where none will.
    pub fn nearest(self, will_do: impl Fn(Self) -> bool) -> Option<u8> {
        let far = |other: Self| -> u32 {
            let parts = self.0.into_iter().zip(other.0);
            parts
                .map(|(one, two)| u32::from(one.abs_diff(two)).pow(2))
                .sum()
        };
        let every = (16..=u8::MAX).filter_map(|number| Some((number, Self::numbered(number)?)));
        let fitting = every.filter(|(_, tone)| will_do(*tone));
        let nearest = fitting.min_by_key(|(_, tone)| far(*tone));
        nearest.map(|(number, _)| number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_people_write_them_and_as_terminals_answer() {
        let tone = Some(Tone([30, 102, 245]));
        assert_eq!(Tone::read("#1e66f5"), tone);
        assert_eq!(Tone::answered("rgb:1e1e/6666/f5f5"), tone);
        assert_eq!(Tone::answered("rgb:1e/66/f5"), tone);
        assert_eq!(Tone::answered("rgba:1e1e/6666/f5f5/ffff"), tone);
        assert_eq!(Tone::answered("#1e66f5"), tone);
        assert_eq!(Tone::answered("rgb:f/0/f"), Some(Tone([255, 0, 255])));
        for nothing in [
            "",
            "#",
            "1e66f5",
            "#1e66f",
            "#1e66f5a",
            "#+e66f5",
            "#1e66é",
            "rgb:",
            "rgb:1/2",
            "rgb:1//2",
            "rgb:12345/0/0",
            "rgb:+1/0/0",
            "rgb:x/y/z",
        ] {
            assert_eq!(Tone::read(nothing), None, "{nothing}");
            assert_eq!(Tone::answered(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn paper_is_light_where_dark_letters_stand_out_from_it() {
        for light in ["#ffffff", "#fdf6e3", "#cccccc"] {
            assert!(Tone::read(light).is_some_and(Tone::is_light), "{light}");
        }
        for dark in ["#000000", "#002b36", "#1e1e2e", "#555555"] {
            assert!(!Tone::read(dark).is_none_or(Tone::is_light), "{dark}");
        }
    }

    #[test]
    fn the_nearest_of_the_256_is_the_tone_itself_where_it_is_one_of_them() {
        for number in 16..=u8::MAX {
            let tone = Tone::numbered(number).unwrap_or_default();
            let nearest = tone.nearest(|_| true).and_then(Tone::numbered);
            assert_eq!(nearest, Some(tone));
        }
        assert_eq!(Tone([1, 2, 3]).nearest(|_| false), None);
    }
}
