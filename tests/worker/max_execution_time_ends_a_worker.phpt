--TEST--
set_time_limit() in a callback ends a worker that computes for too long
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
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        set_time_limit(1);
        while (true) {
        }
    };
    $worker->start();
    PHP);
echo raw($server->address, "compute\n");
echo preg_replace('/:\d+;/', ':LINE;', $server->wait_for_log('replacing')), "\n";
$server->stop();
?>
--EXPECT--
[master] warning: worker 0 (pid N) exited with status 255: Maximum execution time of 1 second exceeded in server.php:LINE; replacing it
