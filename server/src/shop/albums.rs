use super::{Backend, cart::sent};
use access::{Ctx, Failure};
use app::{Uploaded, albums::Albums};
use async_trait::async_trait;
use domain::{
    AlbumId,
    albums::{
        AddImage, AlbumField, AlbumPage, AlbumsPage, AlbumsQuery, CreateAlbum, EditAlbum,
        ImagesQuery, OnAlbum, OnImage, RenameImage,
    },
};
use service::albums::{self, Added};

#[async_trait]
impl Albums for Backend {
    async fn list(&self, ctx: &Ctx, query: &AlbumsQuery) -> Result<AlbumsPage, Failure> {
        albums::list(&self.store, ctx, query).await
    }
    async fn open(
        &self,
        ctx: &Ctx,
        id: AlbumId,
        query: &ImagesQuery,
    ) -> Result<AlbumPage, Failure> {
        albums::open(&self.store, ctx, id, query).await
    }
    async fn create(&self, ctx: &Ctx, form: &CreateAlbum) -> Result<AlbumId, Failure<AlbumField>> {
        albums::create(&self.store, ctx, form).await
    }
    async fn edit(&self, ctx: &Ctx, form: &EditAlbum) -> Result<(), Failure<AlbumField>> {
        albums::edit(&self.store, ctx, form).await
    }
    async fn empty(&self, ctx: &Ctx, form: &OnAlbum) -> Result<(), Failure> {
        albums::empty(&self.store, ctx, form).await
    }
    async fn delete(&self, ctx: &Ctx, form: &OnAlbum) -> Result<(), Failure> {
        albums::delete(&self.store, ctx, form).await
    }
    async fn add_image(
        &self,
        ctx: &Ctx,
        form: &AddImage,
        file: Uploaded,
    ) -> Result<bool, Failure<AlbumField>> {
        let added = albums::add_image(&self.store, &self.files, ctx, form, sent(file)).await?;
        Ok(added == Added::New)
    }
    async fn rename_image(
        &self,
        ctx: &Ctx,
        form: &RenameImage,
    ) -> Result<AlbumId, Failure<AlbumField>> {
        albums::rename_image(&self.store, ctx, form).await
    }
    async fn delete_image(&self, ctx: &Ctx, form: &OnImage) -> Result<AlbumId, Failure> {
        albums::delete_image(&self.store, ctx, form).await
    }
}
