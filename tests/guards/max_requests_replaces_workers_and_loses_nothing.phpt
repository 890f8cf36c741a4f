--TEST--
Under load, workers are replaced after maxRequests messages, each by one that is ready before; nothing is refused, reset or left without answer
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
    $worker->workerNum = 2;
    $worker->maxRequests = 60;
    $worker->onMessage = function ($conn, $message) { $conn->send(getmypid() . " $message"); };
    $worker->start();
    PHP);
$server->workers(2);

$load = new Load("tcp://$server->address", connections: 10, perSecond: 250, keepers: 5);
$load->run(4.0);

echo $load->counts['ok'] > 200 ? 'many' : 'few', " answers\n";
echo count($load->answeredBy) >= 6 ? 'by many workers' : 'by few workers', "\n";
echo $load->lost(), " lost\n";
echo $load->lost() > 0 ? print_r($load->counts, true) : '';
$log = $server->stop();
preg_match_all('/has handled (\d+) messages \(maxRequests\)/', $log, $found);
echo min($found[1]) >= 45 ? "none too early\n" : min($found[1]) . " is too early\n";
echo preg_match('/worker \d has its successor \(pid N\), the old one drains/', $log), "\n";
echo preg_match_all('/warning|error/', $log), " warnings\n";
?>
--EXPECT--
many answers
by many workers
0 lost
none too early
1
0 warnings
