--TEST--
1,000 SIGUSR1 within a second are one or two reloads
--EXTENSIONS--
crew
posix
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    PHP);
$server->workers(2);
$begun = microtime(true);
for ($i = 0; $i < 1000; $i++) {
    posix_kill($server->pid, SIGUSR1);
    usleep(500);
}
$most = 2 + (int)((microtime(true) - $begun) / 1.5); /* a busy machine may have taken more than the second */
$reloads = fn () => [substr_count($server->stderr(), 'reloading:'), substr_count($server->stderr(), 'all 2 workers are new')];
wait_for(fn () => $reloads()[0] === $reloads()[1] && $reloads()[0] > 0);
$quiet = deadline(1.7);
wait_for(fn () => microtime(true) > $quiet, 3); /* the time in which a second one would begin */
wait_for(fn () => $reloads()[0] === $reloads()[1]);
echo $reloads()[0] <= $most ? "one or two reloads\n" : $server->log();
echo ask($server, 'hello'), "\n";
echo count($server->workers(2)), " workers, ", count(zombies_of($server->pid)), " zombies\n";
$server->stop();
?>
--EXPECT--
one or two reloads
hello
2 workers, 0 zombies
