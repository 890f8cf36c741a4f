--TEST--
What onWorkerStart throws ends the worker, which is replaced
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
    $worker->onWorkerStart = function () {
        if (!file_exists(__DIR__ . '/database')) {
            touch(__DIR__ . '/database');
            throw new RuntimeException('no database');
        }
    };
    $worker->onConnect = fn ($conn) => fwrite($conn, "hello\n");
    $worker->start();
    PHP);
echo $server->wait_for_log('uncaught'), "\n";
echo $server->wait_for_log('/warning/'), "\n";
echo raw($server->address, '', 6);
$server->stop();
?>
--EXPECT--
[worker 0] error: onWorkerStart: uncaught RuntimeException: no database in server.php:6
[master] warning: worker 0 (pid N) exited with status 255: onWorkerStart threw an exception; replacing it
hello
