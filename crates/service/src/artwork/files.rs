//! The folder: `ab/cd/<sha256>.pdf`, or `.image` for one of an album, and, beside each,
//! `<sha256>.png` with the picture of its first page; of a logo, its picture alone, under the checksum of
//! that. A file is whole or not there: it is written under another name, brought to disk, and renamed.
//! The same bytes are kept once, whoever sends them.

use super::{
    NotTaken, Sent,
    examine::{Found, examine, examine_image, examine_logo},
};
use domain::{
    Problem,
    artwork::{Artwork, Kept, Media},
    storefronts::Logo,
};
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use store::artwork::{NewArtwork, hexadecimal};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many files are read at once; each may take a few hundred megabytes of memory.
const AT_ONCE: usize = 2;
/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(30);

/// The folder of artwork. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    folder: Arc<Path>,
    limits: Arc<prepress::Limits>,
    turns: Arc<Semaphore>,
}

/// What is kept of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The bytes as they came.
    Pdf,
    /// The bytes of an image as they came, whatever kind it is of.
    Image,
    /// The picture of the first page, a PNG.
    Thumbnail,
}

impl Part {
    /// What came itself.
    #[must_use]
    pub const fn whole(media: Media) -> Self {
        match media {
            Media::Pdf => Self::Pdf,
            Media::Png | Media::Jpeg => Self::Image,
        }
    }

    const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            // Not that of its kind: the picture of a PNG is a PNG too.
            Self::Image => "image",
            Self::Thumbnail => "png",
        }
    }
}

/// A file to be sent.
#[derive(Debug)]
pub struct Opened {
    pub file: tokio::fs::File,
    pub length: u64,
}

