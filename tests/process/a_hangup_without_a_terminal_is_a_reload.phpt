--TEST--
HUP to a server without a terminal, a daemon for example, replaces the workers
--EXTENSIONS--
crew
posix
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    posix_setsid();
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    PHP);
$before = $server->workers(2);
$server->signal(SIGHUP);
$server->wait_for_log('all 2 workers are new');
wait_for(fn () => array_intersect($before, $server->workers()) === []);
echo ask($server, 'hello'), "\n", $server->stop();
?>
--EXPECT--
hello
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: reloading: replacing 2 workers one by one
[master] notice: reloaded: all 2 workers are new
[master] notice: stopping
[master] notice: stopped
