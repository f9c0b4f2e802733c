//! The server: configuration, HTTP, sessions, guards, workers, commands, wiring.
//!
//! What people may do is decided in `access`, what happens in `service`, what is drawn in `app`;
//! this crate lets requests in and ties the rest together.

pub mod audit;
pub mod command;
pub mod config;
pub mod demo;
pub mod http;
mod imports;
pub mod key;
pub mod mail;
pub mod serve;
pub mod shop;
