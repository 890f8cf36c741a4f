--TEST--
stream_socket_get_name() of a connection gives both ends
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = fn ($conn) => fwrite($conn, stream_socket_get_name($conn, true) . ' ' . stream_socket_get_name($conn, false) . "\n");
    $worker->start();
    PHP);
$client = $server->connect();
[$peer, $own] = explode(' ', rtrim(fgets($client)));
var_dump($peer === stream_socket_get_name($client, false), $own === stream_socket_get_name($client, true));
$server->stop();
?>
--EXPECT--
bool(true)
bool(true)
