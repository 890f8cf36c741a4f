--TEST--
HUP, the loss of the terminal, stops the server; one that was told to ignore it (nohup) goes on ignoring it
--EXTENSIONS--
crew
pcntl
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

function start(string $disposition): Server
{
    return crew_start(<<<PHP
        pcntl_signal(SIGHUP, $disposition); /* as whoever started it has left it */
        \$worker = new Crew\Worker('text://127.0.0.1:0');
        \$worker->workerNum = 1;
        \$worker->onMessage = function (\$conn, \$message) { \$conn->send(\$message); };
        \$worker->start();
        PHP);
}

/* The same by a real nohup, which has PHP start with the signal ignored. */
function start_ignoring(): Server
{
    $again = var_export("trap '' HUP; " . php_command(), true);
    return crew_start(<<<PHP
        if (getenv('IGNORES') === false) {
            pcntl_exec('/bin/sh', ['-c', $again . ' ' . escapeshellarg(__FILE__)], ['IGNORES' => '1'] + getenv());
        }
        \$worker = new Crew\Worker('text://127.0.0.1:0');
        \$worker->workerNum = 1;
        \$worker->onMessage = function (\$conn, \$message) { \$conn->send(\$message); };
        \$worker->start();
        PHP);
}

$server = start('SIG_DFL');
$server->signal(SIGHUP);
echo $server->wait(), "\n", $server->log();

foreach ([start('SIG_IGN'), start_ignoring()] as $server) {
    $server->signal(SIGHUP);
    $client = $server->connect();
    fwrite($client, "hello\n");
    echo fgets($client);
    foreach ($server->workers(1) as $worker) {
        send_signal($worker, SIGHUP);
    }
    fwrite($client, "hello again\n");
    echo fgets($client);
    fclose($client);
    echo $server->stop();
}
?>
--EXPECT--
0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
hello
hello again
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
hello
hello again
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
