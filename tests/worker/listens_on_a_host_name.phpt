--TEST--
A worker listens on a host name
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://localhost:0');
    $worker->workerNum = 1;
    $worker->onConnect = fn ($conn) => fwrite($conn, "hello\n");
    $worker->start();
    PHP);
echo raw($server->address, '', 6);
$server->stop();
?>
--EXPECT--
hello
