--TEST--
When the master is killed, idle workers end at once, a busy one after its answer, one that is stuck soon after stopTimeout
--EXTENSIONS--
crew
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
    $worker->workerNum = 3;
    $worker->stopTimeout = 1;
    $worker->reusePort = false;
    $worker->onMessage = function ($conn, $message) {
        file_put_contents(__DIR__ . "/$message", getmypid());
        for ($until = microtime(true) + 0.3; microtime(true) < $until || $message === 'stuck';);
        $conn->send("answer to $message");
    };
    $worker->start();
    PHP);
$server->workers(3);
$pids = [];
foreach (['stuck', 'busy'] as $message) {
    fwrite($clients[$message] = $server->connect(), "$message\n");
    $pids[$message] = (int)wait_for(fn () => @file_get_contents("$server->folder/$message"));
}
$idle = array_diff($server->workers(3), $pids);

$killed = microtime(true);
$server->signal(SIGKILL);
wait_for(fn () => !is_alive(current($idle)), 1);
echo "the idle one is gone\n";
echo read_all($clients['busy']);
fclose($clients['busy']);
wait_for(fn () => !is_alive($pids['busy']), 2);
echo "the busy one is gone\n";
echo is_alive($pids['stuck']) ? "the stuck one is not\n" : "so is the stuck one\n";
wait_for(fn () => !is_alive($pids['stuck']), 3);
echo microtime(true) - $killed < 3 * CREW_SLOWNESS ? "now it is, in time\n" : "now it is, late\n";
echo count($server->processes()), " processes are left\n";
echo preg_replace('/worker \d/', 'worker X', $server->log());
?>
--EXPECT--
the idle one is gone
answer to busy
the busy one is gone
the stuck one is not
now it is, in time
0 processes are left
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 3 workers
[worker X] warning: the master is gone, stopping
[worker X] warning: the master is gone, stopping
