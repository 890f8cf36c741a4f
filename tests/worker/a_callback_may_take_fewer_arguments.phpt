--TEST--
A callback may ask for fewer arguments than there are
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function () { echo "message\n"; };
    $worker->onClose = function () { echo "close\n"; };
    $worker->start();
    PHP);
raw($server->address, 'x', 0);
$server->wait_for_output("close\n");
echo $server->stdout();
$server->stop();
?>
--EXPECT--
message
close
