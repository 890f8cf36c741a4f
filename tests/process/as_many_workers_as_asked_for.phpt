--TEST--
There are exactly as many workers as workerNum says, numbered from 0
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

foreach ([1, 3] as $count) {
    $server = crew_start(<<<PHP
        \$worker = new Crew\Worker('text://127.0.0.1:0');
        \$worker->workerNum = $count;
        \$worker->onWorkerStart = function (\$worker) { echo "\$worker->id\\n"; };
        \$worker->start();
        PHP);
    wait_for(fn () => strlen($server->stdout()) >= 2 * $count);
    echo count($server->workers()), ' children, ', count($server->processes()), " processes\n";
    $numbers = explode("\n", trim($server->stdout()));
    sort($numbers);
    echo 'numbers ', implode(' ', $numbers), "\n";
    echo $server->stop();
}
?>
--EXPECT--
1 children, 2 processes
numbers 0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
3 children, 4 processes
numbers 0 1 2
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 3 workers
[master] notice: stopping
[master] notice: stopped
