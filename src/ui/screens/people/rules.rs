//! **People > Licenses > Retention rules**: whom the account need not keep, and what each rule proposes.
//!
//! ```text
//!    RULE                                            NAMES  STAY  STATE
//!  ▌ 1  No license · not active for 24 months           31     2  proposed 3 days ago
//!    2  Invited · not active for 12 months               4     0  batch 9 does it
//!
//!    Months are counted back from 27 November 2026: up to then activity is on record.
//!    A rule deletes nobody: what it names is reviewed and confirmed like any other batch.
//! ```
//!
//! Enter leads into the review of the deletion wizard, which names everybody. Nothing here deletes.

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::command::{Command, Scope};
use crate::domain::id::RuleId;
use crate::domain::op::{AccountOp, Op};
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::domain::retention::{RuleOp, RuleSeen, RuleStanding, Rules};
use crate::formats;
use crate::say;
use crate::wording;

use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::rule_form::RuleForm;
use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::kit::list::List;
use crate::ui::kit::listing;
use crate::ui::kit::table::{Column, Row, Table, rows_in};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out};
use crate::ui::shell::route::Route;

/// Lines above the table: a blank one.
const ABOVE: u16 = 1;
/// Lines below the table: a blank one, the rule under the cursor, and four about what rules do.
const BELOW: u16 = 6;

/// The rules.
pub struct RulesPage {
    list: List<RuleSeen, RuleId>,
    rules: Rules,
    asked: Asked,
    acting: Asked,
}

impl Default for RulesPage {
    fn default() -> Self {
        Self {
            list: List::new(|seen: &RuleSeen| seen.rule.id),
            rules: Rules::default(),
            asked: Asked::default(),
            acting: Asked::default(),
        }
    }
}

impl RulesPage {
    fn height(context: &Context) -> u16 {
        rows_in(context.body().height.saturating_sub(ABOVE + BELOW)).max(1)
    }

    fn draw_below(&self, canvas: &mut Canvas<'_, '_>, place: Rect, context: &Context) {
        let texts = &context.texts;
        let mut rest = place;
        let mut skip = |lines: u16| {
            rest.y += lines;
            rest.height = rest.height.saturating_sub(lines);
            rest
        };
        // In the table it may not have room.
        if let Some(seen) = self.list.selected() {
            let said = wording::rule(texts, &seen.rule.condition);
            let used = canvas.paragraph(place, &said, context.palette.strong);
            skip(used);
        }
        let until = wording::rules_known_until(texts, &self.rules);
        let used = canvas.paragraph(skip(0), &until, context.palette.text);
        let rest = skip(used);
        canvas.paragraph(rest, &say!(texts, "rules-about"), context.palette.dim);
    }
}

/// Opens the batch of a rule while there is one, else the review of whom it names.
fn open(seen: &RuleSeen, out: &mut Out) {
    match seen.rule.standing {
        RuleStanding::InBatch(batch) => out.go(Route::Batch(batch)),
        RuleStanding::Quiet | RuleStanding::Proposed { .. } => out.go(Route::OfRule(seen.rule.id)),
    }
}

fn row<'a>(seen: &RuleSeen, context: &Context) -> Row<'a> {
    let (texts, palette) = (&context.texts, &context.palette);
    let number = |count| formats::number(context.language(), count);
    let standing = wording::rule_standing(texts, seen.rule.standing, context.now);
    let style = match seen.rule.standing {
        RuleStanding::Quiet => palette.dim,
        RuleStanding::Proposed { .. } | RuleStanding::InBatch(_) => palette.text,
    };
    Row {
        cells: vec![
            Line::styled(seen.rule.id.to_string(), palette.text),
            Line::styled(wording::rule(texts, &seen.rule.condition), palette.text),
            Line::styled(number(seen.names), palette.text),
            Line::styled(number(seen.keeps), palette.dim),
            Line::styled(standing, style),
        ],
        marked: false,
    }
}

