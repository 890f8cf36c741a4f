--TEST--
allSocket follows connections that come and go
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onWorkerStart = fn () => print(count($worker->allSocket) . " at the start\n");
    $worker->onConnect = fn () => print(count($worker->allSocket) . " after connect\n");
    $worker->onClose = fn ($conn) => print(count($worker->allSocket) . ' in close, ' . (isset($worker->allSocket[(int)$conn]) ? "with it\n" : "without it\n"));
    $worker->start();
    PHP);
$first = $server->connect();
$second = $server->connect();
$server->wait_for_output("2 after connect\n");
fclose($first);
$server->wait_for_output("2 in close");
$third = $server->connect();
wait_for(fn () => substr_count($server->stdout(), "2 after connect\n") === 2);
echo $server->stdout();
$server->stop();
?>
--EXPECT--
0 at the start
1 after connect
2 after connect
2 in close, with it
2 after connect
