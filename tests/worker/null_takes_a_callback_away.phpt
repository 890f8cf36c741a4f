--TEST--
Assigning null takes a callback away, also while serving
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onClose = fn () => print("closed\n");
    $worker->onMessage = function ($conn, $message) use ($worker) {
        $worker->onClose = null;
        fwrite($conn, $message);
    };
    $worker->onWorkerStop = fn () => print("stopped\n");
    $worker->start();
    PHP);
echo raw($server->address, "go\n", 3);
$server->stop();
echo $server->stdout();
?>
--EXPECT--
go
stopped
