<?php

// Workerman on one worker process, with the handlers of bench/servers:
// workerman.php PORT demo3|echo|close|http-hello|http-read|http-close
// Its event loop is its own choice: Event where pecl-event is loaded, else Select.

use Workerman\Connection\TcpConnection;
use Workerman\Protocols\Http\Response;
use Workerman\Worker;

[, $port, $mode] = $argv;
$home = dirname(__DIR__, 2) . '/.build/bench/peers';
require $home . '/vendor/autoload.php';

// Workerman reads its command from the script's arguments.
$argv = $_SERVER['argv'] = [__FILE__, 'start', '-q'];
Worker::$pidFile = "$home/workerman-$port.pid";
Worker::$statusFile = "$home/workerman-$port.status";
Worker::$logFile = "$home/workerman.log";
// A message is not dropped when a generator reads slowly.
TcpConnection::$defaultMaxSendBufferSize = 64 << 20;

$demo3 = function (string $message): string {
    $response = "HTTP/1.1 200 OK\r\n";
    $response .= "Content-Type: text/html;charset=UTF-8\r\n";
    $response .= "Connection: keep-alive\r\n";
    $response .= "Server: php socket server\r\n";
    $response .= "Content-length: " . strlen($message) . "\r\n\r\n";
    return $response . $message;
};

$hello = "hello, world\n";
$wrong = fn () => new Response(500); // the generator takes nothing but 200

$scheme = str_starts_with($mode, 'http-') ? 'http' : 'tcp';
$worker = new Worker("$scheme://127.0.0.1:$port");
$worker->count = 1;
$worker->onMessage = match ($mode) {
    'demo3' => function ($conn, $message) use ($demo3) {
        $conn->send($demo3($message), true);
    },
    'echo' => function ($conn, $message) {
        $conn->send($message, true);
    },
    'close' => function ($conn, $message) use ($demo3) {
        $conn->close($demo3($message), true);
    },
    'http-hello' => function ($conn, $request) use ($hello, $wrong) {
        $conn->send($request->path() === '' ? $wrong() : $hello);
    },
    'http-read' => function ($conn, $request) use ($hello, $wrong) {
        $isWrong = $request->path() === '' || $request->cookie('session') === null;
        $conn->send($isWrong ? $wrong() : $hello);
    },
    // Its HTTP leaves it to the script to end a connection.
    'http-close' => function ($conn, $request) use ($hello, $wrong) {
        $close = ['Connection' => 'close'];
        $conn->close($request->path() === '' ? $wrong() : new Response(200, $close, $hello));
    },
};
Worker::runAll();
