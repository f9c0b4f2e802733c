//! Publication types: the list, and what is done to one in its dialogs.

mod dialogs;
mod list;

use crate::{Act, Done, Shop, failed::named, go, page, post};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    NoField, PublicationTypeId,
    lists::{DialogQuery as _, ListQuery as _},
    paths,
    publication_types::{
        AssignPublicationType, CreatePublicationType, FileProduct, OnPublicationType,
        PublicationTypeField, PublicationTypePanel, PublicationTypesPage, PublicationTypesQuery,
        RenamePublicationType,
    },
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait PublicationTypes: Send + Sync {
    async fn list(
        &self,
        ctx: &Ctx,
        query: &PublicationTypesQuery,
    ) -> Result<PublicationTypesPage, Failure>;
    async fn create(
        &self,
        ctx: &Ctx,
        form: &CreatePublicationType,
    ) -> Result<PublicationTypeId, Failure<PublicationTypeField>>;
    async fn rename(
        &self,
        ctx: &Ctx,
        form: &RenamePublicationType,
    ) -> Result<(), Failure<PublicationTypeField>>;
    async fn assign(
        &self,
        ctx: &Ctx,
        form: &AssignPublicationType,
    ) -> Result<(), Failure<PublicationTypeField>>;
    async fn file(
        &self,
        ctx: &Ctx,
        form: &FileProduct,
    ) -> Result<(), Failure<PublicationTypeField>>;
    async fn delete(&self, ctx: &Ctx, form: &OnPublicationType) -> Result<(), Failure>;
}

named! { PublicationTypeField }

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::PUBLICATION_TYPES, list::load))
        .merge(post(&pages::CREATE_PUBLICATION_TYPE, create))
        .merge(post(&pages::RENAME_PUBLICATION_TYPE, rename))
        .merge(post(&pages::ASSIGN_PUBLICATION_TYPE, assign))
        .merge(post(&pages::FILE_PRODUCT, file))
        .merge(post(&pages::DELETE_PUBLICATION_TYPE, delete))
}

async fn create(
    act: Act,
    form: CreatePublicationType,
) -> Result<Done, Failure<PublicationTypeField>> {
    act.shop.publication_types.create(&act.ctx, &form).await?;
    let notice = format!(
        "{} was added, for all departments of the company.",
        form.name()
    );
    Ok(go(paths::PublicationTypes).saying(notice))
}

async fn rename(
    act: Act,
    form: RenamePublicationType,
) -> Result<Done, Failure<PublicationTypeField>> {
    act.shop.publication_types.rename(&act.ctx, &form).await?;
    let notice = format!("It is called {} from now on.", form.name());
    Ok(go(paths::PublicationTypes).saying(notice))
}

async fn assign(
    act: Act,
    form: AssignPublicationType,
) -> Result<Done, Failure<PublicationTypeField>> {
    act.shop.publication_types.assign(&act.ctx, &form).await?;
    Ok(go(paths::PublicationTypes).saying("Saved. It acts from now on."))
}

async fn file(act: Act, form: FileProduct) -> Result<Done, Failure<PublicationTypeField>> {
    act.shop.publication_types.file(&act.ctx, &form).await?;
    // There is mostly more than one to put in.
    let query = PublicationTypesQuery::default()
        .with(PublicationTypePanel::Products, form.publication_type);
    let notice = if form.out {
        "Taken out. It is for whom the product itself is for."
    } else {
        "Put in. Only who sees the publication type is offered it."
    };
    Ok(go(query.address()).saying(notice))
}

async fn delete(act: Act, form: OnPublicationType) -> Result<Done, Failure<NoField>> {
    act.shop.publication_types.delete(&act.ctx, &form).await?;
    Ok(go(paths::PublicationTypes).saying("The publication type was deleted."))
}
