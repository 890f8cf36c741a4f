--TEST--
QUIT or TERM sent to one worker: another takes its place at once, while it still serves those it has; that is no failure, and nobody waits
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->stopTimeout = 0.3;
    $worker->onMessage = function ($conn, $message) { $conn->send(getmypid() . " $message"); };
    $worker->onWorkerStop = function () {
        while (is_file(__DIR__ . '/wait')) {
            clearstatcache();
            usleep(1000);
        }
    };
    $worker->start();
    PHP);

/* A connection that stays, and the worker that has it; the worker is old enough not to be taken for one that cannot live. */
function settle(Server $server): array
{
    $client = $server->connect();
    $pid = (int)ask($server, 'hello', $client);
    $grown = microtime(true) + 0.25;
    wait_for(fn () => microtime(true) > $grown);
    return [$client, $pid];
}

for ($i = 0; $i < 3; $i++) {
    [$client, $pid] = settle($server);
    send_signal($pid, SIGQUIT);
    wait_for(fn () => substr_count($server->stderr(), 'was asked to drain') === $i + 1);
    wait_for(fn () => array_intersect(descriptors($pid), listening_sockets($server->address)) === []); /* it answers who was waiting */
    $old[$pid] = $client;
    echo isset($old[(int)ask($server, 'from a newcomer')]) ? "an old worker has answered\n" : "another one has answered\n";
}
usleep(500_000); /* longer than stopTimeout: QUIT waits, sent to one worker or to the master */
foreach ($old as $pid => $client) {
    echo ask($server, 'last', $client) === "$pid last" ? "the old one has answered\n" : "no answer from the old one\n";
    echo read_all($client);
    wait_for(fn () => !is_alive($pid));
}

[$client, $pid] = settle($server);
touch("$server->folder/wait");
send_signal($pid, SIGTERM);
echo read_all($client);
$server->wait_for_log('was asked to stop');
echo ask($server, 'from a newcomer') !== "$pid from a newcomer" ? "another one has answered\n" : "the old one has answered\n";
$server->wait_for_log('killing it');
wait_for(fn () => $server->workers() !== [] && !is_alive($pid));
unlink("$server->folder/wait");
echo count($server->workers(1)), " worker\n";
echo $server->stop();
?>
--EXPECT--
another one has answered
another one has answered
another one has answered
the old one has answered
the old one has answered
the old one has answered
another one has answered
1 worker
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: worker 0 (pid N) was asked to drain; replacing it
[master] notice: worker 0 (pid N) was asked to drain; replacing it
[master] notice: worker 0 (pid N) was asked to drain; replacing it
[master] notice: worker 0 (pid N) was asked to stop; replacing it
[master] warning: worker 0 (pid N) did not stop in time, killing it
[master] notice: stopping
[master] notice: stopped
