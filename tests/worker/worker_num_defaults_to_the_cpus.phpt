--TEST--
Without workerNum there is a worker for each CPU this process may use
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
if (!preg_match('/^\d+$/', (string)exec('nproc 2>/dev/null'))) echo 'skip asks nproc';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->onWorkerStart = function ($worker) { echo "$worker->workerNum wanted\n"; };
    $worker->start();
    PHP);
$cpus = (int)exec('env -u OMP_NUM_THREADS nproc');
var_dump(count($server->workers($cpus)) === $cpus);
$server->wait_for_output("$cpus wanted\n");
$server->stop();
?>
--EXPECT--
bool(true)