impl Layer for RulesPage {
    fn scope(&self) -> Scope {
        Scope::Rules
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Rules)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let count = self.rules.rows.len() as u64;
        (count > 0).then(|| say!(context.texts, "rules-figure", count = count))
    }

    fn shows(&self) -> Changes {
        let changes = Changes::RULES.union(Changes::USERS);
        changes.union(Changes::BATCHES)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.asked.load(Query::Rules, context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        vec![
            Command::OpenRule,
            Command::AddRule,
            Command::ProposeRule,
            Command::RemoveRule,
            Command::Back,
        ]
    }

    fn obstacle(&self, command: Command, _context: &Context) -> Option<Reason> {
        let selected = self.list.selected();
        match (command, selected) {
            (Command::OpenRule | Command::RemoveRule | Command::ProposeRule, None) => {
                Some(Reason::NoRules)
            }
            (Command::ProposeRule, Some(seen)) => match seen.rule.standing {
                RuleStanding::Proposed { .. } => Some(Reason::RuleProposed),
                RuleStanding::InBatch(batch) => Some(Reason::RuleInBatch(batch)),
                RuleStanding::Quiet => (seen.names == 0).then_some(Reason::NobodyFits),
            },
            (Command::OpenRule, Some(seen)) => match seen.rule.standing {
                RuleStanding::InBatch(_) => None,
                RuleStanding::Quiet | RuleStanding::Proposed { .. } => {
                    (seen.names + seen.keeps == 0).then_some(Reason::NobodyFits)
                }
            },
            _ => None,
        }
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        match (command, self.list.selected()) {
            (Command::AddRule, _) => out.open(RuleForm::new(context)),
            (Command::OpenRule, Some(seen)) => open(seen, out),
            (Command::ProposeRule, Some(seen)) => {
                let op = Op::Account(AccountOp::Rule(RuleOp::Propose(seen.rule.id)));
                self.acting.run(op, None, context, out);
            }
            (Command::RemoveRule, Some(seen)) => {
                let op = Op::Account(AccountOp::Rule(RuleOp::Remove(seen.rule.id)));
                let about = wording::rule(&context.texts, &seen.rule.condition);
                out.open(Confirm::act(command, op).about(&about));
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match input {
            Input::Click(Hit::Row(index)) if *index == self.list.cursor() => {
                out.wish(crate::ui::shell::layer::Wish::Command(Command::OpenRule));
            }
            _ if self.list.input(input, Self::height(context)) => {}
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, _: &mut Out) -> Handled {
        let acted = self.acting.takes(ticket);
        if !acted && !self.asked.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(Answer::Rules(rules))) = reply {
            self.rules.clone_from(rules);
            let height = Self::height(context);
            self.list.receive_all(rules.rows.clone(), height);
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let texts = &context.texts;
        let table = Rect {
            y: area.y + ABOVE,
            height: area.height.saturating_sub(ABOVE + BELOW),
            ..area
        };
        let below = Rect {
            x: area.x + 3,
            y: table.bottom() + 1,
            width: area.width.saturating_sub(6),
            height: BELOW - 1,
        };
        if self.list.total() == 0 {
            if self.asked.is_settled() {
                listing::say_none(canvas, table, &say!(texts, "rules-none"), context);
                self.draw_below(canvas, below, context);
            } else if self.asked.is_slow(context) {
                listing::say_none(canvas, table, &say!(texts, "loading"), context);
            }
            return;
        }
        let columns = vec![
            Column::exact(say!(texts, "out-rule"), 0).right(),
            Column::telling(say!(texts, "out-condition"), 20, 0),
            Column::exact(say!(texts, "out-names"), 0).right(),
            Column::exact(say!(texts, "rules-stay"), 1).right(),
            Column::exact(say!(texts, "out-state"), 0),
        ];
        let row = |seen: &RuleSeen| row(seen, context);
        Table::of(&self.list, table, columns, row).draw(canvas, table, context);
        self.draw_below(canvas, below, context);
    }
}
