--TEST--
stop() in a callback stops master and workers
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
    $worker->workerNum = 2;
    $worker->onMessage = function ($conn) use ($worker) {
        fwrite($conn, "bye\n");
        $worker->stop();
    };
    $worker->start();
    PHP);
echo raw($server->address, "stop\n");
echo $server->wait(), "\n";
echo $server->log();
echo count($server->processes()), " left\n";
?>
--EXPECT--
bye
0
[master] notice: listening on tcp://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: stopping
[master] notice: stopped
0 left
