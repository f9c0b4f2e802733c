# shellcheck shell=bash
# What the scripts share.  Sourced, never run; sets no shell options, the scripts do.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
WASM=wasm32-unknown-unknown
# The oldest compiler that builds this workspace; one place says so.
OLDEST_RUST=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$ROOT/Cargo.toml")
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/quoin

say() {
	printf '%s\n' "$*" >&2
}

die() {
	say "$@"
	exit 1
}

has() {
	command -v "$1" >/dev/null 2>&1
}

# at_least OLDEST VERSION
at_least() {
	[ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif has sudo; then
		sudo "$@"
	else
		die "This needs root, and there is no sudo: $*"
	fi
}

# quietly WHAT COMMAND...: one line while it goes well, everything it said when it does not.
quietly() {
	local what=$1 log
	shift
	log=$(mktemp)
	say "$what ..."
	if ! "$@" >"$log" 2>&1; then
		cat "$log" >&2
		rm -f "$log"
		die "Failed: $what"
	fi
	rm -f "$log"
}

# install_packages WHAT_FOR PACKAGE...: Debian's packages, those that are missing.
install_packages() {
	local why=$1 package
	local -a missing=()
	shift
	for package in "$@"; do
		if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
			missing+=("$package")
		fi
	done
	if [ ${#missing[@]} -eq 0 ]; then
		return
	fi
	if ! has apt-get; then
		die "Missing for $why, and here is no apt-get to install it: ${missing[*]}"
	fi
	for package in "${missing[@]}"; do
		if ! [[ $(apt-cache policy "$package" 2>/dev/null) =~ Candidate:\ [^\(] ]]; then
			quietly "Reading Debian's package lists" as_root apt-get update
			break
		fi
	done
	quietly "Installing Debian's packages for $why: ${missing[*]}" \
		as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# --- The toolchain -----------------------------------------------------------------------------
#
# One toolchain for the host and for the browser.  What is there already is taken; then rustup is
# asked; then Debian 12, which carries a current compiler (rustc-web) in its security suite, for
# networks that reach packages and not rustup.  QUOIN_TOOLCHAIN=rustup or =debian allows one of the
# two alone.
#
# There is no rust-toolchain.toml: with one, every plain `cargo` on such a network would try to
# fetch what it names, and fail.

# The folder of the browser's standard library of the current toolchain.
wasm_library() {
	rustc --target $WASM --print target-libdir 2>/dev/null
}

# Whether the current toolchain can build both halves.
fits() {
	local version library
	version=$(rustc --version 2>/dev/null | cut -d ' ' -f 2) || return 1
	at_least "$OLDEST_RUST" "$version" || return 1
	library=$(wasm_library) || return 1
	compgen -G "$library/libstd-*.rlib" >/dev/null || return 1
	# A standard library that we built ourselves is of no use to the compiler's next version.
	if [ -e "$library/built-by" ]; then
		[ "$(rustc -vV)" = "$(cat "$library/built-by")" ] || return 1
	fi
}

use_toolchain() {
	case ${QUOIN_TOOLCHAIN:-either} in
	rustup)
		fits || fetch_from_rustup || die "rustup could not fetch Rust $OLDEST_RUST or newer with $WASM."
		;;
	debian)
		use_debian_if_there || take_from_debian
		;;
	either)
		fits || use_debian_if_there || fetch_from_rustup || take_from_debian
		;;
	*)
		die "QUOIN_TOOLCHAIN is '$QUOIN_TOOLCHAIN'; it can be 'rustup' or 'debian'."
		;;
	esac
}

# Case 1.  Two minutes are enough for 20 MB on a slow line, and for a closed network to show itself.
fetch_from_rustup() {
	local version toolchain=stable
	has rustup || return 1
	say "Asking rustup for Rust's library for the browser ..."
	version=$(rustc --version 2>/dev/null | cut -d ' ' -f 2) || version=0
	if at_least "$OLDEST_RUST" "$version"; then
		timeout 120 rustup --quiet target add $WASM >/dev/null 2>&1 && fits
	else
		timeout 600 rustup --quiet toolchain install $toolchain --profile minimal --no-self-update \
			--component rustfmt --component clippy --target $WASM >/dev/null 2>&1 || return 1
		export RUSTUP_TOOLCHAIN=$toolchain
		fits
	fi
}

# Case 2.
take_from_debian() {
	local llvm
	has apt-get || die "No Rust $OLDEST_RUST with $WASM: rustup could not fetch it, and this is no Debian." \
		"See https://rustup.rs."
	install_packages "Rust" rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web
	# The linker for the browser is LLVM's, in the version that the compiler was built with.
	llvm=$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
	install_packages "linking for the browser" "lld-$llvm"
	if has rustup; then
		rustup toolchain link quoin /usr
	fi
	choose_debian
	fits || build_wasm_library
	fits || die "Debian's Rust is installed, and still does not build for $WASM."
}

use_debian_if_there() {
	[ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo ] || return 1
	local path=$PATH toolchain=${RUSTUP_TOOLCHAIN-}
	if has rustup && ! rustup which --toolchain quoin rustc >/dev/null 2>&1; then
		return 1
	fi
	choose_debian
	if fits; then
		return
	fi
	export PATH=$path
	if [ -n "$toolchain" ]; then
		export RUSTUP_TOOLCHAIN=$toolchain
	else
		unset RUSTUP_TOOLCHAIN
	fi
	return 1
}

# With rustup, beside its toolchains and under a name of ours; without it, first on the PATH.
choose_debian() {
	if has rustup; then
		export RUSTUP_TOOLCHAIN=quoin
	else
		export PATH="/usr/bin:$PATH"
	fi
}

# Debian has no binary of the standard library for the browser, but its sources, which name their
# dependencies.  With bitcode, or link-time optimisation fails; for size, like our own code.
build_wasm_library() {
	local folder library
	folder=$(mktemp -d)
	library=$(wasm_library)
	mkdir "$folder/src"
	printf '#![no_std]\n' >"$folder/src/lib.rs"
	cat >"$folder/Cargo.toml" <<-END
		[package]
		name = "quoin_std"
		version = "0.0.0"
		edition = "2021"
		[workspace]
	END
	quietly "Building Rust's library for the browser, once (two minutes)" \
		env -C "$folder" RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_PROFILE_RELEASE_OPT_LEVEL=s \
		CARGO_TARGET_DIR="$folder/target" \
		cargo build --release -Zbuild-std=std,panic_abort,panic_unwind --target $WASM
	rm -f "$folder/target/$WASM/release/deps/"libquoin_std*
	as_root rm -rf "$library"
	as_root mkdir -p "$library"
	as_root cp "$folder/target/$WASM/release/deps/"lib*.rlib "$library"
	rustc -vV | as_root tee "$library/built-by" >/dev/null
	rm -rf "$folder"
	# What was built on the library before it does not fit any more (E0463).
	rm -rf "${TARGET:?}/$WASM"
}

# --- The rest ----------------------------------------------------------------------------------

# CI machines check the sources out anew each time; what they built must not go with them.  What
# helps to build the same sources again after a change is of no use to them, and is gigabytes.
use_target_folder() {
	local default=$ROOT/target
	if [ -n "${CI-}" ]; then
		default=$CACHE/target
		export CARGO_INCREMENTAL=0
	fi
	TARGET=$(realpath -m "${CARGO_TARGET_DIR:-$default}")
	# Said even where it is cargo's own default: a setting of the person's may say something else.
	export CARGO_TARGET_DIR=$TARGET
	export QUOIN_SITE=$TARGET/site
}

need_c_compiler() {
	if ! has cc; then
		install_packages "SQLite, which is C" gcc libc6-dev
	fi
}

need_node() {
	if ! has node || ! has npm; then
		install_packages "the web bundle's tools" nodejs npm
	fi
	at_least v18 "$(node --version)" || die "Node $(node --version) is too old: 18 or newer is needed."
}

# npm_ci FOLDER: what its lock file names, installed when that is not what is there.
npm_ci() {
	local folder=$ROOT/$1
	if cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock"; then
		return
	fi
	# No install scripts: nothing we take needs one, and they could run anything.
	quietly "Installing from npm what $1/ needs" \
		npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund
	cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock"
}

# Everything that building needs.  Says nothing when it is all there.
setup() {
	if [ -n "${RUSTFLAGS-}" ]; then
		say "RUSTFLAGS would override .cargo/config.toml and is left out here."
		unset RUSTFLAGS
	fi
	need_c_compiler
	use_target_folder
	use_toolchain
	need_node
	npm_ci xtask
}

# The identity of the bundle that the server is built for; it refuses any other.
use_bundle_id() {
	QUOIN_BUNDLE=$(cargo xtask bundle-id) || return 1
	export QUOIN_BUNDLE
}

# --- PostgreSQL --------------------------------------------------------------------------------

# The folder of the programs of the PostgreSQL that runs for us; empty while none does.
POSTGRES=

as_postgres() {
	# It refuses to run as root.
	if [ "$(id -u)" = 0 ]; then
		runuser -u postgres -- "$@"
	else
		"$@"
	fi
}

postgres_programs() {
	local found
	found=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1) || true
	found=${found:-$(command -v initdb || true)}
	if [ -n "$found" ]; then
		dirname "$found"
	fi
}

