--TEST--
Port 0 picks a free port, which localAddress tells
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = fn ($conn) => fwrite($conn, "$worker->localAddress " . stream_socket_get_name($conn, false) . "\n");
    $worker->start();
    PHP);
[$property, $name] = explode(' ', rtrim(fgets($server->connect())));
var_dump($property === $server->address, $name === $server->address, (int)explode(':', $name)[1] > 0);
$server->stop();
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
