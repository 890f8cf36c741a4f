--TEST--
A callback that onWorkerStart sets is called
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onWorkerStart = function ($worker) {
        $worker->onMessage = fn ($conn, $message) => fwrite($conn, strtoupper($message));
    };
    $worker->start();
    PHP);
echo raw($server->address, "late\n", 5);
$server->stop();
?>
--EXPECT--
LATE
