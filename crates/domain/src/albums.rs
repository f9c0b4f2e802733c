//! Albums: the images that a storefront keeps for the products that ask for one. A shared album is
//! there for everybody who orders such a product, or for some roles among them, and for every such product
//! or for some of them; one that is not is for those who keep albums.

use crate::{
    AlbumId, ImageId, Problem, ProductId, StorefrontId,
    artwork::Kept,
    check::{Check, Checked, tidy},
    lists::{ListQuery, NameCursor, PageOf, list_query, query, start, words},
    orders::Side,
    paths::{self, Path as _},
    people::Named,
};
use serde::{Deserialize, Serialize};

/// The longest name of an album or an image.
pub const NAME_MOST: u32 = 120;

/// The most pixels of an image, in millions: A1 at 300 dots per inch.
pub const MEGAPIXELS_MOST: u32 = 70;

/// The filter of the list as the address has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AlbumsQuery {
    /// Words to look for in the name.
    pub q: String,
    /// An id.
    pub storefront: String,
    pub after: String,
    pub before: String,
}

impl AlbumsQuery {
    /// What does not read as a filter is as if it were absent.
    #[must_use]
    pub fn filter(&self) -> AlbumFilter {
        AlbumFilter {
            words: words(&self.q),
            storefront: self.storefront.parse().ok(),
            start: start(&self.after, &self.before),
        }
    }
}

list_query! { AlbumsQuery at paths::Albums { q, storefront } }

/// What a list of albums is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlbumFilter {
    pub words: Vec<String>,
    pub storefront: Option<StorefrontId>,
    pub start: Option<(Side, NameCursor)>,
}

/// The part of an album that its page's address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImagesQuery {
    pub after: String,
    pub before: String,
}

impl ImagesQuery {
    /// Where it starts.
    #[must_use]
    pub fn start(&self) -> Option<(Side, NameCursor)> {
        start(&self.after, &self.before)
    }

    /// The address of the part of an album after this image.
    #[must_use]
    pub fn after(album: AlbumId, cursor: &NameCursor) -> String {
        let pairs = query(&[("after", &cursor.to_string())]);
        format!("{}{pairs}", paths::Album(album))
    }

    /// The address of the part of an album before this image.
    #[must_use]
    pub fn before(album: AlbumId, cursor: &NameCursor) -> String {
        let pairs = query(&[("before", &cursor.to_string())]);
        format!("{}{pairs}", paths::Album(album))
    }
}

/// An album, as lists have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlbumRow {
    pub id: AlbumId,
    pub name: String,
    pub storefront: String,
    pub shared: bool,
    /// With some roles only.
    pub for_roles: bool,
    /// With some products or categories only.
    pub for_products: bool,
    /// How many it holds.
    pub images: i64,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlbumsPage {
    pub listing: PageOf<AlbumRow, NameCursor>,
    /// The storefronts that a new album can be of.
    pub storefronts: Vec<Named>,
}

/// An image of an album.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlbumImage {
    pub id: ImageId,
    pub version: i64,
    pub name: String,
    /// `2400 × 1600 pixels`.
    pub size: String,
    /// Width and height of its thumbnail, in pixels.
    pub thumbnail: (u32, u32),
}

/// The products that an album is shared with: these, and those in these categories.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForProducts {
    pub products: Vec<ProductId>,
    pub categories: Vec<String>,
}

impl ForProducts {
    /// Whether it is with none at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.products.is_empty() && self.categories.is_empty()
    }

    /// Whether it is with this product of that category.
    #[must_use]
    pub fn has(&self, product: ProductId, category: &str) -> bool {
        self.products.contains(&product) || self.categories.iter().any(|one| one == category)
    }
}

/// What an album can be shared with: a role, a product, a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub named: Named,
    /// Whether it is one of those that this album is limited to.
    pub chosen: bool,
}

/// One album.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlbumPage {
    pub row: AlbumRow,
    pub version: i64,
    pub roles: Vec<Target>,
    /// Those that the reader sees.
    pub products: Vec<Target>,
    pub categories: Vec<Target>,
    /// How many products and categories it is shared with that the reader does not see.
    pub unseen: usize,
    pub images: PageOf<AlbumImage, NameCursor>,
}

/// An image that a product offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    pub id: ImageId,
    pub album: String,
    pub name: String,
    pub thumbnail: (u32, u32),
    /// The name by which the form chooses it.
    pub kept: Kept,
}

