--TEST--
A callback that comes out of a reference is taken by its value
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $callback = fn ($conn, $message) => fwrite($conn, $message);
    $reference = &$callback;
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = $reference;
    $callback = null;
    $worker->start();
    PHP);
echo raw($server->address, "by value\n", 9);
$server->stop();
?>
--EXPECT--
by value
