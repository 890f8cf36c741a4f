--TEST--
A server that was started from a terminal stops when that is gone; one that was told to ignore HUP (nohup) goes on ignoring it
--EXTENSIONS--
crew
pcntl
posix
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
if (!is_executable('/usr/bin/script')) {
    die('skip there is no script(1) to make a terminal');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

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

/* In a terminal of its own, which goes when `script` is killed. */
$folder = crew_folder();
file_put_contents("$folder/server.php", <<<'PHP'
    <?php
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onWorkerStart = function () { file_put_contents(__DIR__ . '/master', posix_getppid()); };
    $worker->start();
    file_put_contents(__DIR__ . '/after', 'what follows start() ran');
    PHP);
$terminal = proc_open(['/usr/bin/script', '-qec', php_command() . " $folder/server.php 2>$folder/log", '/dev/null'],
    [['file', '/dev/null', 'r'], ['file', '/dev/null', 'w'], ['file', '/dev/null', 'w']], $pipes);
$master = (int)wait_for(fn () => @file_get_contents("$folder/master"), 10, 'the server in the terminal');
crew_watchdog("kill $master");
proc_terminate($terminal, SIGKILL);
wait_for(fn () => !is_alive($master), 10, 'the end of the server');
proc_close($terminal);
echo file_get_contents("$folder/after"), "\n", preg_replace('/127\S+:\d+\)/', 'ADDRESS)', tidy(file_get_contents("$folder/log")));

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
what follows start() ran
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
