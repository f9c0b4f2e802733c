//! Jobs on the floor and with suppliers.
