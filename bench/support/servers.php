<?php

declare(strict_types=1);

// The servers that can be measured: their names, and the command line for a handler and a port.

const PEERS = ['workerman', 'swoole', 'nginx'];
const SERVERS = ['crew', 'reference_event', 'reference_epoll', ...PEERS];

const TCP_HANDLERS = ['demo3', 'echo', 'close'];
const HTTP_HANDLERS = ['http-hello', 'http-read', 'http-close'];

const JIT = [
    '-d', 'opcache.enable_cli=1', '-d', 'opcache.validate_timestamps=0',
    '-d', 'opcache.jit=tracing', '-d', 'opcache.jit_buffer_size=128M',
];

// What a reference does for each handler: it has no cookies to read and no PHP to hand a stream to.
const REFERENCE_MODES = [
    'demo3' => 'demo3', 'echo' => 'echo', 'close' => 'close', 'idle' => 'echo',
    'http-hello' => 'http', 'http-read' => 'http', 'http-close' => 'http-close',
    'http-idle' => 'http', 'http-upload' => 'http-upload',
];

// Which script of ours serves a handler that has none of its own name: the difference lies in what
// is asked of it.
const CREW_SCRIPTS = ['http-close' => 'http-hello', 'http-idle' => 'http-hello'];

/**
 * @param string $handler demo3, echo, close, idle, idle-stream, http-hello, -read, -close, -idle
 *                        or -upload
 * @return ?callable(int): string[] the command line for a port; null when it has no such handler
 */
function serverCommand(string $server, string $handler, bool $jit): ?callable
{
    $options = $jit ? JIT : [];
    if ($server === 'crew') {
        $script = 'bench/servers/' . (CREW_SCRIPTS[$handler] ?? $handler) . '.php';
        return fn (int $port): array => ['scripts/php', ...$options, $script, (string) $port];
    }
    if (str_starts_with($server, 'reference_')) {
        $mode = REFERENCE_MODES[$handler] ?? null;
        return $mode === null
            ? null
            : fn (int $port): array => [BUILD . "/$server", (string) $port, $mode];
    }
    if ($server === 'nginx') {
        // It reads no cookie and runs no handler: beside http-read it would be another server.
        $has = in_array($handler, ['http-hello', 'http-close', 'http-idle'], true);
        return $has ? nginxCommand(...) : null;
    }
    // Workerman's Select loop cannot hold the idle connections, and PHP has no other one built in.
    $script = "bench/peers/$server.php";
    $more = $server === 'workerman' ? TCP_HANDLERS : ['http-idle'];
    return in_array($handler, [...HTTP_HANDLERS, ...$more], true)
        ? fn (int $port): array => [PHP_BINARY, ...$options, $script, (string) $port, $handler]
        : null;
}

/** Why the server cannot be measured here; null when it can. */
function whyNot(string $server): ?string
{
    if ($server === 'crew') {
        // The first call builds the extension, so that no measured start has to.
        $test = escapeshellarg('exit(extension_loaded("crew") ? 0 : 1);');
        exec("scripts/php -r $test 2>&1", $output, $code);
        $tail = implode("\n    ", array_slice($output, -5));
        return $code === 0 ? null : "scripts/php gives no PHP with the extension:\n    $tail";
    }
    return match ($server) {
        'workerman' => peersInstalled() ? null : 'it is not installed, --peers does that',
        'swoole' => extension_loaded('swoole') ? null : PHP_BINARY . ' has no such extension',
        'nginx' => nginxProgram() === null ? 'it is not installed' : null,
        default => null,
    };
}

function peersInstalled(): bool
{
    return is_file(BUILD . '/peers/vendor/autoload.php');
}

/** Installs the peers into the build folder, once. @return ?string why they cannot be had */
function installPeers(): ?string
{
    $home = BUILD . '/peers';
    $log = BUILD . '/composer.log';
    if (peersInstalled()) {
        return null;
    }
    if (!is_dir($home)) {
        mkdir($home, 0777, true);
    }
    copy('bench/peers/composer.json', "$home/composer.json");
    $options = "--no-interaction --no-progress --working-dir=$home";
    exec("composer install $options >$log 2>&1", $output, $code);
    return $code === 0 ? null : "composer could not install it, see $log";
}
