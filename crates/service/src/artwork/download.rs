//! Fetching the artwork of a job, byte for byte as it was uploaded, and the picture of its first page.

use super::{Files, Opened, Part};
use access::{Ctx, Failure, rules};
use domain::{
    JobId,
    artwork::{Artwork, Kept, Media},
};
use store::{Store, production::JobRecord};

/// A file on its way to whoever asked.
#[derive(Debug)]
pub struct Download {
    pub media: Media,
    /// As it was called when it was sent.
    pub file_name: String,
    /// With the checksum of the bytes.
    pub kept: Kept,
    pub opened: Opened,
}

/// *Download artwork*.
///
/// # Errors
/// Not seen, not granted, or there is none.
pub async fn download(
    store: &Store,
    files: &Files,
    ctx: &Ctx,
    job: JobId,
) -> Result<Download, Failure> {
    let found = find(store, job, |job| {
        rules::artwork::download(&ctx.access, &job.facts()).map(drop)
    })
    .await?;
    let opened = files
        .open(&found.kept, Part::whole(found.media))
        .await
        .map_err(unreadable)?
        .ok_or(Failure::Unavailable)?;
    Ok(Download {
        media: found.media,
        file_name: found.file_name,
        kept: found.kept,
        opened,
    })
}

/// The picture of the first page, a PNG.
///
/// # Errors
/// Not seen, not granted, or there is none.
pub async fn thumbnail(
    store: &Store,
    files: &Files,
    ctx: &Ctx,
    job: JobId,
) -> Result<(Kept, Vec<u8>), Failure> {
    let found = find(store, job, |job| {
        rules::artwork::proof(&ctx.access, &job.facts()).map(drop)
    })
    .await?;
    let bytes = files
        .bytes(&found.kept, Part::Thumbnail)
        .await
        .map_err(unreadable)?
        .ok_or(Failure::Unavailable)?;
    Ok((found.kept, bytes))
}

/// What is known of a job's file, to whom the rule lets see it.
async fn find(
    store: &Store,
    job: JobId,
    rule: impl FnOnce(&JobRecord) -> Result<(), access::Denial> + Send,
) -> Result<Artwork, Failure> {
    let mut tx = store.read().await?;
    let job = store::production::job(&mut tx, job)
        .await?
        .ok_or(Failure::not_found())?;
    rule(&job)?;
    store::artwork::of(&mut tx, job.artwork.as_slice())
        .await?
        .pop()
        .ok_or(Failure::not_found())
}

fn unreadable(error: std::io::Error) -> Failure {
    tracing::error!(%error, "artwork cannot be read");
    Failure::Unavailable
}
