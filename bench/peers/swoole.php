<?php

// Swoole's HTTP server in one process, with the handlers of bench/servers:
// swoole.php PORT http-hello|http-read|http-close|http-idle

use Swoole\Http\Request;
use Swoole\Http\Response;
use Swoole\Http\Server;

[, $port, $mode] = $argv;
$server = new Server('127.0.0.1', (int) $port, SWOOLE_BASE);
// Handlers that wait for nothing need no coroutines; the log is for what goes wrong.
$server->set([
    'worker_num' => 1,
    'enable_coroutine' => false,
    'http_compression' => false,
    'max_connection' => 20000,
    'backlog' => 4096,
    'log_level' => SWOOLE_LOG_WARNING,
]);
$server->on('request', function (Request $request, Response $response) use ($mode) {
    $path = $request->server['request_uri'];
    if ($path === '' || ($mode === 'http-read' && !isset($request->cookie['session']))) {
        $response->status(500); // the generator takes nothing but 200
    }
    $response->header('Content-Type', 'text/html; charset=utf-8');
    $response->end("hello, world\n"); // it closes where the request asks for that
});
$server->start();
