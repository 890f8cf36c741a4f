--TEST--
While a connection is paused its peer can only send what the kernel's buffers take
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = function (Crew\Connection $conn) use ($worker) {
        if ($conn->id === 1) {
            $conn->pauseRecv();
            $GLOBALS['held'] = $conn;
            $conn->send("paused\n");
        } else {
            $GLOBALS['held']->resumeRecv();
        }
    };
    $worker->onMessage = fn (Crew\Connection $conn, $message) => $conn->bytesRead < 100000000 ?: $conn->end("$conn->bytesRead\n");
    $worker->start();
    PHP);
$client = $server->connect();
echo fgets($client);
stream_set_blocking($client, false);
$bytes = str_repeat('x', 1000000);
$sent = 0;
do {
    $read = $except = null;
    $write = [$client];
    $ready = stream_select($read, $write, $except, 0, 300000);
    $sent += $ready ? fwrite($client, $bytes) : 0;
} while ($ready && $sent < 100000000);
echo $sent < 100000000 ? "held back\n" : "not held back\n";
$other = $server->connect();
stream_set_blocking($client, true);
while ($sent < 100000000) {
    $sent += fwrite($client, substr($bytes, 0, min(1000000, 100000000 - $sent)));
}
echo fgets($client);
$server->stop();
?>
--EXPECT--
paused
held back
100000000
