--TEST--
A child that a callback forks may exit without a trace on the worker's connections
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
            exit(5);
        }
        pcntl_waitpid($pid, $status);
        fwrite($conn, 'the child ended with ' . pcntl_wexitstatus($status) . "\n");
    };
    $worker->onClose = fn () => print("closed\n");
    $worker->onWorkerStop = fn () => print("stopped\n");
    $worker->start();
    PHP);
$other = $server->connect();
$client = $server->connect();
for ($i = 0; $i < 2; $i++) {
    fwrite($client, "fork\n");
    echo fgets($client);
}
fwrite($other, "fork\n");
echo fgets($other);
echo raw($server->address, "fork\n", 23);
$server->wait_for_output("closed\n");
$server->stop();
echo $server->stdout();
?>
--EXPECT--
the child ended with 5
the child ended with 5
the child ended with 5
the child ended with 5
closed
closed
closed
stopped
