--TEST--
A child that a callback forks may write the answer
--EXTENSIONS--
crew
pcntl
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
        $pid = pcntl_fork();
        if ($pid === 0) {
            fwrite($conn, "from the child\n");
            exit;
        }
        pcntl_waitpid($pid, $status);
        fwrite($conn, "from the worker\n");
    };
    $worker->start();
    PHP);
$client = $server->connect();
for ($i = 0; $i < 2; $i++) {
    fwrite($client, "fork\n");
    echo fgets($client), fgets($client);
}
$server->stop();
?>
--EXPECT--
from the child
from the worker
from the child
from the worker
