--TEST--
A worker that is killed is replaced at once, by one of the same number, and is no zombie
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->onWorkerStart = function ($worker) { echo getmypid() . " $worker->id\n"; };
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    PHP);
$starts = fn () => preg_match_all('/^(\d+) (\d+)$/m', $server->stdout(), $found, PREG_SET_ORDER) ? $found : [];
wait_for(fn () => count($starts()) === 2);
$victim = (int)array_column($starts(), 1, 2)['1'];
send_signal($victim, SIGKILL);
wait_for(fn () => count($starts()) === 3, 2, 'the replacement');
echo "the third to start has number {$starts()[2][2]}\n";
echo count($server->workers()), ' workers, ', count(zombies_of($server->pid)), " zombies\n";
echo is_alive($victim) ? "the victim lives\n" : ask($server, 'hello') . "\n";
echo $server->stop();
?>
--EXPECT--
the third to start has number 1
2 workers, 0 zombies
hello
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] warning: worker 1 (pid N) was killed by signal 9 (Killed); replacing it
[master] notice: stopping
[master] notice: stopped
