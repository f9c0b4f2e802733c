//! One product: options, artwork, price.

use super::filling;
use crate::{At, Failed, View, assets::asset, cart::wrong};
use access::{Failure, pages, rules};
use domain::{
    albums::Offered,
    artwork::{Artwork, Kept, megabytes},
    cart::{AddField, AddToCart, Filling},
    catalogue::{ArtworkNeed, Chosen, Fillable, NoPrice, OPTIONS_MOST, ProductOption, ProductPage},
    paths,
};
use leptos::prelude::*;
use ui::{
    Card, Choice, Crumb, Fact, Facts, FileField, Hidden, Notice, NumberField, PageHeader, Picture,
    PictureChoice, PictureRadios, PostForm, PriceBreak, PriceBreaks, PriceTag, ProductPicture,
    RadioLook, Radios, Select, TextField, Thumbnail, Tone, Weight, WithAside,
};

/// The form's id, by which the islands find it.
const FORM: &str = "add";

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let slug: String = at.param("slug")?;
    let form = filled(&at);
    let kept = form.kept.parse::<Kept>().ok();
    let (product, artwork) = at
        .shop
        .catalogue
        .product(&at.ctx, &slug, kept.as_ref())
        .await?;
    let mut typed = filling::typed(&at);
    let fillable = filling::load(&at, &product.printed, &mut typed).await?;
    let orders = !product.disabled && rules::cart::own(&at.ctx.access, &at.ctx.at).is_ok();
    let failed = at.failed(pages::CART_ADD.path).cloned();
    let limit = at.shop.settings.largest_upload;
    Ok(View::new(product.name.clone(), move || {
        let page = Page {
            product,
            form,
            filling: typed,
            fillable,
            artwork,
            failed,
            limit,
        };
        page.draw(orders)
    }))
}

/// What was typed and failed just now, else what the address asks for ("Update price").
fn filled(at: &At) -> AddToCart {
    if at.failed(pages::CART_ADD.path).is_none() {
        return at.query();
    }
    let mut form = AddToCart::default();
    let lists = (0..OPTIONS_MOST)
        .flat_map(|place| [AddToCart::option_name(place), format!("chosen-{place}")]);
    let names = ["product", "quantity", "reference", "kept"]
        .into_iter()
        .map(str::to_owned)
        .chain(lists);
    for name in names {
        if let Some(value) = at.typed().value(&name) {
            form.set(&name, value.to_owned());
        }
    }
    form
}

pub(super) struct Page {
    pub(super) product: ProductPage,
    form: AddToCart,
    pub(super) filling: Filling,
    pub(super) fillable: Fillable,
    artwork: Option<Artwork>,
    failed: Option<Failed>,
    /// The largest file, in bytes.
    limit: u64,
}

impl Page {
    fn draw(self, orders: bool) -> AnyView {
        let crumbs = vec![
            Crumb::new("Products", paths::Catalogue.to_string()),
            Crumb::here(self.product.name.clone()),
        ];
        let picture = Picture::new(
            asset(&format!("products/{}.svg", self.product.picture)),
            self.product.name.clone(),
            600,
            400,
        );
        let off = self.product.disabled.then(|| {
            view! { <Notice tone=Tone::Attention title="Switched off">"Shown to you for testing. It cannot be ordered."</Notice> }
        });
        let chosen = self
            .product
            .configuration
            .choices_or_first(&self.form.choices());
        let quantity = self.quantity();
        let breaks = self.breaks(quantity.as_ref().copied().unwrap_or_default(), &chosen);
        let facts = vec![
            Fact::new("Production", days(self.product.production_days)),
            Fact::new("Category", self.product.category.clone()),
        ];
        let (title, lead, description) = (
            self.product.name.clone(),
            self.product.summary.clone(),
            self.product.description.clone(),
        );
        let form = if orders {
            self.order_form(&chosen)
        } else {
            self.price_only(&chosen)
        };
        view! {
            <PageHeader title lead crumbs/>
            {off}
            <WithAside aside=move || form halves=true>
                <ProductPicture picture eager=true/>
                {(!description.is_empty()).then(|| view! { <p>{description}</p> })}
                {breaks}
                <Facts facts/>
            </WithAside>
        }
        .into_any()
    }

