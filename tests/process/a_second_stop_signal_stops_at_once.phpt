--TEST--
A second INT or TERM stops at once; two that arrive together are one
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

function start(string $work): Server
{
    return crew_start(<<<PHP
        \$worker = new Crew\Worker('text://127.0.0.1:0');
        \$worker->workerNum = 1;
        \$worker->stopTimeout = 30;
        \$worker->onMessage = function (\$conn, \$message) {
            touch(__DIR__ . '/begun');
            $work
            \$conn->send("answer to \$message");
        };
        \$worker->start();
        PHP);
}

function begin(Server $server)
{
    fwrite($client = $server->connect(), "hello\n");
    wait_for(fn () => glob("$server->folder/begun") !== []);
    return $client;
}

foreach ([[SIGINT, SIGINT], [SIGTERM, SIGINT], [SIGTERM, SIGTERM]] as [$first, $second]) {
    $server = start('while (true);');
    $client = begin($server);
    $server->signal($first);
    $server->wait_for_log('stopping');
    usleep(150_000);
    $server->signal($second);
    $server->wait(5);
    echo $server->exit, "\n", $server->log();
}

echo "together\n";
$server = start('for ($until = microtime(true) + 0.3; microtime(true) < $until; usleep(1000));');
$client = begin($server);
$server->signal(19 /* STOP: it finds both when it goes on */);
$server->signal(SIGTERM);
$server->signal(SIGINT);
$server->signal(18 /* CONT */);
echo read_all($client), $server->wait(), "\n", $server->log();
?>
--EXPECT--
0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] warning: stopping at once
[master] notice: stopped
0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] warning: stopping at once
[master] notice: stopped
0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] warning: stopping at once
[master] notice: stopped
together
answer to hello
0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
