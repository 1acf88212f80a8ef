//! Lists are asked for page by page, until they or the wish for them end.

use super::context::Failure;
use crate::domain::Page;

/// Asks for page after page until the list or the wish for it ends, and gives each to `each`.
pub(super) fn pages<T>(
    limit: Option<usize>,
    mut load: impl FnMut(Page) -> std::result::Result<Vec<T>, Failure>,
    mut each: impl FnMut(Vec<T>) -> std::result::Result<bool, Failure>,
) -> std::result::Result<(), Failure> {
    const PAGE: usize = 1_000;
    let wanted = limit.unwrap_or(usize::MAX);
    let mut offset = 0;
    while offset < wanted {
        let limit = PAGE.min(wanted - offset);
        let rows = load(Page { offset, limit })?;
        let came = rows.len();
        offset += came;
        if came > 0 && !each(rows)? || came < limit {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_asked_for_until_the_list_or_the_wish_ends() -> std::result::Result<(), Failure> {
        for (length, limit, wanted) in [
            (0, None, 0),
            (2_500, None, 2_500),
            (2_500, Some(1_200), 1_200),
        ] {
            let mut taken = Vec::new();
            let load = |page: Page| {
                let end = (page.offset + page.limit).min(length);
                Ok((page.offset..end).collect::<Vec<usize>>())
            };
            pages(limit, load, |rows| {
                taken.extend(rows);
                Ok(true)
            })?;
            assert_eq!(taken, (0..wanted).collect::<Vec<_>>());
        }
        Ok(())
    }
}
