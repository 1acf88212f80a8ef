//! A console on a channel: what is typed goes into a [`Session`] on the hub, what it draws comes back over the wire.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use russh::server::Msg;
use russh::{Channel, ChannelMsg, ChannelReadHalf, ChannelWriteHalf, Sig};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::{oneshot, watch};

use crate::domain::settings::Theme;
use crate::error::Result;
use crate::service::files::folder::OwnFolder;
use crate::ui::runtime::{Ending, Hub, Input, Recorder, Remote, Session};
use crate::ui::shell::context::{Capabilities, Context};
use crate::ui::shell::event::Event;

use super::house::House;
use super::known::{Farewell, Known};
use super::recording;
use super::surroundings::{FarTerminal, Said, size};
use super::verb;
use super::wire::{Next, Wire};

/// How long a client has to take the last bytes.
const LAST_BYTES: Duration = Duration::from_secs(3);

/// How a console ended.
enum End {
    /// It was left, or nobody is there any more.
    Left,
    /// The database was replaced.
    Replaced,
    /// It broke.
    Broken,
}

/// Shows a console until it is left.
pub(super) async fn attend(
    house: &Arc<House>,
    known: &Arc<Known>,
    channel: Channel<Msg>,
    mut terminal: FarTerminal,
    said: &Said,
) {
    let (mut typed, shown) = channel.split();
    let folder = match OwnFolder::of(house.database(), known.session.operator) {
        Ok(folder) => folder,
        Err(error) => {
            let told = house.words.trouble(&error.to_string());
            return verb::part(&shown, Some(&told), verb::HINDERED).await;
        }
    };
    let mut farewell = known.farewell();
    let wire = Wire::default();
    let sending = tokio::spawn(send(wire.clone(), shown));
    let code = loop {
        let hub = house.hub();
        let context = context(house, &terminal, said, &folder).await;
        // Who is to be recorded does not come unrecorded.
        let Ok(recorder) = recording::begin(house, known, None, terminal.size).await else {
            break verb::HINDERED;
        };
        let begun = begin(
            house,
            known,
            &hub,
            (&wire, &terminal, recorder),
            context,
            &folder,
        );
        let Ok((input, ticks, ended)) = begun else {
            break verb::BROKEN;
        };
        wire.tell(ticks);
        let end = listen(&mut typed, &mut terminal, input, ended, &mut farewell).await;
        match end {
            End::Left => break 0,
            End::Replaced if house.reopen(&hub).is_ok() => {}
            End::Replaced | End::Broken => break verb::BROKEN,
        }
    };
    wire.close();
    let told = match *farewell.borrow() {
        Some(farewell) => Some(house.words.farewell(farewell)),
        None if code != 0 => Some(house.words.broken()),
        None => None,
    };
    let sent = tokio::time::timeout(LAST_BYTES, sending).await;
    if let Ok(Ok(shown)) = sent {
        let parting = verb::part(&shown, told.as_deref(), code);
        let _ = tokio::time::timeout(LAST_BYTES, parting).await;
    }
}

/// What the console knows of whoever looks at it.
async fn context(
    house: &House,
    terminal: &FarTerminal,
    said: &Said,
    folder: &OwnFolder,
) -> Context {
    let capabilities = Capabilities {
        file_dialog: false,
        elsewhere: true,
        colours: said.colours(terminal),
        language_is_chosen: false,
        theme_is_chosen: false,
    };
    // What the operator has chosen is taken up once they are signed in.
    let language = if let Some(language) = said.language() {
        language
    } else {
        let account = house.clerk.language().await;
        account.unwrap_or(house.texts.language())
    };
    let mut context = Context::new(language, Theme::default(), capabilities);
    context.zones.1 = said.zone().cloned();
    context.home_directory = Some(folder.path().to_owned());
    context
}

/// The ways into a console, and the news of its end.
type Begun = (Input, Input, oneshot::Receiver<End>);

/// Begins a console on a thread of its own.
fn begin(
    house: &House,
    known: &Known,
    hub: &Arc<Hub>,
    (wire, terminal, recorder): (&Wire, &FarTerminal, Option<Recorder>),
    context: Context,
    folder: &OwnFolder,
) -> Result<Begun> {
    let look = wire.clone();
    let colours = context.capabilities.colours;
    let front = Remote::take(wire.clone(), terminal.size, colours)?;
    let front = front.paced(move || look.is_behind());
    let session = Session::new(front, Some(known.session.clone())).within(folder.clone());
    let session = session.recorded(recorder);
    let (input, ticks) = (session.input(), session.input());
    let (hub, clock) = (Arc::clone(hub), Arc::clone(&house.clock));
    let (end, ended) = oneshot::channel();
    let (known, words) = (known.sitting(), house.words.clone());
    let tell = Arc::clone(&house.clock);
    thread::spawn(move || {
        // The terminal is given back while a panic unwinds, as the front goes with the session.
        let run = || session.run(&hub, context, &*clock);
        let _ = end.send(match catch_unwind(AssertUnwindSafe(run)) {
            Ok(Ok(Ending::Reopened | Ending::Replaced)) => End::Replaced,
            Ok(Ok(Ending::Left | Ending::StartOver(_))) => End::Left,
            Ok(Err(error)) => {
                super::house::say(&*tell, &words.trouble(&format!("{known}: {error}")));
                End::Broken
            }
            Err(_) => End::Broken,
        });
    });
    Ok((input, ticks, ended))
}

/// Gives a console what is typed, until it ends.
async fn listen(
    typed: &mut ChannelReadHalf,
    terminal: &mut FarTerminal,
    mut input: Input,
    mut ended: oneshot::Receiver<End>,
    farewell: &mut watch::Receiver<Option<Farewell>>,
) -> End {
    let mut is_there = true;
    loop {
        let patience = input.patience();
        let wait = tokio::time::sleep(patience.unwrap_or_default());
        tokio::select! {
            end = &mut ended => return end.unwrap_or(End::Broken),
            message = typed.wait(), if is_there => match message {
                Some(ChannelMsg::Data { data }) => {
                    input.bytes(&data);
                }
                Some(ChannelMsg::WindowChange { col_width, row_height, .. }) => {
                    terminal.size = size(col_width, row_height);
                    input.send(Event::Resize(terminal.size.0, terminal.size.1));
                }
                None
                | Some(
                    ChannelMsg::Eof
                    | ChannelMsg::Close
                    | ChannelMsg::Signal { signal: Sig::TERM | Sig::HUP | Sig::INT | Sig::QUIT },
                ) => {
                    is_there = false;
                    input.send(Event::Terminate);
                }
                Some(_) => {}
            },
            () = wait, if patience.is_some() => {
                input.no_more();
            }
            Ok(_) = farewell.wait_for(Option::is_some), if is_there => {
                is_there = false;
                input.send(Event::Terminate);
            }
        }
    }
}

/// Sends what a console draws, as the client takes it, and gives the channel back at the end.
async fn send(wire: Wire, shown: ChannelWriteHalf<Msg>) -> ChannelWriteHalf<Msg> {
    let mut writer = shown.make_writer();
    while let Next::Send(bytes) = wire.next().await {
        if writer.write_all(&bytes).await.is_err() {
            break;
        }
        wire.taken();
    }
    shown
}
