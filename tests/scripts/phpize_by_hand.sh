#!/bin/sh
# The long way works: phpize, configure and make in the root of the sources, and PHP loads what comes out.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
. "$root/scripts/lib/php.sh"
php_find && php_find_tools

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cd "$root"
find config.m4 core ext stubs -name '*.[ch]' -o -name config.m4 | tar -cf - -T - | tar -xf - -C "$copy"
cd "$copy"
"$phpize"
./configure -q --with-php-config="$php_config"
make -s -j 2
"$php" -n -d extension="$copy/modules/crew.so" -r 'exit(extension_loaded("crew") ? 0 : 1);'
