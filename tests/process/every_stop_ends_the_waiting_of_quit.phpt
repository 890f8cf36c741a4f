--TEST--
While QUIT waits for connections a second QUIT changes nothing; TERM, INT and stop() end the waiting, and TERM that of one worker
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

/* A server with two connections, both answered once. */
function begin(): array
{
    $server = crew_start(<<<'PHP'
        $worker = new Crew\Worker('text://127.0.0.1:0');
        $worker->workerNum = 1;
        $worker->onMessage = function ($conn, $message) use ($worker) {
            if ($message === 'stop') {
                $worker->stop();
            }
            $conn->send("answer to $message");
        };
        $worker->start();
        PHP);
    $clients = [$server->connect(), $server->connect()];
    foreach ($clients as $client) {
        ask($server, 'hello', $client);
    }
    return [$server, ...$clients];
}

/* It waits for its connections, and has not asked any of them to go. */
function is_waiting(int $pid, $client): bool
{
    $until = microtime(true) + 0.2;
    wait_for(fn () => microtime(true) > $until || !is_alive($pid));
    stream_set_blocking($client, false);
    $is_open = fread($client, 1) === '' && !feof($client);
    stream_set_blocking($client, true);
    return is_alive($pid) && $is_open;
}

$ways = [
    'TERM' => fn ($server, $client) => $server->signal(SIGTERM),
    'INT' => fn ($server, $client) => $server->signal(SIGINT),
    'stop()' => fn ($server, $client) => print ask($server, 'stop', $client) . "\n",
];
foreach ($ways as $name => $stop) {
    [$server, $asks, $idle] = begin();
    $server->signal(SIGQUIT);
    $server->wait_for_log('stopping when all');
    $server->signal(SIGQUIT);
    echo "$name: ", is_waiting($server->pid, $idle) ? "waiting\n" : "not waiting\n";
    $stop($server, $asks);
    echo read_all($idle), $server->wait(), "\n", $server->log();
}

echo "one worker:\n";
[$server, $asks, $idle] = begin();
[$pid] = $server->workers(1);
send_signal($pid, SIGQUIT);
$server->wait_for_log('was asked to drain');
send_signal($pid, SIGQUIT);
echo is_waiting($pid, $idle) ? "waiting\n" : "not waiting\n";
echo ask($server, 'one more', $asks), "\n", read_all($asks);
echo is_waiting($pid, $idle) ? "waiting\n" : "not waiting\n";
send_signal($pid, SIGTERM);
echo read_all($idle);
wait_for(fn () => !is_alive($pid));
echo ask($server, 'a newcomer'), "\n", $server->stop();
?>
--EXPECT--
TERM: waiting
0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping when all connections have ended
[master] notice: stopping
[master] notice: stopped
INT: waiting
0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping when all connections have ended
[master] notice: stopping
[master] notice: stopped
stop(): waiting
answer to stop
0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping when all connections have ended
[master] notice: stopping
[master] notice: stopped
one worker:
waiting
answer to one more
waiting
answer to a newcomer
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: worker 0 (pid N) was asked to drain; replacing it
[master] notice: stopping
[master] notice: stopped
