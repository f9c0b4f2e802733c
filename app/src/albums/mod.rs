//! Albums: the list, one album, and what is done to it and its images.

mod album;
mod list;

use crate::{Act, Done, Shop, Uploaded, failed::named, go, page, post, upload};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    AlbumId, NoField,
    albums::{
        AddImage, AlbumField, AlbumPage, AlbumRow, AlbumsPage, AlbumsQuery, CreateAlbum, EditAlbum,
        ImagesQuery, OnAlbum, OnImage, RenameImage,
    },
    paths,
};
use leptos::prelude::*;
use ui::{Shape, StatusPill, Tone};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Albums: Send + Sync {
    async fn list(&self, ctx: &Ctx, query: &AlbumsQuery) -> Result<AlbumsPage, Failure>;
    async fn open(&self, ctx: &Ctx, id: AlbumId, query: &ImagesQuery)
    -> Result<AlbumPage, Failure>;
    async fn create(&self, ctx: &Ctx, form: &CreateAlbum) -> Result<AlbumId, Failure<AlbumField>>;
    async fn edit(&self, ctx: &Ctx, form: &EditAlbum) -> Result<(), Failure<AlbumField>>;
    async fn empty(&self, ctx: &Ctx, form: &OnAlbum) -> Result<(), Failure>;
    async fn delete(&self, ctx: &Ctx, form: &OnAlbum) -> Result<(), Failure>;
    /// Whether the album did not have it already.
    async fn add_image(
        &self,
        ctx: &Ctx,
        form: &AddImage,
        file: Uploaded,
    ) -> Result<bool, Failure<AlbumField>>;
    /// Gives the image's album.
    async fn rename_image(
        &self,
        ctx: &Ctx,
        form: &RenameImage,
    ) -> Result<AlbumId, Failure<AlbumField>>;
    /// Gives the album that it was in.
    async fn delete_image(&self, ctx: &Ctx, form: &OnImage) -> Result<AlbumId, Failure>;
}

named! { AlbumField }

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::ALBUMS, list::load))
        .merge(page(&pages::ALBUM, album::load))
        .merge(post(&pages::CREATE_ALBUM, create))
        .merge(post(&pages::EDIT_ALBUM, edit))
        .merge(post(&pages::EMPTY_ALBUM, empty))
        .merge(post(&pages::DELETE_ALBUM, delete))
        .merge(upload(&pages::ADD_IMAGE, add_image))
        .merge(post(&pages::RENAME_IMAGE, rename_image))
        .merge(post(&pages::DELETE_IMAGE, delete_image))
}

async fn create(act: Act, form: CreateAlbum) -> Result<Done, Failure<AlbumField>> {
    let id = act.shop.albums.create(&act.ctx, &form).await?;
    let notice = format!("{} was added.", form.name());
    Ok(go(paths::Album(id)).saying(notice))
}

async fn edit(act: Act, form: EditAlbum) -> Result<Done, Failure<AlbumField>> {
    act.shop.albums.edit(&act.ctx, &form).await?;
    Ok(go(paths::Album(form.album)).saying("Saved."))
}

async fn empty(act: Act, form: OnAlbum) -> Result<Done, Failure<NoField>> {
    act.shop.albums.empty(&act.ctx, &form).await?;
    let notice = "The album is empty. What was ordered keeps its image.";
    Ok(go(paths::Album(form.album)).saying(notice))
}

async fn delete(act: Act, form: OnAlbum) -> Result<Done, Failure<NoField>> {
    act.shop.albums.delete(&act.ctx, &form).await?;
    Ok(go(paths::Albums).saying("The album was deleted. What was ordered keeps its image."))
}

async fn add_image(act: Act, form: AddImage, file: Uploaded) -> Result<Done, Failure<AlbumField>> {
    let new = act.shop.albums.add_image(&act.ctx, &form, file).await?;
    let notice = if new {
        "The image was added."
    } else {
        "The album has this image already."
    };
    Ok(go(paths::Album(form.album)).saying(notice))
}

async fn rename_image(act: Act, form: RenameImage) -> Result<Done, Failure<AlbumField>> {
    let album = act.shop.albums.rename_image(&act.ctx, &form).await?;
    let notice = format!("It is called {} from now on.", form.name());
    Ok(go(paths::Album(album)).saying(notice))
}

async fn delete_image(act: Act, form: OnImage) -> Result<Done, Failure<NoField>> {
    let album = act.shop.albums.delete_image(&act.ctx, &form).await?;
    Ok(go(paths::Album(album)).saying("The image was deleted. What was ordered keeps it."))
}

/// Whether customers choose from it: a word, a tone and a shape.
fn pill(album: &AlbumRow) -> AnyView {
    let (tone, shape) = if album.shared {
        (Tone::Done, Shape::Tick)
    } else {
        (Tone::Plain, Shape::Ring)
    };
    let word = match (album.shared, album.for_roles, album.for_products) {
        (false, ..) => "Not shared",
        (true, false, false) => "Shared",
        (true, true, false) => "Shared with roles",
        (true, false, true) => "Shared with products",
        (true, true, true) => "Shared with roles and products",
    };
    view! { <StatusPill word tone shape/> }.into_any()
}

/// What sharing means.
const SHARED: &str = "Everybody who orders a product that asks for an image can choose from it.";
