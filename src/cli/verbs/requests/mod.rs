//! `requests`: what learners ask for.

mod shown;

use crate::cli::args::{PlainVerb, RequestsVerb, Sure, Wanted};
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::output::Format;

use super::{letters, running};
use crate::cli::{Ended, Ending};
use crate::domain::id::RequestId;
use crate::domain::op::{Op, RequestOp};
use crate::domain::plan::{Receipt, RequestWay};
use crate::domain::query::Query;
use crate::domain::reason::Reason;
use crate::domain::request::{Correction, NewRequest, Reply, Request, RequestFilter, RequestKind};
use crate::error::Error;
use crate::{say, wording};
use std::io::Read as _;

/// Runs a verb of requests.
pub(super) fn run(context: &mut Context, verb: RequestsVerb) -> Ended {
    let mut open = context.open()?;
    let open = &mut open;
    let id = RequestId;
    let is_preview = verb.is_preview();
    let op = match verb {
        RequestsVerb::List { of, limit } => return list(context, open, of, limit.limit),
        RequestsVerb::Show { request } => return shown::show(context, open, id(request)),
        RequestsVerb::New {
            key,
            kind,
            channel,
            asked_by,
            note,
            ..
        } => Op::Request(RequestOp::New(Box::new(NewRequest {
            user: open.find(&key)?,
            kind,
            channel,
            asked_by,
            note,
        }))),
        RequestsVerb::Claim { request } => {
            let version = known(open, id(request))?.row.version;
            let request = id(request);
            Op::Request(RequestOp::Claim { request, version })
        }
        RequestsVerb::Correct {
            request,
            user,
            kind,
            ..
        } => correction(open, id(request), user, kind)?,
        RequestsVerb::Do {
            request,
            sure,
            preview,
        } => doing(context, open, id(request), (&sure, preview))?,
        RequestsVerb::Approve {
            request,
            seal,
            sure,
            preview,
        } => approval(context, open, id(request), seal, (&sure, preview))?,
        RequestsVerb::Plain(verb) => plain(verb)?,
    };
    if is_preview {
        return letters::preview(context, open, &op);
    }
    act(context, open, &op)
}

/// Lists the requests that are wanted.
fn list(context: &mut Context, open: &mut Open, of: Wanted, limit: Option<usize>) -> Ended {
    let filter = RequestFilter {
        user: of.user.map(|key| open.find(&key)).transpose()?,
        search: of.search,
        kind: of.kind,
        state: of.state,
    };
    shown::list(context, open, (of.view, &filter), limit)
}

/// The act that does what a request asks for, with what is asked at the terminal where it is to be done.
fn doing(
    context: &mut Context,
    open: &mut Open,
    request: RequestId,
    (sure, is_preview): (&Sure, bool),
) -> Result<Op, Failure> {
    let op = |phrase| {
        Op::Request(RequestOp::Do {
            request,
            phrase,
            unverified: sure.unverified.clone(),
        })
    };
    let typed = op(sure.confirm.clone());
    if is_preview {
        return Ok(typed);
    }
    Ok(op(ask(context, open, &typed, sure)?))
}

/// Verbs that say everything by themselves.
fn plain(verb: PlainVerb) -> Result<Op, Failure> {
    let id = RequestId;
    Ok(match verb {
        PlainVerb::Release { request } => Op::Request(RequestOp::Release(id(request))),
        PlainVerb::Note { request, text } => Op::Request(RequestOp::Note {
            request: id(request),
            text: words(text)?,
        }),
        PlainVerb::Reply {
            request,
            text,
            wait,
            ..
        } => Op::Request(RequestOp::Reply {
            request: id(request),
            reply: match text {
                Some(text) => Reply::Text(words(text)?),
                None => Reply::DisconnectYourself,
            },
            wait,
        }),
        PlainVerb::Verify { request, how, .. } => Op::Request(RequestOp::Verify {
            request: id(request),
            how,
        }),
        PlainVerb::Wait { request } => Op::Request(RequestOp::Wait(id(request))),
        PlainVerb::Resume { request } => Op::Request(RequestOp::GoOn(id(request))),
        PlainVerb::Reject {
            request, reason, ..
        } => Op::Request(RequestOp::Reject {
            request: id(request),
            reason,
        }),
        PlainVerb::Cancel {
            request,
            reason,
            no_mail,
            ..
        } => Op::Request(RequestOp::Cancel {
            request: id(request),
            reason,
            mail: !no_mail,
        }),
        PlainVerb::Return { request, question } => Op::Request(RequestOp::Return {
            request: id(request),
            question: words(question)?,
        }),
    })
}

/// Bytes that are read from stdin: more than any note may have.
const MOST_WORDS: u64 = 1 << 20;
/// What a request shall be: what is not said stays as it is.
fn correction(
    open: &mut Open,
    request: RequestId,
    user: Option<String>,
    kind: Option<RequestKind>,
) -> Result<Op, Failure> {
    let row = known(open, request)?.row;
    let seen = (row.user, row.kind);
    let user = match user {
        Some(key) => open.find(&key)?,
        None => row.user.ok_or(Error::Refused(Reason::UserGone))?,
    };
    Ok(Op::Request(RequestOp::Correct(Correction {
        request,
        seen,
        user,
        kind: kind.unwrap_or(row.kind),
    })))
}

