#!/bin/sh
# scripts/php becomes PHP: the process that was started is the one that runs the script, so signals reach it.
set -eu
cd "$(dirname "$0")/../.."
output=$(sh -c 'echo $$; exec scripts/php -r "echo getmypid(), PHP_EOL;"' 2>/dev/null)
[ "$(echo "$output" | sed -n 1p)" = "$(echo "$output" | sed -n 2p)" ]
