--TEST--
A copy of allSocket stays as it was when connections come and go
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) use ($worker) {
        static $copy = null;
        $copy ??= $worker->allSocket;
        fwrite($conn, count($copy) . ' then, ' . count($worker->allSocket) . " now\n");
    };
    $worker->start();
    PHP);
$first = $server->connect();
fwrite($first, "1");
echo fgets($first);
$second = $server->connect();
fwrite($second, "2");
echo fgets($second);
$server->stop();
?>
--EXPECT--
1 then, 1 now
1 then, 2 now
