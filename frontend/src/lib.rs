//! The browser's entry: wakes the islands, nothing else.

// Named, or the linker drops them: an island is only called by the name in the page.
#[expect(unused_imports, reason = "kept for the linker")]
use islands::*;

#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    islands::hydrate();
}
