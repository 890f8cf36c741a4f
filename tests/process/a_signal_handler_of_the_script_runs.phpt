--TEST--
A handler that a worker sets with pcntl_signal() runs, at the latest with the next callback
--EXTENSIONS--
crew
pcntl
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $count = 0;
    $worker->onWorkerStart = function () use (&$count) {
        pcntl_async_signals(true);
        pcntl_signal(SIGUSR2, function () use (&$count) { $count++; });
    };
    $worker->onMessage = function ($conn, $message) use (&$count) { $conn->send("$message $count"); };
    $worker->start();
    PHP);
$client = $server->connect();
echo ask($server, 'before', $client), "\n";
[$pid] = $server->workers(1);
for ($i = 1; $i <= 3; $i++) {
    send_signal($pid, SIGUSR2);
    wait_for(fn () => str_ends_with(ask($server, 'after', $client), " $i"), 2, "the handler's $i. run");
    echo ask($server, 'after', $client), "\n";
}
echo $server->workers() === [$pid] ? "the same worker\n" : "the worker died\n";
fclose($client);
echo $server->stop();
?>
--EXPECT--
before 0
after 1
after 2
after 3
the same worker
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
