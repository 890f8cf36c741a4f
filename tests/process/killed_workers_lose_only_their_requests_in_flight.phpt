--TEST--
When workers are killed under load, only requests that were in flight at that moment are lost, and no connection is refused
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

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 3;
    $worker->onMessage = function ($conn, $message) {
        usleep(5000);
        $conn->send(getmypid() . " $message");
    };
    $worker->start();
    PHP);
$server->workers(3);

$kills = [];
$kill = function () use ($server, &$kills) {
    $workers = $server->workers();
    if ($workers !== []) {
        $kills[] = microtime(true);
        send_signal($workers[array_rand($workers)], SIGKILL);
    }
};
$load = new Load("tcp://$server->address", connections: 8, perSecond: 200);
$load->run(3, array_fill_keys(array_map('strval', range(0.2, 2.8, 0.2)), $kill));

$unexplained = array_filter($load->lost, function ($lost) use ($kills) {
    [$begun, $ended] = $lost;
    return array_filter($kills, fn ($kill) => $kill >= $begun && $kill <= $ended) === [];
});
echo count($kills) >= 8 ? 'many' : 'few', " kills\n";
echo $load->counts['ok'] > 100 ? 'many' : 'few', " answers\n";
echo $load->lost() <= 8 * count($kills) ? 'few' : 'many', " lost\n";
printf("%d refused, %d truncated, %d wrong, %d late\n", $load->counts['refused'], $load->counts['truncated'],
    $load->counts['wrong'], $load->counts['late']);
echo count($unexplained), " lost while nothing was killed\n";
echo count($server->workers(3)), " workers in the end, ", count(zombies_of($server->pid)), " zombies\n";
$server->stop();
?>
--EXPECT--
many kills
many answers
few lost
0 refused, 0 truncated, 0 wrong, 0 late
0 lost while nothing was killed
3 workers in the end, 0 zombies
