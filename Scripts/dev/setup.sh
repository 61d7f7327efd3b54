# shellcheck shell=bash disable=SC2154
# Functions shared by the scripts; to be sourced, with `root` set to the checkout.
# Everything here writes to stderr only: stdout belongs to the program that is started.

binary="$root/.build/release/accord"
# Touched before a build starts, put in place after it: what is edited meanwhile is newer.
stamp="$root/.build/accord-built"

say() { printf '%s\n' "accord: $*" >&2; }

# A sentence on what to do, and the exit code for "the software could not be set up".
give_up() {
  say "$@"
  exit 70
}

# Whether the release binary is as new as everything it is made from (one look at the disk).
is_built() {
  [ -x "$binary" ] && [ -e "$stamp" ] || return 1
  [ -z "$(find "$root/Package.swift" "$root/Sources" -newer "$stamp" -print -quit)" ]
}

# Puts `swift` on the PATH.
find_swift() {
  command -v swift >/dev/null 2>&1 && return
  local folder
  for folder in /opt/swift/usr/bin "${SWIFTLY_BIN_DIR:-$HOME/.swiftly/bin}" \
    "$HOME/.local/share/swiftly/bin" /usr/share/swift/usr/bin; do
    if [ -x "$folder/swift" ]; then
      PATH="$folder:$PATH"
      export PATH
      return
    fi
  done
  give_up "no Swift toolchain found (looked on the PATH, in /opt/swift and in ~/.swiftly)." \
    "Install Swift 6.2 or later from https://www.swift.org/install and start again."
}

# Installs what `Scripts/dev/packages` names and the system lacks.
install_packages() {
  local missing=() debian brew
  if [ "$(uname)" = Darwin ]; then
    while read -r debian brew _; do
      case "$debian" in '' | '#'*) continue ;; esac
      [ "$brew" = - ] || brew list --versions "$brew" >/dev/null 2>&1 || missing+=("$brew")
    done <"$root/Scripts/dev/packages"
    [ ${#missing[@]} -eq 0 ] && return
    command -v brew >/dev/null || give_up "needs Homebrew (https://brew.sh) for: ${missing[*]}"
    say "installing ${missing[*]}"
    brew install "${missing[@]}" >&2 || give_up "brew could not install: ${missing[*]}"
    return
  fi

  local listed=()
  while read -r debian _; do
    case "$debian" in '' | '#'*) continue ;; esac
    listed+=("$debian")
  done <"$root/Scripts/dev/packages"
  if ! command -v dpkg-query >/dev/null; then
    say "this system has no dpkg; the build needs its equivalents of: ${listed[*]}"
    return
  fi
  local name
  for name in "${listed[@]}"; do
    case "$(dpkg-query -W -f '${Status}' "$name" 2>/dev/null)" in
      *' installed') ;;
      *) missing+=("$name") ;;
    esac
  done
  [ ${#missing[@]} -eq 0 ] && return

  local rights=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || give_up "needs packages and there is no sudo." \
      "As root: apt-get install ${missing[*]}"
    rights=(sudo)
    # Without a terminal nobody can type a password: fail at once and say so.
    [ -t 0 ] || rights=(sudo -n)
  fi
  say "installing ${missing[*]}"
  mkdir -p "$root/.build"
  local log="$root/.build/accord-packages.log"
  as_root() { ${rights[@]+"${rights[@]}"} env DEBIAN_FRONTEND=noninteractive "$@"; }
  apt_install() { as_root apt-get install -y -q --no-install-recommends "${missing[@]}"; }
  # The lists of a fresh machine are empty or old: fetched only when the first try fails.
  if ! { apt_install || { as_root apt-get update -q && apt_install; }; } </dev/null >"$log" 2>&1
  then
    tail -n 5 "$log" >&2
    give_up "could not install packages. Try: sudo apt-get install ${missing[*]}"
  fi
}

# Keeps what it reads in a file, and shows it to a person who waits at a terminal.
show_progress() {
  if [ -t 2 ]; then tee "$1" >&2; else cat >"$1"; fi
}

# Libraries whose archives are linked instead of their shared forms, as links in a folder where the
# linker looks first. Loading the C++ library alone takes a fifth of a start.
link_archives() {
  mkdir -p "$1"
  local name path
  for name in libstdc++.a libz.a; do
    path="$({ command -v gcc >/dev/null && gcc -print-file-name="$name"; } 2>/dev/null || true)"
    case "$path" in
      /*) ln -sf "$path" "$1/$name" ;;
      *) rm -f "$1/$name" ;;
    esac
  done
}

# Builds the release binary if a source is newer; one start at a time builds, others wait.
ensure_built() {
  is_built && return
  mkdir -p "$root/.build"
  if command -v flock >/dev/null; then
    exec 9>"$root/.build/accord-lock"
    flock 9
    # Another start may have built while this one waited.
    if is_built; then
      exec 9>&-
      return
    fi
  fi
  find_swift
  install_packages
  if [ -x "$binary" ]; then say "sources changed, building"; else
    say "building; the first time takes a few minutes"
  fi
  # Apple's systems bring Swift's library and refuse to link it statically. Elsewhere the program
  # stands at a fixed address, so that starting it patches none of the 30,000 addresses in it, and
  # exports no names to libraries, which look for none.
  local static=()
  if [ "$(uname)" != Darwin ]; then
    link_archives "$root/.build/archives"
    static=(--static-swift-stdlib -Xswiftc "-L$root/.build/archives"
      -Xswiftc -Xclang-linker -Xswiftc -no-pie -Xlinker --no-export-dynamic)
  fi
  local log="$root/.build/accord-build.log"
  local pending="$stamp.$$"
  : >"$pending"
  if ! swift build --package-path "$root" -c release --product accord \
    ${static[@]+"${static[@]}"} 9>&- 2>&1 | show_progress "$log"; then
    rm -f "$pending"
    [ -t 2 ] || grep -E '^[^ ].*error:' "$log" >&2 || tail -n 20 "$log" >&2
    give_up "the build failed; all of it is in $log." \
      "If the sources are unchanged, remove $root/.build and start again."
  fi
  mv -f "$pending" "$stamp"
  exec 9>&- || true
}
