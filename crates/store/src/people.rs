//! People, companies and departments.
