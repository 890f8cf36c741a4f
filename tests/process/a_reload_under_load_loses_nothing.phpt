--TEST--
Three reloads under load, of new connections and of connections that are kept: nothing is refused, reset or left without its answer
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
    $worker->onMessage = function ($conn, $message) {
        usleep(2000);
        $conn->send(getmypid() . " $message");
    };
    $worker->start();
    PHP);
$server->workers(2);

$reload = fn () => $server->signal(SIGUSR1);
$load = new Load("tcp://$server->address", connections: 10, perSecond: 250, keepers: 5);
$load->run(4.5, ['0.3' => $reload, '2.0' => $reload, '3.7' => $reload]);
wait_for(fn () => substr_count($server->stderr(), 'all 2 workers are new') === 3);

echo $load->counts['ok'] > 200 ? 'many' : 'few', " answers\n";
echo count($load->answeredBy) === 8 ? '' : 'not ', "by all of the 8 workers there have been\n";
echo $load->lost(), " lost\n";
echo $load->lost() > 0 ? print_r($load->counts, true) : '';
$server->stop();
?>
--EXPECT--
many answers
by all of the 8 workers there have been
0 lost
