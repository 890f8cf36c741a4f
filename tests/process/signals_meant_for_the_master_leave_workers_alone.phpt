--TEST--
INT, HUP, USR1 and the like, which a terminal or a script may send to the whole group, do nothing to a worker; TERM ends it gracefully and it is replaced
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
    $worker->onMessage = function ($conn, $message) {
        touch(__DIR__ . '/begun');
        for ($until = microtime(true) + ($message === 'slow' ? 0.2 : 0); microtime(true) < $until; usleep(1000));
        $conn->send($message);
    };
    $worker->start();
    PHP);
echo ask($server, 'hello'), "\n";
[$pid] = $server->workers(1);
foreach ([SIGINT, SIGHUP, SIGUSR1, SIGUSR2, SIGTTIN, SIGTTOU] as $signal) {
    send_signal($pid, $signal);
    echo ask($server, 'hello'), "\n";
}
echo $server->workers() === [$pid] ? "the same worker\n" : "it died\n";
unlink("$server->folder/begun");
fwrite($client = $server->connect(), "slow\n");
wait_for(fn () => glob("$server->folder/begun") !== []);
send_signal($pid, SIGTERM);
echo read_all($client);
fclose($client);
wait_for(fn () => !in_array($pid, $server->workers()));
echo ask($server, 'hello from another'), "\n";
echo $server->stop();
?>
--EXPECT--
hello
hello
hello
hello
hello
hello
hello
the same worker
slow
hello from another
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: worker 0 (pid N) was asked to stop; replacing it
[master] notice: stopping
[master] notice: stopped
