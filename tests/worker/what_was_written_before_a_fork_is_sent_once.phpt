--TEST--
What a callback has written before it forks is sent once
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
        fwrite($conn, "before\n");
        $pid = pcntl_fork();
        if ($pid === 0) {
            exit;
        }
        pcntl_waitpid($pid, $status);
        fwrite($conn, "after\n");
        fclose($conn);
    };
    $worker->start();
    PHP);
echo raw($server->address, "fork\n");
$server->stop();
?>
--EXPECT--
before
after
