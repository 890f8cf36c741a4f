--TEST--
A worker has its listening socket, its connections, its event queue, a few pipes and a socket to be asked on, nothing of other workers; nothing piles up in the master
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
    $worker->reusePort = true;
    $worker->onMessage = function ($conn, $message) { $conn->send((string)getmypid()); };
    $worker->start();
    PHP);
$inherited = descriptors(getmypid()); /* what this test was started with is not the server's doing */

/* What there is beside PHP's own: kind => how many. */
function kinds(Server $server, int $pid, array $inherited): array
{
    $kinds = [];
    $listening = listening_sockets($server->address);
    $others = [];
    foreach (array_diff([$server->pid, ...$server->workers()], [$pid]) as $other) {
        $others = array_merge($others, $other === $server->pid ? [] : descriptors($other));
    }
    foreach (array_diff(descriptors($pid), $inherited) as $fd => $to) {
        $kind = in_array($to, $listening) ? 'listening' : strtok($to, ':');
        if ($fd > 2 && $to !== $server->script && $to !== '/dev/null') {
            $kind = $kind === 'pipe' && in_array($to, descriptors($server->pid)) ? 'pipe to the master' : $kind;
            $kind .= $kind !== 'pipe to the master' && $kind !== 'anon_inode' && in_array($to, $others) ? ' of another worker' : '';
            $kinds[$kind] = ($kinds[$kind] ?? 0) + 1;
        }
    }
    return $kinds;
}

$workers = $server->workers(3);
$clients = [];
$answers = [];
wait_for(function () use ($server, &$clients, &$answers) {
    $clients[] = $client = $server->connect();
    $answers[] = (int)ask($server, 'who', $client);
    return count(array_unique($answers)) === 3;
}, 10, 'an answer of each worker');
foreach ($workers as $pid) {
    $kinds = kinds($server, $pid, $inherited);
    $kinds['socket'] -= count(array_keys($answers, $pid)); /* its connections */
    echo isset($kinds['pipe']) && $kinds['pipe'] <= 4 ? '' : "how many pipes?\n";
    unset($kinds['pipe']);
    ksort($kinds);
    echo json_encode($kinds), "\n";
}
$clients = null;

$before = count(descriptors($server->pid));
send_signal($workers[0], SIGKILL);
wait_for(fn () => !in_array($workers[0], $server->workers()) && count($server->workers()) === 3);
$server->signal(SIGUSR1);
$server->wait_for_log('all 3 workers are new');
wait_for(fn () => array_intersect($workers, $server->workers()) === [] && count($server->workers()) === 3);
echo count(descriptors($server->pid)) - $before, " more in the master after a death and a reload\n";
$server->stop();
?>
--EXPECT--
{"anon_inode":1,"listening":1,"pipe to the master":2,"socket":1}
{"anon_inode":1,"listening":1,"pipe to the master":2,"socket":1}
{"anon_inode":1,"listening":1,"pipe to the master":2,"socket":1}
0 more in the master after a death and a reload
