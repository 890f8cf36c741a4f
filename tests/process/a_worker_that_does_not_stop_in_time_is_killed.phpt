--TEST--
A worker that does not stop within stopTimeout is killed, and the log says so
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$time = 0.5 * CREW_SLOWNESS; // the other worker has to stop within it
$server = crew_start(str_replace('TIME', (string)$time, <<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->stopTimeout = TIME;
    $worker->onMessage = function ($conn, $message) {
        touch(__DIR__ . '/begun');
        while (true);
    };
    $worker->start();
    echo "start() has returned\n";
    exit(7);
    PHP));
fwrite($client = $server->connect(), "hello\n");
wait_for(fn () => glob("$server->folder/begun") !== []);
$begun = microtime(true);
$server->signal(SIGTERM);
echo $server->wait(), "\n";
$took = microtime(true) - $begun;
echo $took > $time - 0.01 && $took < 10 * $time ? "in time\n" : "after $took s\n";
echo $server->stdout(), preg_replace('/worker \d /', 'worker X ', $server->log());
?>
--EXPECT--
7
in time
start() has returned
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: stopping
[master] warning: worker X (pid N) did not stop in time, killing it
[master] notice: stopped
