--TEST--
A workerNum out of a configuration file may be a string
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
    $worker->workerNum = '2';
    $worker->start();
    PHP);
echo count($server->workers(2)), "\n";
$server->stop();
?>
--EXPECT--
2
