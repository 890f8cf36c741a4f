--TEST--
unset() takes a callback away
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = fn ($conn) => fwrite($conn, "not this\n");
    unset($worker->onConnect);
    $worker->onMessage = fn ($conn, $message) => fwrite($conn, $message);
    $worker->start();
    PHP);
echo raw($server->address, "only this\n", 10);
$server->stop();
?>
--EXPECT--
only this
