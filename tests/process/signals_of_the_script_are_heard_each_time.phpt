--TEST--
onSignal() runs in an idle worker and in the master; a thousand queued real-time signals keep their number and order
--EXTENSIONS--
crew
pcntl
posix
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $heard = [];
    foreach ([0, 1] as $n) {
        $worker->onSignal(SIGRTMIN + $n, function (int $signo, $worker) use (&$heard) {
            $heard[] = $signo - SIGRTMIN;
            if ($worker->id === null) {
                echo "the master heard ", $signo - SIGRTMIN, "\n";
            }
        });
    }
    $worker->onWorkerStart = function ($worker) use (&$heard) {
        $worker->onSignal(SIGWINCH, function () use (&$heard) { $heard[] = 'winch'; throw new Exception('only logged'); });
        $worker->onSignal(SIGALRM, function () { exit('only this'); });
    };
    $worker->onMessage = function ($conn, $message) use (&$heard, $worker) {
        if ($message === 'busy') {
            touch(__DIR__ . '/busy');
            for ($until = microtime(true) + 10; microtime(true) < $until && !file_exists(__DIR__ . '/sent'); usleep(1000)) {
                clearstatcache();
            }
        }
        if ($message === 'deaf') {
            $worker->onSignal(SIGWINCH, null);
        }
        $conn->send(json_encode([count($heard), array_slice($heard, 0, 3), array_slice($heard, -3)]));
    };
    $worker->start();
    PHP);
$client = $server->connect();
echo ask($server, 'hello', $client), "\n";
[$pid] = $server->workers(1);

send_signal($pid, SIGALRM);
$server->wait_for_output('only this');
send_signal($pid, SIGWINCH);
$server->wait_for_log('only logged');
echo ask($server, 'hello', $client), "\n";
ask($server, 'deaf', $client);
send_signal($pid, SIGWINCH);

fwrite($client, "busy\n");
wait_for(fn () => glob("$server->folder/busy") !== []);
send_signal($pid, SIGRTMIN); /* the kernel prefers the lower number, when both wait */
for ($i = 0; $i < 1000; $i++) {
    send_signal($pid, SIGRTMIN + 1);
}
touch("$server->folder/sent");
fgets($client);
wait_for(fn () => str_starts_with(ask($server, 'hello', $client), '[1002,'), 10, 'the signals');
echo ask($server, 'hello', $client), "\n";

$server->signal(SIGRTMIN + 1);
$server->wait_for_output('the master heard 1');
fclose($client);
$server->stop();

$worker = new Crew\Worker('text://127.0.0.1:0');
foreach ([SIGTERM, SIGUSR2, SIGTTIN, SIGKILL, SIGSEGV, 0, 1000] as $signo) {
    try {
        $worker->onSignal($signo, fn () => 1);
    } catch (Crew\OptionException $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
[0,[],[]]
[1,["winch"],["winch"]]
[1002,["winch",0,1],[1,1,1]]
signal 15 (Terminated) is not for a script to listen to: stop; a second time: at once
signal 12 (User defined signal 2) is not for a script to listen to: a new master with new code takes over the listening sockets
signal 21 (Stopped (tty input)) is not for a script to listen to: one worker more
signal 9 (Killed) is not for a script to listen to: it cannot be caught
signal 11 (Segmentation fault) is not for a script to listen to: it tells of a fault in the program itself
signal 0 (?) is not for a script to listen to: there is no such signal
signal 0 (?) is not for a script to listen to: there is no such signal
