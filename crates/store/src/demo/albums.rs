//! The albums of the storefront that has an album admin: one that is shared, and one that is not yet.

use super::{Given, goods, shops::World};
use crate::{Result, Tx, artwork, sql::sql};
use domain::{Timestamp, artwork::Media};

const SHARED: &str = "By the harbour";
const NOT_YET: &str = "Drafts for autumn";

pub(super) async fn write(tx: &mut Tx, world: &World, given: &Given, now: Timestamp) -> Result<()> {
    let mut shops = world.shops.iter();
    let Some(shop) = shops.find(|shop| shop.of.slug == "storefront") else {
        return Ok(());
    };
    goods::write_from_albums(tx, world, shop).await?;
    let since = now.plus(-20 * Timestamp::DAY);
    for (name, shared) in [(SHARED, true), (NOT_YET, false)] {
        let album = sql(
            "insert into albums (storefront_id, name, shared, created_at)
             values ($1, $2, $3, $4) returning id",
        )
        .bind(shop.id)
        .bind(name)
        .bind(shared)
        .bind(since)
        .int(tx)
        .await?;
        for image in given.images.iter().filter(|_| shared) {
            let new = artwork::NewArtwork {
                media: Media::Png,
                sha256: image.sha256,
                bytes: i64::try_from(image.bytes).unwrap_or(i64::MAX),
                file_name: image.file_name.clone(),
                pages: image.pages,
                sizes: image.sizes.clone(),
                thumbnail: (image.thumbnail_width, image.thumbnail_height),
            };
            let file = artwork::insert_for(tx, Some(shop.id), None, &new, since).await?;
            let name = image.file_name.trim_end_matches(".png");
            sql(
                "insert into album_images (album_id, artwork_id, name, created_at)
                 values ($1, $2, $3, $4)",
            )
            .bind(album)
            .bind(file)
            .bind(name)
            .bind(since)
            .run(tx)
            .await?;
        }
    }
    Ok(())
}
