--TEST--
A pipe into a slow reader holds the sender back and loses nothing
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxSendBufferSize = 100000;
    $worker->onConnect = function (Crew\Connection $conn) {
        if ($conn->id === 1) {
            $GLOBALS['to'] = $conn;
        } else {
            $conn->pipe($GLOBALS['to']);
        }
    };
    $worker->onMessage = fn (Crew\Connection $conn) => $conn->send($GLOBALS['to']->pendingBytes . "\n");
    $worker->start();
    PHP);
$to = $server->connect();
$from = $server->connect();
$asking = $server->connect(); /* is served, so the others are there; it has been joined, too */
stream_set_blocking($from, false);
$bytes = random_bytes(1 << 20);
$sent = 0;
do {
    $read = $except = null;
    $write = [$from];
    $ready = stream_select($read, $write, $except, 0, 300000);
    $sent += $ready ? fwrite($from, substr($bytes, $sent % (1 << 20))) : 0;
} while ($ready && $sent < 100 << 20);
echo $sent < 100 << 20 ? "held back\n" : "not held back\n";
fclose($from);
$got = read_all($to);
var_dump(strlen($got) === $sent);
var_dump($got === substr(str_repeat($bytes, intdiv($sent, 1 << 20) + 1), 0, $sent));
$server->stop();
?>
--EXPECT--
held back
bool(true)
bool(true)
