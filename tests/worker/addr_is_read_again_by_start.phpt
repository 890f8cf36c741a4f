--TEST--
start() reads addr again, and the protocol with it
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:1');
    $worker->addr = 'text://127.0.0.1:0';
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $line) => $conn->send(strrev($line));
    $worker->start();
    PHP);
echo raw($server->address, "abc\r\n", 4);
$server->stop();
?>
--EXPECT--
cba