    /// The quantity as it stands in the form; the least to begin with.
    fn quantity(&self) -> Result<u32, domain::Problem> {
        if self.form.quantity.is_empty() {
            Ok(self.product.configuration.quantities.least)
        } else {
            self.form.quantity()
        }
    }

    fn order_form(&self, chosen: &[Chosen]) -> AnyView {
        let product = &self.product;
        let options = product.configuration.options.iter().zip(chosen).enumerate();
        let options = options
            .map(|(place, (option, chosen))| self.option(place, option, chosen))
            .collect_view();
        let words = if self.form.quantity.is_empty() {
            product.configuration.quantities.least.to_string()
        } else {
            self.form.quantity.clone()
        };
        let quantities = &product.configuration.quantities;
        let step = if quantities.step > 1 {
            format!(", in steps of {}", quantities.step)
        } else {
            String::new()
        };
        let suggestions = product
            .configuration
            .prices
            .breaks
            .iter()
            .map(|one| one.from.max(quantities.least).to_string())
            .collect();
        let price = self.price(chosen);
        let no_price = match &price {
            Err(NoPrice::Quantity(problem)) => Some(problem.to_string()),
            _ => None,
        };
        let quantity_error = self.problem(AddField::Quantity).or(no_price);
        let configuration = product.configuration.clone();
        let currency = product.currency;
        let chooses = product.artwork == ArtworkNeed::Album;
        let file = if chooses {
            Some(self.images())
        } else {
            self.file()
        };
        let limit = self.limit;
        // Where no file is sent there is nothing to be seen of its way; and it does not say which of
        // several buttons was pressed, as a browser does.
        let sends = !chooses && product.printed.is_empty();
        let upload = sends.then(|| view! { <islands::Upload form=FORM.to_owned() most=limit/> });
        let (slug, once) = (product.slug.clone(), product.once.clone());
        let most = quantities.most.to_string();
        let hint = format!("From {} to {}{step}", quantities.least, quantities.most);
        let (reference, reference_error) = (
            self.form.reference.clone(),
            self.problem(AddField::Reference),
        );
        let (printed, another) = (self.printed(), self.another());
        let wrong = wrong(self.failed.as_ref());
        view! {
            <Card title="Put it together">
                <PostForm action=pages::CART_ADD.path multipart=true id=FORM wrong>
                    <Hidden name="once" value=once/>
                    <Hidden name="product" value=slug/>
                    {options}
                    <NumberField
                        label="Quantity"
                        name="quantity"
                        value=words
                        min="1"
                        max=most
                        suggestions
                        hint
                        error=quantity_error
                        required=true
                    />
                    // Without script; with it the price follows by itself.
                    <button class="button" data-weight="quiet" type="submit" name=AddToCart::ASK value="yes" formnovalidate=true data-update-price="">
                        "Update price"
                    </button>
                    <div class="product-rest">
                        {printed}
                        {file}
                        <TextField
                            label="Reference"
                            name="reference"
                            value=reference
                            max_length=120
                            hint="Yours, to find it again: a campaign, a person, a cost centre."
                            error=reference_error
                        />
                        {another}
                    </div>
                    <div class="product-buy">
                        {price_tag(price)}
                        <ui::Button label="Add to cart" weight=Weight::Primary glyph=ui::Glyph::Cart/>
                    </div>
                </PostForm>
                <islands::Configurator form=FORM.to_owned() configuration currency/>
                {upload}
            </Card>
        }
        .into_any()
    }

    /// For who may look and not order.
    fn price_only(&self, chosen: &[Chosen]) -> AnyView {
        let price = self.price(chosen);
        view! { <Card title="Price">{price_tag(price)}</Card> }.into_any()
    }

    fn price(&self, chosen: &[Chosen]) -> Result<domain::catalogue::Price, NoPrice> {
        let quantity = self.quantity().map_err(NoPrice::Quantity)?;
        self.product
            .configuration
            .price(quantity, chosen, self.product.currency)
    }

