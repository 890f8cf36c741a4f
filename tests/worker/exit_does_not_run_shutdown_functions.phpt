--TEST--
Shutdown functions run when the worker ends, not when a callback exits
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    register_shutdown_function(fn () => print('shutdown in ' . (isset($GLOBALS['serving']) ? 'a worker' : 'the master') . "\n"));
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onWorkerStart = function () { $GLOBALS['serving'] = true; };
    $worker->onConnect = function ($conn) { print("exit\n"); exit; };
    $worker->start();
    PHP);
raw($server->address, '');
raw($server->address, '');
$server->stop();
echo $server->stdout();
?>
--EXPECT--
exit
exit
shutdown in a worker
shutdown in the master
