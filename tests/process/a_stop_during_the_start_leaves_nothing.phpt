--TEST--
A stop while the workers are still being started ends them all
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

for ($i = 0; $i < 3; $i++) {
    $server = crew_start(<<<'PHP'
        $worker = new Crew\Worker('text://127.0.0.1:0');
        $worker->workerNum = 30;
        $worker->stopTimeout = 60; // thirty at once may take a busy machine long
        $worker->start();
        PHP);
    echo $server->stop();
    echo count($server->processes()), " processes are left\n";
}
?>
--EXPECT--
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 30 workers
[master] notice: stopping
[master] notice: stopped
0 processes are left
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 30 workers
[master] notice: stopping
[master] notice: stopped
0 processes are left
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 30 workers
[master] notice: stopping
[master] notice: stopped
0 processes are left