/// Which field of a form about albums is faulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AlbumField {
    Storefront,
    Name,
    Roles,
    Products,
    Categories,
    Image,
}

impl AlbumField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Storefront => "storefront",
            Self::Name => "name",
            Self::Roles => "roles",
            Self::Products => "products",
            Self::Categories => "categories",
            Self::Image => "image",
        }
    }
}

/// A new album.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateAlbum {
    /// An id; empty for the storefront that one is at.
    pub storefront: String,
    pub name: String,
    pub shared: bool,
}

impl CreateAlbum {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<AlbumField> {
        let mut check = Check::new();
        check.required(AlbumField::Name, &self.name, NAME_MOST);
        if !self.storefront.is_empty() && self.storefront().is_none() {
            check.problem(AlbumField::Storefront, Problem::NotOffered);
        }
        check.done()
    }

    #[must_use]
    pub fn storefront(&self) -> Option<StorefrontId> {
        self.storefront.parse().ok()
    }

    /// As it is kept.
    #[must_use]
    pub fn name(&self) -> String {
        tidy(&self.name)
    }
}

/// An album's name, and with whom it is shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditAlbum {
    pub album: AlbumId,
    /// The version that the page showed; a page that is stale by now changes nothing.
    pub version: i64,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub shared: bool,
    /// The only roles that it is shared with, as forms know them; none for everybody.
    #[serde(default)]
    pub roles: Vec<String>,
    /// The only products that it is shared with, by id, beside those in the categories; none of either
    /// for every product.
    #[serde(default)]
    pub products: Vec<String>,
    #[serde(default)]
    pub categories: Vec<String>,
}

impl EditAlbum {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<AlbumField> {
        let mut check = Check::new();
        check.required(AlbumField::Name, &self.name, NAME_MOST);
        check.done()
    }

    /// As it is kept.
    #[must_use]
    pub fn name(&self) -> String {
        tidy(&self.name)
    }
}

/// An act on an album as it was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnAlbum {
    pub album: AlbumId,
    pub version: i64,
}

/// A new image; its file comes beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddImage {
    pub album: AlbumId,
    /// Empty for that of the file.
    #[serde(default)]
    pub name: String,
}

impl AddImage {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<AlbumField> {
        let mut check = Check::new();
        check.at_most(AlbumField::Name, &self.name, NAME_MOST);
        check.done()
    }

    /// As it is kept; that of the file, without its ending, where nothing was typed.
    #[must_use]
    pub fn name(&self, file_name: &str) -> String {
        let typed = tidy(&self.name);
        if !typed.is_empty() {
            return typed;
        }
        let stem = match file_name.rsplit_once('.') {
            Some((stem, _)) if !stem.trim().is_empty() => stem,
            _ => file_name,
        };
        tidy(stem)
    }
}

/// Another name for an image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenameImage {
    pub image: ImageId,
    pub version: i64,
    #[serde(default)]
    pub name: String,
}

impl RenameImage {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<AlbumField> {
        let mut check = Check::new();
        check.required(AlbumField::Name, &self.name, NAME_MOST);
        check.done()
    }

    /// As it is kept.
    #[must_use]
    pub fn name(&self) -> String {
        tidy(&self.name)
    }
}

/// An act on an image as it was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnImage {
    pub image: ImageId,
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_called_as_was_typed_or_like_its_file() {
        let named = |name: &str| AddImage {
            album: AlbumId(1),
            name: name.to_owned(),
        };
        assert_eq!(named(" Spring  tulips ").name("DSC_1.jpg"), "Spring tulips");
        assert_eq!(named("").name("Spring tulips.jpg"), "Spring tulips");
        assert_eq!(named(" ").name(".jpg"), ".jpg");
    }

    #[test]
    fn the_address_is_the_lists_state() {
        let cursor = NameCursor {
            name: "Spring".to_owned(),
            id: 31,
        };
        let query = AlbumsQuery::default().after(&cursor);
        assert_eq!(query.address(), "/albums?after=1f.Spring");
        assert_eq!(query.filter().start, Some((Side::After, cursor.clone())));
        assert_eq!(
            ImagesQuery::before(AlbumId(4), &cursor),
            "/albums/4?before=1f.Spring"
        );
    }
}
