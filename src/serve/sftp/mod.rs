//! Files into and out of an operator's own folder, by SFTP.
//!
//! A client sees the folder as the whole disk: `/inbox` and `/exports`. There are no links, nothing is made executable,
//! and nobody brings more than their quota.

mod desk;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use russh::Channel;
use russh::server::Msg;
use russh_sftp::protocol::{
    Attrs, Data, File, FileAttributes, Handle, Name, OpenFlags, Status, StatusCode, Version,
};
use russh_sftp::server::{Config, Handler, StatusReply};

use crate::service::files::folder::OwnFolder;

use self::desk::{Desk, Refusal};
use super::house::House;
use super::known::Known;
use super::verb;

/// Longest packet that is taken, in bytes.
const LONGEST: u32 = 262_144;

/// Hands files over until the client has gone.
pub(super) async fn attend(
    house: &Arc<House>,
    known: &Arc<Known>,
    channel: Channel<Msg>,
    line: russh::server::Handle,
) {
    let id = channel.id();
    let folder = match OwnFolder::of(house.database(), known.session.operator) {
        Ok(folder) => folder,
        Err(error) => {
            let told = house.words.trouble(&error.to_string());
            return verb::refuse(&channel, &told, verb::HINDERED).await;
        }
    };
    let (gone, has_gone) = tokio::sync::oneshot::channel();
    let clerk = Clerk {
        desk: Arc::new(Mutex::new(Desk::new(folder))),
        _gone: gone,
    };
    let config = Config {
        max_client_packet_len: LONGEST,
    };
    russh_sftp::server::run_with_config(channel.into_stream(), clerk, config).await;
    // The place in the house is taken until the last file is closed.
    let _ = has_gone.await;
    let _ = line.close(id).await;
}

/// Answers one client.
struct Clerk {
    desk: Arc<Mutex<Desk>>,
    /// Dropped with the clerk, which tells that the client has gone.
    _gone: tokio::sync::oneshot::Sender<()>,
}

impl Clerk {
    /// Does something with files on a thread that may wait for a slow disk.
    async fn at_desk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Desk) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, StatusReply> {
        let desk = Arc::clone(&self.desk);
        let done = tokio::task::spawn_blocking(move || match desk.lock() {
            Ok(mut desk) => work(&mut desk),
            Err(_) => Err(Refusal::Failed("broken".to_owned())),
        });
        match done.await {
            Ok(done) => done.map_err(reply_to),
            Err(_) => Err(StatusReply::new(StatusCode::Failure)),
        }
    }
}

fn reply_to(refusal: Refusal) -> StatusReply {
    match refusal {
        Refusal::Missing => StatusReply::new(StatusCode::NoSuchFile),
        Refusal::Denied => StatusReply::new(StatusCode::PermissionDenied),
        Refusal::End => StatusReply::new(StatusCode::Eof),
        Refusal::Quota => StatusReply::new(StatusCode::Failure)
            .with_message("the quota of this folder is used up: 100 MB, 1,000 files"),
        Refusal::Failed(told) => StatusReply::new(StatusCode::Failure).with_message(told),
    }
}

fn done(id: u32) -> Status {
    Status {
        id,
        status_code: StatusCode::Ok,
        error_message: "Ok".to_owned(),
        language_tag: "en-US".to_owned(),
    }
}

impl Handler for Clerk {
    type Error = StatusReply;

    fn unimplemented(&self) -> Self::Error {
        StatusReply::new(StatusCode::OpUnsupported)
    }

    async fn init(
        &mut self,
        _version: u32,
        _extensions: HashMap<String, String>,
    ) -> Result<Version, Self::Error> {
        Ok(Version::new())
    }

    async fn realpath(&mut self, id: u32, path: String) -> Result<Name, Self::Error> {
        let whole = desk::whole(&path);
        let files = vec![File::new(whole, FileAttributes::empty())];
        Ok(Name { id, files })
    }