/// Words of several lines: as they stand, or from stdin for `-`.
fn words(text: String) -> Result<String, Failure> {
    if text != "-" {
        return Ok(text);
    }
    std::io::read_to_string(std::io::stdin().take(MOST_WORDS))
        .map_err(|error| Error::from_io(&error, std::path::Path::new("-")).into())
}

/// Does an act on a request; sees the batch of a deletion to its end; machines are answered the request as it is then.
fn act(context: &mut Context, open: &mut Open, op: &Op) -> Ended {
    let request = match op {
        Op::Request(RequestOp::Do { request, .. } | RequestOp::Approve { request, .. }) => {
            Some(*request)
        }
        _ => None,
    };
    let warns = matches!(op, Op::Request(RequestOp::New(_) | RequestOp::Correct(_)));
    if request.is_some() || warns {
        let plan = open.reader.plan(&open.session, op)?;
        for warning in &plan.warnings {
            let said = wording::warning(&context.texts, warning);
            context.output.narrate(&said);
        }
    }
    let receipt = context.act(open, op)?;
    let ending = match receipt {
        Receipt::RequestScheduled(_, batch) | Receipt::RequestAwaitsSecond(_, batch) => {
            running::for_request(context, open, batch)?
        }
        _ => Ending::Done,
    };
    let changed = request.or(receipt.request());
    if let Some(request) = changed.filter(|_| context.format != Format::Table) {
        shown::show(context, open, request)?;
    }
    Ok(ending)
}

fn known(open: &mut Open, id: RequestId) -> Result<Box<Request>, Failure> {
    let found = load!(open, Query::Request(id), Request);
    found.ok_or_else(|| Error::Refused(Reason::RequestGone).into())
}

/// Asks before anything is taken away, and answers the phrase where a gate wants one. Who only asks for approval is not
/// asked.
fn ask(
    context: &mut Context,
    open: &mut Open,
    op: &Op,
    sure: &Sure,
) -> Result<Option<String>, Failure> {
    let (yes, confirm) = (sure.yes, sure.confirm.clone());
    let wanted = match open.reader.plan(&open.session, op) {
        Err(Error::Refused(Reason::PhraseNeeded(phrase))) if !yes => Some(phrase),
        Err(Error::Refused(Reason::PhraseNeeded(phrase))) => {
            let advice = say!(context.texts, "cli-advice-confirm", phrase = phrase.clone());
            let error = Error::Refused(Reason::PhraseNeeded(phrase));
            return Err(Failure::advised(error, advice));
        }
        Err(error @ Error::Refused(Reason::IdentityReason)) => {
            let advice = say!(context.texts, "cli-advice-unverified");
            return Err(Failure::advised(error, advice));
        }
        Err(other) => return Err(other.into()),
        Ok(plan) => {
            let acts = plan.request.filter(|step| step.way == RequestWay::Act);
            let warning = match acts.map(|step| step.kind) {
                Some(RequestKind::Delete) if !yes => None,
                Some(RequestKind::Disconnect) => {
                    Some(say!(context.texts, "cli-warn-disconnect", count = 1))
                }
                Some(RequestKind::Revoke) => {
                    Some(say!(context.texts, "cli-warn-revoke", count = 1))
                }
                Some(RequestKind::Delete) | None => return Ok(confirm),
            };
            if let Some(warning) = warning {
                super::sure(context, &warning, yes)?;
                return Ok(confirm);
            }
            None
        }
    };
    if !context.output.can_ask() {
        return Err(super::unasked(context));
    }
    let word = wanted.clone().unwrap_or_else(|| "yes".to_owned());
    let question = say!(context.texts, "cli-ask-delete-one", word = word.clone());
    if context.output.ask(&question).unwrap_or_default() == word {
        return Ok(wanted.or(confirm));
    }
    let said = say!(context.texts, "cli-not-typed", word = word);
    Err(Failure::not_typed(said))
}

/// The approval of what was seen, or of what the request is now.
fn approval(
    context: &mut Context,
    open: &mut Open,
    request: RequestId,
    seal: Option<String>,
    (sure, preview): (&Sure, bool),
) -> Result<Op, Failure> {
    let seal = match seal {
        Some(seal) => seal,
        None => known(open, request)?
            .approval
            .and_then(|approval| approval.seal)
            .unwrap_or_default(),
    };
    let op = |phrase| {
        Op::Request(RequestOp::Approve {
            request,
            seal: seal.clone(),
            phrase,
            unverified: sure.unverified.clone(),
        })
    };
    let typed = op(sure.confirm.clone());
    if preview {
        return Ok(typed);
    }
    let phrase = ask(context, open, &typed, sure)?;
    Ok(op(phrase))
}
