//! Pages and server functions, rendered on the server only.
