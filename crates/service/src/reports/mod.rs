//! Reports: who the customers are, and what was ordered, each as a page and as a file.

mod customers;
mod export;
mod orders;

pub use customers::customers;
pub use export::export;
pub use orders::{export_orders, orders};
