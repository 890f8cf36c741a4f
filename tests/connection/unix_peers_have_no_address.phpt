--TEST--
On a unix socket remoteAddress is empty and localAddress is the path
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('unix://' . __DIR__ . '/socket');
    $worker->workerNum = 1;
    $worker->onMessage = fn (Crew\Connection $conn) => $conn->end("[$conn->remoteAddress] [$conn->localAddress]\n");
    $worker->start();
    PHP);
echo str_replace($server->folder, '', raw($server->address, "go\n"));
$server->stop();
?>
--EXPECT--
[] [/socket]
