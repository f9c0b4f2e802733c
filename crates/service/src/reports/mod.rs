//! Reports: who the customers are, as a page and as a file.

mod customers;
mod export;

pub use customers::customers;
pub use export::export;
