--TEST--
As many workers run as workerNum says
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

foreach ([1, 3, 7] as $n) {
    $server = crew_start(<<<PHP
        \$worker = new Worker('tcp://127.0.0.1:0');
        \$worker->workerNum = $n;
        \$worker->onWorkerStart = function (\$worker) { echo "started \$worker->id\n"; };
        \$worker->start();
        PHP);
    wait_for(fn () => substr_count($server->stdout(), 'started') >= $n);
    echo count($server->workers()), " workers\n";
    $ids = explode("\n", trim($server->stdout()));
    sort($ids);
    echo implode(', ', $ids), "\n";
    $server->stop();
}
?>
--EXPECT--
1 workers
started 0
3 workers
started 0, started 1, started 2
7 workers
started 0, started 1, started 2, started 3, started 4, started 5, started 6
