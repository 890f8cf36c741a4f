--TEST--
At the end onClose is called for every connection, and then onWorkerStop
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = fn ($conn) => print("connect\n");
    $worker->onClose = fn ($conn) => print("close\n");
    $worker->onWorkerStop = fn () => print("stop\n");
    $worker->start();
    PHP);
$first = $server->connect();
$second = $server->connect();
wait_for(fn () => substr_count($server->stdout(), 'connect') === 2);
$server->stop();
echo $server->stdout();
?>
--EXPECT--
connect
connect
close
close
stop
