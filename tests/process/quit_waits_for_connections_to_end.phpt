--TEST--
QUIT waits for connections to end by themselves, however long that takes; TERM ends the waiting
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

function code(float $timeout): string
{
    return <<<PHP
        \$worker = new Crew\Worker('text://127.0.0.1:0');
        \$worker->workerNum = 1;
        \$worker->stopTimeout = $timeout;
        \$worker->onMessage = function (\$conn, \$message) { \$conn->send("answer to \$message"); };
        \$worker->start();
        PHP;
}

$server = crew_start(code(0.2));
$asks = $server->connect();
$leaves = $server->connect();
foreach ([$asks, $leaves] as $client) {
    fwrite($client, "hello\n");
    echo fgets($client);
}
$server->signal(SIGQUIT);
$server->wait_for_log('stopping');
usleep(700_000); /* longer than stopTimeout */
fwrite($asks, "one more\n");
echo read_all($asks); /* an answered connection has had its last answer */
echo $server->is_running() ? "still waiting\n" : "gone\n";
fclose($leaves);
echo $server->wait(), "\n", $server->log();

$server = crew_start(code(10));
$stays = $server->connect();
fwrite($stays, "hello\n");
echo fgets($stays);
$server->signal(SIGQUIT);
$server->wait_for_log('stopping');
$server->signal(SIGTERM);
echo read_all($stays), $server->wait(), "\n", $server->log();
?>
--EXPECT--
answer to hello
answer to hello
answer to one more
still waiting
0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping when all connections have ended
[master] notice: stopped
answer to hello
0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping when all connections have ended
[master] notice: stopping
[master] notice: stopped
