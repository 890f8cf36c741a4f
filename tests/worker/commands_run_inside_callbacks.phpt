--TEST--
A callback may run a command and gets its exit status
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
        exec('echo out; exit 3', $lines, $status);
        fwrite($conn, "$lines[0] $status\n");
    };
    $worker->start();
    PHP);
$client = $server->connect();
for ($i = 0; $i < 3; $i++) {
    fwrite($client, "run\n");
    echo fgets($client);
}
$server->stop();
?>
--EXPECT--
out 3
out 3
out 3
