<?php

// Workerman on one worker process, with the handlers of bench/servers:
// workerman.php PORT demo3|echo|close
// Its event loop is its own choice: Event where pecl-event is loaded, else Select.

use Workerman\Connection\TcpConnection;
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

$worker = new Worker("tcp://127.0.0.1:$port");
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
};
Worker::runAll();
