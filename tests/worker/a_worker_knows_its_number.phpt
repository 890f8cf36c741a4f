--TEST--
id is a worker's number, and null in the master
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
    $worker->onConnect = fn ($conn) => fwrite($conn, "$worker->id\n");
    $worker->start();
    echo 'after the stop: ', json_encode($worker->id), "\n";
    PHP);
$seen = [];
wait_for(function () use (&$seen, $server) {
    $seen[raw($server->address, '', 2)] = true;
    return count($seen) === 2;
});
ksort($seen);
echo implode('', array_keys($seen));
$server->stop();
echo $server->stdout();
?>
--EXPECT--
0
1
after the stop: null