    /// One option by its name: a few choices all in sight, many in a list.
    fn option(&self, place: usize, option: &ProductOption, chosen: &Chosen) -> AnyView {
        let field = AddField::Option(u8::try_from(place).unwrap_or_default());
        let choices: Vec<Choice> = option
            .choices
            .iter()
            .map(|choice| Choice::new(choice.name.clone(), choice.name.clone()))
            .collect();
        let (label, value, error) = (
            option.name.clone(),
            chosen.choice.clone(),
            self.problem(field),
        );
        let control = if choices.len() <= 4 {
            view! { <Radios label name=field.name() choices value look=RadioLook::Tiles error required=true/> }.into_any()
        } else {
            view! { <Select label name=field.name() choices value error required=true/> }.into_any()
        };
        view! {
            <Hidden name=AddToCart::option_name(place) value=option.name.clone()/>
            {control}
        }
        .into_any()
    }

    /// The images of the shared albums, for a product that asks for one.
    fn images(&self) -> AnyView {
        let choice = |one: &Offered| {
            let (width, height) = one.thumbnail;
            let picture = Picture::new(paths::AlbumImage(one.id).to_string(), "", width, height);
            PictureChoice::new(one.kept.to_string(), one.name.clone(), picture)
                .note(one.album.clone())
        };
        let choices: Vec<PictureChoice> = self.product.images.iter().map(choice).collect();
        if choices.is_empty() {
            return view! {
                <Notice tone=Tone::Attention title="No image yet">"There is nothing to choose from here at the moment."</Notice>
            }
            .into_any();
        }
        let (value, error) = (self.form.kept.clone(), self.problem(AddField::Artwork));
        view! {
            <PictureRadios label="Image" name="kept" choices value error required=true id=AddField::Artwork.name()/>
        }
        .into_any()
    }

    fn file(&self) -> Option<AnyView> {
        if !self.product.artwork.takes_file() {
            return None;
        }
        let most = megabytes(self.limit);
        let kept = self.artwork.as_ref().map(|file| {
            format!(
                "{}: {}, {}. It is kept; choose another file to replace it.",
                file.file_name,
                file.words(),
                file.size()
            )
        });
        let error = self.problem(AddField::Artwork);
        // A browser never gives a chosen file back to a page.
        let again = self.failed.is_some() && self.artwork.is_none() && error.is_none();
        let again = if again {
            "Please choose your file again: a browser does not keep it. "
        } else {
            ""
        };
        let hint =
            format!("{again}A PDF of at most {most} MB, in the finished size with 3 mm of bleed.");
        let required = self.product.artwork == ArtworkNeed::Required && self.artwork.is_none();
        let picture = self.artwork.as_ref().map(|file| {
            let (width, height) = file.thumbnail;
            let alt = format!("First page of {}", file.file_name);
            let picture = Picture::new(
                paths::KeptThumbnail(file.kept.clone()).to_string(),
                alt,
                width,
                height,
            );
            view! {
                <Hidden name="kept" value=file.kept.to_string()/>
                <Thumbnail picture pages=file.pages large=true/>
            }
        });
        Some(
            view! {
                {picture}
                <FileField label="Artwork" name=AddField::Artwork.name() accept="application/pdf,.pdf" kept hint error required/>
            }
            .into_any(),
        )
    }

    pub(super) fn problem(&self, field: AddField) -> Option<String> {
        self.failed.as_ref()?.problem(field.name())
    }

    fn breaks(&self, quantity: u32, chosen: &[Chosen]) -> Option<AnyView> {
        let breaks: Vec<PriceBreak> = self
            .product
            .configuration
            .break_prices(quantity, chosen, self.product.currency)
            .into_iter()
            .map(|one| PriceBreak {
                quantity: one.from.to_string(),
                total: one.price.total.to_string(),
                each: one.price.each_words(),
                saving: (one.saving > 0)
                    .then(|| format!("−{} %", one.saving))
                    .into(),
                current: one.current,
            })
            .collect();
        (!breaks.is_empty()).then(|| view! { <PriceBreaks breaks/> }.into_any())
    }
}

fn price_tag(price: Result<domain::catalogue::Price, NoPrice>) -> AnyView {
    let (total, each) = match price {
        Ok(price) => (
            price.total.to_string(),
            format!("{} a piece", price.each_words()),
        ),
        Err(_) => ("–".to_owned(), "No price for this choice".to_owned()),
    };
    view! { <PriceTag total each id="price"/> }.into_any()
}

fn days(working: u32) -> String {
    if working == 1 {
        "1 working day".to_owned()
    } else {
        format!("{working} working days")
    }
}