    async fn stat(&mut self, id: u32, path: String) -> Result<Attrs, Self::Error> {
        let attrs = self.at_desk(move |desk| desk.look(&path)).await?;
        Ok(Attrs { id, attrs })
    }

    async fn lstat(&mut self, id: u32, path: String) -> Result<Attrs, Self::Error> {
        self.stat(id, path).await
    }

    async fn fstat(&mut self, id: u32, handle: String) -> Result<Attrs, Self::Error> {
        let attrs = self.at_desk(move |desk| desk.look_at(&handle)).await?;
        Ok(Attrs { id, attrs })
    }

    async fn setstat(
        &mut self,
        id: u32,
        path: String,
        attrs: FileAttributes,
    ) -> Result<Status, Self::Error> {
        // Modes and owners are the server's; only a length is a wish about the file itself.
        match attrs.size {
            Some(_) => Err(StatusReply::new(StatusCode::OpUnsupported)),
            None => self
                .at_desk(move |desk| desk.look(&path))
                .await
                .map(|_| done(id)),
        }
    }

    async fn fsetstat(
        &mut self,
        id: u32,
        handle: String,
        attrs: FileAttributes,
    ) -> Result<Status, Self::Error> {
        self.at_desk(move |desk| desk.set_length(&handle, attrs.size))
            .await?;
        Ok(done(id))
    }

    async fn opendir(&mut self, id: u32, path: String) -> Result<Handle, Self::Error> {
        let handle = self.at_desk(move |desk| desk.open_folder(&path)).await?;
        Ok(Handle { id, handle })
    }

    async fn readdir(&mut self, id: u32, handle: String) -> Result<Name, Self::Error> {
        let files = self.at_desk(move |desk| desk.read_folder(&handle)).await?;
        let files = files
            .into_iter()
            .map(|(name, attrs)| File::new(name, attrs));
        Ok(Name {
            id,
            files: files.collect(),
        })
    }

    async fn open(
        &mut self,
        id: u32,
        path: String,
        flags: OpenFlags,
        _attrs: FileAttributes,
    ) -> Result<Handle, Self::Error> {
        let handle = self.at_desk(move |desk| desk.open(&path, flags)).await?;
        Ok(Handle { id, handle })
    }

    async fn read(
        &mut self,
        id: u32,
        handle: String,
        offset: u64,
        length: u32,
    ) -> Result<Data, Self::Error> {
        let read = move |desk: &mut Desk| desk.read(&handle, offset, length.min(LONGEST));
        let data = self.at_desk(read).await?;
        Ok(Data { id, data })
    }

    async fn write(
        &mut self,
        id: u32,
        handle: String,
        offset: u64,
        data: Vec<u8>,
    ) -> Result<Status, Self::Error> {
        self.at_desk(move |desk| desk.write(&handle, offset, &data))
            .await?;
        Ok(done(id))
    }

    async fn close(&mut self, id: u32, handle: String) -> Result<Status, Self::Error> {
        self.at_desk(move |desk| desk.close(&handle)).await?;
        Ok(done(id))
    }

    async fn remove(&mut self, id: u32, path: String) -> Result<Status, Self::Error> {
        self.at_desk(move |desk| desk.remove(&path)).await?;
        Ok(done(id))
    }

    async fn mkdir(
        &mut self,
        id: u32,
        path: String,
        _attrs: FileAttributes,
    ) -> Result<Status, Self::Error> {
        self.at_desk(move |desk| desk.make_folder(&path)).await?;
        Ok(done(id))
    }

    async fn rmdir(&mut self, id: u32, path: String) -> Result<Status, Self::Error> {
        self.at_desk(move |desk| desk.remove_folder(&path)).await?;
        Ok(done(id))
    }

    async fn rename(&mut self, id: u32, from: String, to: String) -> Result<Status, Self::Error> {
        self.at_desk(move |desk| desk.rename(&from, &to)).await?;
        Ok(done(id))
    }
}
