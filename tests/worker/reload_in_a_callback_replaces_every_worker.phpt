--TEST--
reload() in a callback replaces every worker
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
    $worker->onMessage = function ($conn) use ($worker) {
        fwrite($conn, "yes\n");
        $worker->reload();
    };
    $worker->start();
    PHP);
$before = $server->workers(2);
echo raw($server->address, "reload\n", 4);
$server->wait_for_log('reloaded: all 2 workers are new');
wait_for(fn () => count($server->workers()) === 2 && !array_intersect($server->workers(), $before));
echo $server->stop();
?>
--EXPECT--
yes
[master] notice: listening on tcp://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: reloading: replacing 2 workers one by one
[master] notice: reloaded: all 2 workers are new
[master] notice: stopping
[master] notice: stopped
