--TEST--
SIGUSR1 replaces every worker, one after the other; the old one serves until its replacement is ready
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
    $worker->onWorkerStart = function () {
        $waits = is_file(__DIR__ . '/wait');
        echo "started\n";
        while ($waits && is_file(__DIR__ . '/wait')) {
            clearstatcache();
            usleep(1000);
        }
    };
    $worker->onMessage = function ($conn, $message) { $conn->send((string)getmypid()); };
    $worker->start();
    PHP);
$starts = fn () => substr_count($server->stdout(), "started\n");
$old = $server->workers(2);
wait_for(fn () => $starts() === 2);

touch("$server->folder/wait");
$server->signal(SIGUSR1);
wait_for(fn () => $starts() === 3);
echo count($server->workers()), " processes while the first replacement starts\n";
$answers = [];
wait_for(function () use ($server, $old, &$answers) {
    $answers[ask($server, 'who')] = true;
    return count($answers) === 2;
});
echo array_diff(array_keys($answers), $old) === [] ? "both old ones serve\n" : "a new one serves too early\n";

unlink("$server->folder/wait");
$server->wait_for_log('all 2 workers are new');
$new = wait_for(fn () => array_intersect($server->workers(), $old) === [] ? $server->workers() : []);
echo count($new), " workers, all new\n";
echo in_array((int)ask($server, 'who'), $new) ? "a new one serves\n" : "who serves?\n";
echo count(zombies_of($server->pid)), " zombies\n";
echo $server->stop();
?>
--EXPECT--
3 processes while the first replacement starts
both old ones serve
2 workers, all new
a new one serves
0 zombies
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: reloading: replacing 2 workers one by one
[master] notice: reloaded: all 2 workers are new
[master] notice: stopping
[master] notice: stopped
