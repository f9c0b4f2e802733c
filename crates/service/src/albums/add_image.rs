//! Putting an image into an album.

use super::{record, taken};
use crate::{
    accounts::{limits, limits::IMAGES},
    artwork::{Files, NotTaken, Sent},
};
use access::{Ctx, Denial, Failure, rules};
use domain::{
    Problem,
    albums::{AddImage, AlbumField},
    artwork::Media,
};
use store::{Store, albums, artwork::NewArtwork};

/// What became of an image that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    New,
    /// The album has the same image already: of a file that was sent twice one is kept.
    Known,
}

/// Puts an image into an album.
///
/// # Errors
/// Not found, a faulty name, too many images, no file, or what is wrong with it.
pub async fn add_image(
    store: &Store,
    files: &Files,
    ctx: &Ctx,
    form: &AddImage,
    sent: Sent,
) -> Result<Added, Failure<AlbumField>> {
    // Asked before the file is read, which is dear, and again while nobody else changes the album.
    let mut tx = store.read().await?;
    let album = albums::album(&mut tx, form.album)
        .await?
        .ok_or(Denial::NotFound)?;
    let _may = rules::albums::manage(&ctx.access, album.storefront)?;
    drop(tx);
    form.check()?;
    let me = ctx.access.account().ok_or(Denial::SignIn)?;
    limits::count(store, &[(&IMAGES, &me.to_string())], ctx.now).await?;
    let file = files.take_in_image(sent).await.map_err(|why| match why {
        NotTaken::Refused(problem) => Failure::field(AlbumField::Image, problem),
        NotTaken::Unavailable => Failure::Unavailable,
    })?;
    let file = file.ok_or_else(|| Failure::field(AlbumField::Image, Problem::Missing))?;

    let mut tx = store.begin().await?;
    let (album, may) = taken(&mut tx, &ctx.access, form.album).await?;
    let name = form.name(&file.file_name);
    let file = NewArtwork {
        // What who prints it gets, whatever it was called where it came from.
        file_name: format!("{name}.{}", ending(file.media)),
        ..file
    };
    let put = albums::add_image(&mut tx, &may, album.id, (&name, &file), ctx.now).await?;
    let (true, image) = put else {
        return Ok(Added::Known);
    };
    let sha256 = store::artwork::hexadecimal(&file.sha256);
    let detail = serde_json::json!({ "image": image, "name": name, "sha256": sha256 });
    record(&mut tx, ctx, "album.add-image", album.id, detail).await?;
    tx.commit().await?;
    Ok(Added::New)
}

const fn ending(media: Media) -> &'static str {
    match media {
        Media::Pdf => "pdf",
        Media::Png => "png",
        Media::Jpeg => "jpg",
    }
}
