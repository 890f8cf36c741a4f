--TEST--
At QUIT, who waits in the queue is still answered; who comes later is refused at once instead of being left waiting
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        if ($message === 'busy') {
            touch(__DIR__ . '/begun');
            for ($until = microtime(true) + 0.3; microtime(true) < $until; usleep(1000));
        }
        $conn->send("answer to $message");
    };
    $worker->start();
    PHP);
$stays = $server->connect();
fwrite($stays, "hello\n");
echo fgets($stays);
$busy = $server->connect();
fwrite($busy, "busy\n");
wait_for(fn () => glob("$server->folder/begun") !== []);
$waiting = $server->connect();
fwrite($waiting, "waiting\n");
$server->signal(SIGQUIT);
foreach ([$busy, $waiting] as $client) {
    echo fgets($client);
    fclose($client);
}
wait_for(fn () => @stream_socket_client("tcp://$server->address") === false, 5, 'being refused');
echo "refused\n";
echo $server->is_running() ? "still waiting for a connection\n" : "gone\n";
fclose($stays);
echo $server->wait(), "\n", $server->log();
?>
--EXPECT--
answer to hello
answer to busy
answer to waiting
refused
still waiting for a connection
0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping when all connections have ended
[master] notice: stopped