impl Files {
    /// Opens the folder, making it where there is none, and removes what an upload left half written
    /// when the server was stopped.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn open_folder(folder: impl Into<PathBuf>, most_bytes: u64) -> io::Result<Self> {
        let folder = folder.into();
        let incoming = folder.join(INCOMING);
        fs::create_dir_all(&incoming)?;
        for left in fs::read_dir(&incoming)? {
            let left = left?;
            // Another server may share the folder and be in the middle of one.
            let stale = left
                .metadata()?
                .modified()?
                .elapsed()
                .is_ok_and(|age| age > STALE);
            if stale {
                fs::remove_file(left.path())?;
            }
        }
        Ok(Self {
            folder: folder.into(),
            limits: Arc::new(prepress::Limits {
                max_bytes: most_bytes,
                max_image_pixels: u64::from(domain::albums::MEGAPIXELS_MOST) * 1_000_000,
                ..prepress::Limits::default()
            }),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        })
    }

    /// The largest file that is taken, in whole megabytes.
    #[must_use]
    pub fn most_megabytes(&self) -> u32 {
        domain::artwork::megabytes(self.limits.max_bytes)
    }

    /// Examines a PDF and keeps it. Nothing is kept of one that is refused.
    ///
    /// # Errors
    /// What is wrong with it, or that it cannot be done now.
    pub async fn take_in(&self, sent: Sent) -> Result<Option<NewArtwork>, NotTaken> {
        self.take(sent, |files, name, bytes, turn| {
            files.keep_examined(name, examine(bytes, turn, &files.limits)?)
        })
        .await
    }

    /// The same with an image of an album.
    ///
    /// # Errors
    /// What is wrong with it, or that it cannot be done now.
    pub async fn take_in_image(&self, sent: Sent) -> Result<Option<NewArtwork>, NotTaken> {
        self.take(sent, |files, name, bytes, turn| {
            files.keep_examined(name, examine_image(bytes, turn, &files.limits)?)
        })
        .await
    }

    /// The same with a logo, of which the picture is kept that we draw of it, and nothing else.
    ///
    /// # Errors
    /// What is wrong with it, or that it cannot be done now.
    pub async fn take_in_logo(&self, sent: Sent) -> Result<Option<Logo>, NotTaken> {
        self.take(sent, |files, _, bytes, turn| {
            let found = examine_logo(bytes, turn, &files.limits)?;
            let sha256: [u8; 32] = Sha256::digest(&found.thumbnail_png).into();
            let logo = Logo {
                sha256: hexadecimal(&sha256),
                width: found.thumbnail_width,
                height: found.thumbnail_height,
            };
            if let Some(path) = files.path(&logo.sha256, Part::Thumbnail) {
                let written = files.write(&path, &found.thumbnail_png);
                written.map_err(|error| not_kept(&error))?;
            }
            Ok(logo)
        })
        .await
    }

    /// Does the work on a file that came when it is its turn. It may block.
    async fn take<T: Send + 'static>(
        &self,
        sent: Sent,
        work: impl FnOnce(&Self, &str, Vec<u8>, OwnedSemaphorePermit) -> Result<T, NotTaken>
        + Send
        + 'static,
    ) -> Result<Option<T>, NotTaken> {
        let (name, bytes) = match sent {
            Sent::Nothing => return Ok(None),
            Sent::TooLarge => {
                let most_megabytes = self.most_megabytes();
                return Err(NotTaken::Refused(Problem::FileTooLarge { most_megabytes }));
            }
            Sent::File { name, bytes } => (name, bytes),
        };
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned())
            .await
            .map_err(|_| NotTaken::Unavailable)?
            .map_err(|_| NotTaken::Unavailable)?;
        let files = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&files, &name, bytes, turn));
        done.await.map_err(|_| NotTaken::Unavailable)?.map(Some)
    }

    /// Keeps a file, and says what was found in it.
    fn keep_examined(
        &self,
        name: &str,
        (bytes, found): (Arc<Vec<u8>>, Found),
    ) -> Result<NewArtwork, NotTaken> {
        let sha256: [u8; 32] = Sha256::digest(bytes.as_slice()).into();
        let kept = self.keep(
            &sha256,
            (found.media, bytes.as_slice()),
            &found.thumbnail_png,
        );
        kept.map_err(|error| not_kept(&error))?;
        Ok(NewArtwork {
            media: found.media,
            sha256,
            bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            file_name: domain::artwork::file_name(name),
            pages: found.pages,
            sizes: found.sizes,
            thumbnail: found.thumbnail,
        })
    }

    /// Opens a kept file to send it; nothing where it is not there.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub async fn open(&self, kept: &Kept, part: Part) -> io::Result<Option<Opened>> {
        self.open_named(&kept.sha256, part).await
    }

    async fn open_named(&self, sha256: &str, part: Part) -> io::Result<Option<Opened>> {
        let Some(path) = self.path(sha256, part) else {
            return Ok(None);
        };
        // A disk that hangs keeps a file from its reader, and no connection from everybody.
        store::rest();
        match tokio::fs::File::open(path).await {
            Ok(file) => {
                let length = file.metadata().await?.len();
                Ok(Some(Opened { file, length }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A kept file's bytes; nothing where it is not there.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub async fn bytes(&self, kept: &Kept, part: Part) -> io::Result<Option<Vec<u8>>> {
        self.bytes_named(&kept.sha256, part).await
    }

    /// A logo's bytes; nothing where it is not there.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub async fn logo(&self, logo: &Logo) -> io::Result<Option<Vec<u8>>> {
        self.bytes_named(&logo.sha256, Part::Thumbnail).await
    }

    async fn bytes_named(&self, sha256: &str, part: Part) -> io::Result<Option<Vec<u8>>> {
        use tokio::io::AsyncReadExt as _;
        let Some(mut opened) = self.open_named(sha256, part).await? else {
            return Ok(None);
        };
        let mut bytes = Vec::with_capacity(usize::try_from(opened.length).unwrap_or_default());
        opened.file.read_to_end(&mut bytes).await?;
        Ok(Some(bytes))
    }

    /// Whether a kept file is still there.
    pub async fn has(&self, file: &Artwork) -> bool {
        match self.path(&file.kept.sha256, Part::whole(file.media)) {
            Some(path) => tokio::fs::try_exists(path).await.unwrap_or(false),
            None => false,
        }
    }

    /// Keeps bytes that are known to be good: demo artwork, which the shop makes itself.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn keep(
        &self,
        sha256: &[u8; 32],
        (media, bytes): (Media, &[u8]),
        thumbnail: &[u8],
    ) -> io::Result<()> {
        let name = hexadecimal(sha256);
        // The picture first: where the file is, its picture is too.
        for (part, bytes) in [(Part::Thumbnail, thumbnail), (Part::whole(media), bytes)] {
            if let Some(path) = self.path(&name, part) {
                self.write(&path, bytes)?;
            }
        }
        Ok(())
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if fs::metadata(path).is_ok_and(|there| there.len() == bytes.len() as u64) {
            return Ok(());
        }
        let parent = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(parent)?;
        let incoming = self.folder.join(INCOMING).join(unique()?);
        let written = (|| {
            let mut file = fs::File::create_new(&incoming)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&incoming, path)?;
            // Or the name may be lost in a power cut, though the bytes are there.
            fs::File::open(parent)?.sync_all()
        })();
        if written.is_err() {
            let _ = fs::remove_file(&incoming);
        }
        written
    }

    /// Where a file lies; nothing for what is no checksum.
    fn path(&self, sha256: &str, part: Part) -> Option<PathBuf> {
        let hexadecimal = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (first, second) = (sha256.get(..2)?, sha256.get(2..4)?);
        hexadecimal.then(|| {
            self.folder
                .join(first)
                .join(second)
                .join(format!("{sha256}.{}", part.extension()))
        })
    }
}

/// Where files are before they are whole. On the same disk, so that they can be renamed into place.
const INCOMING: &str = "incoming";
/// Longer than any upload is written.
const STALE: Duration = Duration::from_secs(60 * 60);

fn unique() -> io::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(hexadecimal(&bytes))
}

fn not_kept(error: &io::Error) -> NotTaken {
    tracing::error!(%error, "artwork cannot be kept");
    NotTaken::Unavailable
}
