--TEST--
socket_import_stream() works on a connection
--EXTENSIONS--
crew
sockets
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        $socket = socket_import_stream($conn);
        socket_getpeername($socket, $host);
        fwrite($conn, "first\n");
        socket_write(socket_import_stream($conn), "second, for $host\n");
        fwrite($conn, "third\n");
        fclose($conn);
    };
    $worker->start();
    PHP);
echo raw($server->address, "go\n");
$server->stop();
?>
--EXPECT--
first
second, for 127.0.0.1
third
