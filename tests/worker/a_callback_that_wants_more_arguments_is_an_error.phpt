--TEST--
A callback that asks for more arguments than there are fails as any function would
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = function ($conn, $more) {};
    $worker->start();
    PHP);
raw($server->address, '');
echo $server->wait_for_log('uncaught'), "\n";
$server->stop();
?>
--EXPECTF--
[worker 0] error: onConnect: uncaught ArgumentCountError: Too few arguments to function {closure%S}(), 1 passed and exactly 2 expected in server.php:3
