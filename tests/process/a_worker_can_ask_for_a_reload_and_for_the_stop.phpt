--TEST--
From within a worker, reload() replaces all workers and stop() stops the server
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->onMessage = function ($conn, $message) {
        global $worker;
        match ($message) { 'reload' => $worker->reload(), 'stop' => $worker->stop() };
        $conn->send("I shall $message");
    };
    foreach (['stop', 'reload'] as $method) {
        try {
            $worker->$method();
        } catch (Crew\Exception $e) {
            echo $e->getMessage(), "\n";
        }
    }
    $worker->start();
    echo "start() has returned\n";
    PHP);
$old = $server->workers(2);
echo ask($server, 'reload'), "\n";
$server->wait_for_log('all 2 workers are new');
wait_for(fn () => array_intersect($server->workers(), $old) === []);
echo ask($server, 'stop'), "\n";
echo $server->wait(), "\n";
echo $server->stdout(), $server->log();
?>
--EXPECT--
I shall reload
I shall stop
0
stop() works from within a running worker, and this one is not running
reload() works from within a running worker, and this one is not running
start() has returned
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: reloading: replacing 2 workers one by one
[master] notice: reloaded: all 2 workers are new
[master] notice: stopping
[master] notice: stopped