# start_postgres WHAT_FOR <SETTINGS: a server for this run alone, below $WORK, with these settings.
# Leaves its address in POSTGRES_URL.
start_postgres() {
	local folder=$WORK/postgres programs port try
	programs=$(postgres_programs)
	if [ -z "$programs" ]; then
		install_packages "$1" postgresql </dev/null
		programs=$(postgres_programs)
	fi
	mkdir "$folder"
	if [ "$(id -u)" = 0 ]; then
		chmod 711 "$WORK"
		chown postgres "$folder"
	fi
	as_postgres env -C "$folder" "$programs/initdb" --pgdata "$folder/data" --username postgres --auth trust \
		--encoding UTF8 --locale C.UTF-8 --no-sync </dev/null >"$WORK/initdb" 2>&1 || {
		cat "$WORK/initdb" >&2
		return 1
	}
	{
		printf '%s\n' "listen_addresses = '127.0.0.1'" "unix_socket_directories = '$folder'"
		cat
	} | as_postgres tee -a "$folder/data/postgresql.conf" >/dev/null
	POSTGRES=$programs
	for try in 1 2 3 4 5; do
		port=$((RANDOM % 20000 + 20000))
		if as_postgres env -C "$folder" "$programs/pg_ctl" start --wait --silent --pgdata "$folder/data" \
			--log "$folder/log" --options "-p $port" </dev/null; then
			POSTGRES_URL=postgres://postgres@127.0.0.1:$port/postgres
			return
		fi
		say "PostgreSQL did not start on port $port (try $try)."
	done
	cat "$folder/log" >&2
	return 1
}

stop_postgres() {
	if [ -n "$POSTGRES" ]; then
		as_postgres "$POSTGRES/pg_ctl" stop --pgdata "$WORK/postgres/data" --mode immediate >/dev/null 2>&1 || true
	fi
}
