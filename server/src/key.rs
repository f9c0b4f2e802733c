//! The key of the installation, in a file beside the database and not in it.

use crate::command::Outcome;
use service::accounts::Seal;
use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

/// The key in this file, which is made where there is none yet.
///
/// # Errors
/// It cannot be read or made, or is no key.
pub fn open(path: &Path) -> Outcome<Seal> {
    let key = match fs::read(path) {
        Ok(key) => key,
        Err(error) if error.kind() == ErrorKind::NotFound => make(path)?,
        Err(error) => return Err(format!("{} cannot be read: {error}", path.display()).into()),
    };
    Seal::new(&key)
        .ok_or_else(|| format!("{} is no key of {} bytes", path.display(), Seal::KEY).into())
}

/// Random bytes that only the owner of the file reads. Of two servers that start at once one makes
/// the file, and the other reads it.
fn make(path: &Path) -> Outcome<Vec<u8>> {
    let mut key = vec![0; Seal::KEY];
    getrandom::fill(&mut key).map_err(|error| format!("there is no randomness: {error}"))?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beginning = path.with_extension(format!("{}.new", std::process::id()));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&beginning)?;
    file.write_all(&key)?;
    file.sync_all()?;
    // Whole or not at all, and never over one that is there.
    let made = fs::hard_link(&beginning, path);
    fs::remove_file(&beginning)?;
    match made {
        Ok(()) => Ok(key),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(fs::read(path)?),
        Err(error) => Err(format!("{} cannot be made: {error}", path.display()).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn it_is_made_once_for_its_owner_alone() {
        let folder = testkit::Folder::new();
        let path = folder.0.join("below").join("quoin.key");
        open(&path).unwrap();
        let key = fs::read(&path).unwrap();
        assert_eq!(key.len(), Seal::KEY);
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        open(&path).unwrap();
        assert_eq!(fs::read(&path).unwrap(), key, "it stays");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);

        fs::write(&path, b"something else").unwrap();
        assert!(open(&path).is_err());
    }
}
