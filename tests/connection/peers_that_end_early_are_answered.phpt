--TEST--
A peer that has closed its sending side is answered before the connection closes
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $message) => fwrite($conn, str_repeat($message, 500000));
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "abc\n");
stream_socket_shutdown($client, STREAM_SHUT_WR);
echo strlen(read_all($client)), "\n";
$server->stop();
?>
--EXPECT--
2000000
