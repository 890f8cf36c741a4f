--TEST--
A new worker that is stuck in onWorkerStart does not block reloads: the next one kills it and goes on, while the old workers serve
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
    $worker->onWorkerStart = function ($worker) {
        $is_stuck = is_file(__DIR__ . "/stuck$worker->id");
        echo $is_stuck ? "stuck " . getmypid() . "\n" : "started\n";
        while ($is_stuck) {
            usleep(1000);
        }
    };
    $worker->onMessage = function ($conn, $message) { $conn->send(getmypid()); };
    $worker->start();
    PHP);

/* The number of the last one that got stuck. */
function stuck(Server $server, int $count): int
{
    return (int)wait_for(fn () => preg_match_all('/^stuck (\d+)$/m', $server->stdout(), $found) === $count ? end($found[1]) : 0);
}

$server->wait_for_output("started\nstarted\n");
$old = $server->workers(2);
touch("$server->folder/stuck0");
$server->signal(SIGUSR1);
$first = stuck($server, 1);
$server->signal(SIGUSR1);
$second = wait_for(function () use ($server, $old, &$strangers) { /* not mended yet: the next one gets stuck as well */
    $strangers ??= 0;
    $strangers += !in_array((int)ask($server, 'who'), $old);
    return preg_match('/stuck \d+\nstuck (\d+)/', $server->stdout(), $found) ? (int)$found[1] : 0;
});
wait_for(fn () => !is_alive($first));
echo $strangers, " answers from others than the old workers\n";

unlink("$server->folder/stuck0");
touch("$server->folder/stuck1");
$server->signal(SIGUSR1);
stuck($server, 3); /* worker 0 is a new one, worker 1 the old one */
unlink("$server->folder/stuck1");
$server->signal(SIGUSR1);
$server->wait_for_log('all 2 workers are new');
wait_for(fn () => array_intersect($server->workers(), $old) === []);
echo count($server->workers(2)), ' workers, ', in_array((int)ask($server, 'who'), $server->workers()) ? "serving\n" : "not serving\n";
echo $server->stop();
?>
--EXPECT--
0 answers from others than the old workers
2 workers, serving
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: reloading: replacing 2 workers one by one
[master] warning: the new worker 0 (pid N) is still not ready and another reload was asked for; killing it
[master] notice: reloading: replacing 2 workers one by one
[master] warning: the new worker 0 (pid N) is still not ready and another reload was asked for; killing it
[master] notice: reloading: replacing 2 workers one by one
[master] warning: the new worker 1 (pid N) is still not ready and another reload was asked for; killing it
[master] notice: reloading: replacing 2 workers one by one
[master] notice: reloaded: all 2 workers are new
[master] notice: stopping
[master] notice: stopped
