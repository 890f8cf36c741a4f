--TEST--
INT and TERM stop gracefully: a request in flight and one that waits in the queue get their answers, then start() returns
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

foreach (['SIGINT', 'SIGTERM'] as $name) {
    $server = crew_start(<<<'PHP'
        $worker = new Crew\Worker('text://127.0.0.1:0');
        $worker->workerNum = 1;
        $worker->onMessage = function ($conn, $message) {
            touch(__DIR__ . '/begun');
            for ($until = microtime(true) + 0.3; microtime(true) < $until; usleep(1000));
            $conn->send("answer to $message");
        };
        $worker->start();
        PHP);
    $idle = $server->connect();
    fwrite($idle, "idle\n");
    echo fgets($idle);
    unlink("$server->folder/begun");

    $busy = $server->connect();
    fwrite($busy, "busy\n");
    wait_for(fn () => glob("$server->folder/begun") !== []);
    $waiting = $server->connect();
    fwrite($waiting, "waiting\n");
    $server->signal(constant($name));
    foreach ([$busy, $waiting, $idle] as $client) {
        echo read_all($client) ?: "nothing more\n";
        fclose($client);
    }
    echo $name, ' ', $server->wait(), "\n", $server->log();
}
?>
--EXPECT--
answer to idle
answer to busy
answer to waiting
nothing more
SIGINT 0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
answer to idle
answer to busy
answer to waiting
nothing more
SIGTERM 0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
