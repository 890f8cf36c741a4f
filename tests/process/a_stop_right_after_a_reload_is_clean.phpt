--TEST--
A stop that finds old workers already ending after a reload: they end as they were going to, none is killed by the signal
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$logs = [];
for ($i = 0; $i < 12; $i++) {
    $server = crew_start(<<<'PHP'
        $worker = new Crew\Worker('text://127.0.0.1:0');
        $worker->workerNum = 4;
        $worker->start();
        PHP);
    $server->workers(4);
    $server->signal(SIGUSR1);
    $server->wait_for_log('reloaded');
    $logs[$server->stop()] = true;
}
echo implode("\n", array_keys($logs));
?>
--EXPECT--
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 4 workers
[master] notice: reloading: replacing 4 workers one by one
[master] notice: reloaded: all 4 workers are new
[master] notice: stopping
[master] notice: stopped
