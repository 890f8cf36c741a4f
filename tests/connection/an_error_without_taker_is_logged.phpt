--TEST--
Without onError an error is in the log
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxPackageSize = 10;
    $worker->onMessage = fn ($conn, $line) => null;
    $worker->start();
    PHP);
echo raw($server->address, "this is too long\n");
echo $server->wait_for_log('larger'), "\n";
$server->stop();
?>
--EXPECT--
[worker 0] info: connection 1: the message is larger than allowed
