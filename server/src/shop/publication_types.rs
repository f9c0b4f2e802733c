use super::Backend;
use access::{Ctx, Failure};
use app::publication_types::PublicationTypes;
use async_trait::async_trait;
use domain::{
    PublicationTypeId,
    publication_types::{
        AssignPublicationType, CreatePublicationType, FileProduct, OnPublicationType,
        PublicationTypeField, PublicationTypesPage, PublicationTypesQuery, RenamePublicationType,
    },
};
use service::publication_types;

#[async_trait]
impl PublicationTypes for Backend {
    async fn list(
        &self,
        ctx: &Ctx,
        query: &PublicationTypesQuery,
    ) -> Result<PublicationTypesPage, Failure> {
        publication_types::list(&self.store, ctx, query).await
    }
    async fn create(
        &self,
        ctx: &Ctx,
        form: &CreatePublicationType,
    ) -> Result<PublicationTypeId, Failure<PublicationTypeField>> {
        publication_types::create(&self.store, ctx, form).await
    }
    async fn rename(
        &self,
        ctx: &Ctx,
        form: &RenamePublicationType,
    ) -> Result<(), Failure<PublicationTypeField>> {
        publication_types::rename(&self.store, ctx, form).await
    }
    async fn assign(
        &self,
        ctx: &Ctx,
        form: &AssignPublicationType,
    ) -> Result<(), Failure<PublicationTypeField>> {
        publication_types::assign(&self.store, ctx, form).await
    }
    async fn file(
        &self,
        ctx: &Ctx,
        form: &FileProduct,
    ) -> Result<(), Failure<PublicationTypeField>> {
        publication_types::file(&self.store, ctx, form).await
    }
    async fn delete(&self, ctx: &Ctx, form: &OnPublicationType) -> Result<(), Failure> {
        publication_types::delete(&self.store, ctx, form).await
    }
}
