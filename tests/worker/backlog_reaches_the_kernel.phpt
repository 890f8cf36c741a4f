--TEST--
backlog is the length of the kernel's queue
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
if (!exec('command -v ss')) echo 'skip asks ss';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0', ['socket' => ['backlog' => 5]]);
    $worker->workerNum = 1;
    $worker->start();
    PHP);
$port = explode(':', $server->address)[1];
echo preg_split('/\s+/', exec("ss -Hltn sport = :$port"))[2], "\n";
$server->stop();
?>
--EXPECT--
5
