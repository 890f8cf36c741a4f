--TEST--
start() returns in the master after the stop, and never in a worker
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 3;
    echo "before\n";
    $worker->start();
    echo "after\n";
    PHP);
raw($server->address, '', 0);
$server->stop();
echo $server->stdout();
?>
--EXPECT--
before
after
