--TEST--
The number of workers changes under load: nothing is refused, reset or left without its answer
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
        usleep(1000);
        $conn->send(getmypid() . " $message");
    };
    $worker->start();
    PHP);
$server->workers(2);

$send = fn (int $signal) => fn () => $server->signal($signal);
$load = new Load("tcp://$server->address", connections: 10, perSecond: 300, keepers: 4);
$load->run(6.0, ['0.2' => $send(SIGTTIN), '0.6' => $send(SIGTTOU), '0.7' => $send(SIGTTOU), '1.5' => $send(SIGTTIN),
    '1.8' => $send(SIGTTOU), '5.0' => $send(SIGTTIN)]);
$server->workers(2);

echo $load->counts['ok'] > 200 ? 'many' : 'few', " answers\n", $load->lost(), " lost\n";
echo $load->lost() > 0 ? print_r($load->counts, true) : '';
$server->stop();
?>
--EXPECT--
many answers
0 lost
