--TEST--
As pid 1 of a container the master waits for orphans, refuses an upgrade, and stops on TERM
--EXTENSIONS--
crew
posix
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
exec('unshare --pid --fork --mount-proc true 2>/dev/null', $out, $status);
if ($status !== 0) {
    die('skip unshare(1) may not make a pid namespace here');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$folder = crew_folder();
file_put_contents("$folder/server.php", <<<'PHP'
    <?php
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onWorkerStart = function () {
        exec('(sleep 0.2 & echo) >/dev/null 2>&1 &'); /* whose parent is gone before it */
        file_put_contents(__DIR__ . '/started', '1');
    };
    $worker->start();
    echo "what follows start() ran\n";
    PHP);
$process = proc_open(['unshare', '--pid', '--fork', '--mount-proc', '/bin/sh', '-c', php_command() . " $folder/server.php"],
    [['file', '/dev/null', 'r'], ['file', "$folder/stdout", 'a'], ['file', "$folder/log", 'a']], $pipes);
$unshare = proc_get_status($process)['pid'];
wait_for(fn () => file_exists("$folder/started"), 10, fn () => file_get_contents("$folder/log"));
$pid = (int)file_get_contents("/proc/$unshare/task/$unshare/children");
crew_watchdog("kill -9 $pid");
usleep(500000);
echo count(zombies_of($pid)), " zombies\n";
send_signal($pid, SIGUSR2);
wait_for(fn () => str_contains(file_get_contents("$folder/log"), 'no upgrade'));
send_signal($pid, SIGTERM);
wait_for(fn () => !is_alive($pid));
echo file_get_contents("$folder/stdout");
wait_for(fn () => !proc_get_status($process)['running']);
?>
--EXPECT--
0 zombies
what follows start() ran
