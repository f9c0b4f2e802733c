//! The logo of a storefront.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The picture in the place of a storefront's name above its pages. We drew it ourselves from the file
/// that was sent, so that what was written beside the picture in there is told to nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// SHA-256 of the picture in lower-case hexadecimal.
    pub sha256: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// As its address has it. It names the very bytes, so that browsers keep them for good.
impl fmt::Display for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.png", self.sha256)
    }
}
