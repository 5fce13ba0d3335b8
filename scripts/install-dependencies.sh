#!/bin/sh
# install-dependencies.sh [build|check]: install what is missing to build dragoman, or also what ./check needs.
#
# The only list of dependencies there is; each Debian package stands here once. Nothing happens when nothing is missing.
set -eu

build='gcc g++ meson ninja-build pkg-config libicu-dev libjson-c-dev libxxhash-dev libcld2-dev zlib1g-dev'
check='clang libcmocka-dev'

case "${1:-build}" in
build) wanted=$build ;;
check) wanted="$build $check" ;;
*)
  echo "usage: install-dependencies.sh [build|check]" >&2
  exit 2
  ;;
esac

say() { echo "install-dependencies: $*" >&2; }

missing_elsewhere() {
  for tool in cc c++ meson ninja pkg-config; do
    command -v "$tool" >/dev/null 2>&1 || echo "$tool"
  done
  for library in icu-i18n json-c libxxhash zlib; do
    pkg-config --exists "$library" 2>/dev/null || echo "$library"
  done
  return 0
}

if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
  missing=$(missing_elsewhere)
  [ -z "$missing" ] && exit 0
  say "this is no Debian; please install what is missing by hand:" $missing
  say "wanted are a C17 and a C++17 compiler, meson, ninja, pkg-config, and the development files of ICU, json-c, xxHash, CLD2, zlib"
  say "(and for ./check clang and cmocka; on Debian the packages are: $build $check)"
  exit 1
fi

missing=
for package in $wanted; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    say "no sudo here; as root: apt-get install$missing"
    exit 1
  fi
  as_root=sudo
fi
say "installing$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -q >&2
$as_root apt-get install -y -q --no-install-recommends $missing >&2
