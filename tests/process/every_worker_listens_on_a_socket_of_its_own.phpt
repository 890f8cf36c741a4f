--TEST--
With reusePort there is a listening socket for each worker; the master keeps them all, a replacement gets its predecessor's
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 3;
    $worker->reusePort = true;
    $worker->onWorkerStart = function ($worker) { echo getmypid() . " $worker->id\n"; };
    $worker->start();
    PHP);

/* Worker number => the listening sockets it has, once the newest of each number has started. */
function sockets_by_number(Server $server, int $starts): array
{
    wait_for(fn () => substr_count($server->stdout(), "\n") === $starts);
    $found = [];
    foreach (explode("\n", trim($server->stdout())) as $line) {
        [$pid, $number] = explode(' ', $line);
        if (is_alive((int)$pid)) {
            $found[$number] = array_intersect(descriptors((int)$pid), listening_sockets($server->address));
        }
    }
    ksort($found);
    return array_map('array_values', $found);
}

$all = listening_sockets($server->address);
echo count($all), " sockets listen\n";
echo count(array_intersect($all, descriptors($server->pid))), " of them are the master's\n";
$before = sockets_by_number($server, 3);
echo 'workers have ', implode(' ', array_map('count', $before)), ', together ', count(array_unique(array_merge(...$before))), "\n";

send_signal($server->workers(3)[1], SIGKILL);
$after = sockets_by_number($server, 4);
echo $after === $before ? "the same after one was replaced\n" : print_r([$before, $after], true);

$server->stop();
echo count(listening_sockets($server->address)), " sockets listen after the stop\n";
?>
--EXPECT--
3 sockets listen
3 of them are the master's
workers have 1 1 1, together 3
the same after one was replaced
0 sockets listen after the stop
