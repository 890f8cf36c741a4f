--TEST--
Five upgrades under load, with sockets of their own, with a shared one and on a unix path: nothing is refused, reset or left without its answer
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
require __DIR__ . '/../support/load.inc';

foreach ([['text://127.0.0.1:0', 'true', 3], ['text://127.0.0.1:0', 'false', 1], ['unix', 'true', 1]] as [$address, $reusePort, $times]) {
    $server = crew_start(<<<PHP
        \$worker = new Crew\Worker('$address' === 'unix' ? 'unix://' . __DIR__ . '/socket' : '$address');
        \$worker->workerNum = 2;
        \$worker->reusePort = $reusePort;
        \$worker->onMessage = function (\$conn, \$message) {
            usleep(2000);
            is_object(\$conn) ? \$conn->send(getmypid() . " \$message") : fwrite(\$conn, getmypid() . " \$message");
        };
        \$worker->start();
        PHP);
    $server->workers(2);
    $master = $server->pid;

    /* USR2 at its time; which master is the next is known when the load has gone on for a while. */
    $pids = fn () => preg_match_all('/upgraded: the new master \(pid (\d+)\)/', $server->stderr(), $found) ? $found[1] : [];
    $actions = [];
    for ($i = 0; $i < $times; $i++) {
        $actions[(string)(0.3 + 2 * $i)] = function () use ($server, $pids) {
            send_signal((int)(array_reverse($pids())[0] ?? $server->pid), SIGUSR2);
        };
    }
    at_end(fn () => array_map(fn ($pid) => send_signal((int)$pid, SIGTERM), $pids()));
    $load = new Load($address === 'unix' ? "unix://$server->address" : "tcp://$server->address",
        connections: 8, perSecond: 200, keepers: 3);
    $load->run(0.3 + 2 * $times, $actions);

    wait_for(fn () => count($pids()) === $times, 10, 'the upgrades');
    echo "$times upgraded, ", $load->counts['ok'] > 100 * $times ? 'many' : 'few', " answers, ", $load->lost(), " lost\n";
    echo $load->lost() > 0 ? print_r($load->counts, true) : '';
    stop_master($server, (int)$pids()[$times - 1]);
    echo $address === 'unix' && file_exists($server->address) ? "the path is still there\n" : '';
}
?>
--EXPECT--
3 upgraded, many answers, 0 lost
1 upgraded, many answers, 0 lost
1 upgraded, many answers, 0 lost
