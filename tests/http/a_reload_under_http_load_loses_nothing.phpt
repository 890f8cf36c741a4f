--TEST--
Reloads while requests come on kept and on new connections: nothing is refused, reset or left without its answer
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';
require __DIR__ . '/../support/load.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->onMessage = function ($conn, $request) {
        usleep(2000);
        return getmypid() . ' ' . substr($request->path(), 1) . "\n";
    };
    $worker->start();
    PHP);
$server->workers(2);

$reload = fn () => $server->signal(SIGUSR1);
$load = new Load("tcp://$server->address", connections: 10, perSecond: 250, keepers: 5, isHttp: true);
$load->run(3.5, ['0.3' => $reload, '1.8' => $reload]);
wait_for(fn () => substr_count($server->stderr(), 'all 2 workers are new') === 2);

echo $load->counts['ok'] > 200 ? 'many' : 'few', " answers\n";
echo $load->lost(), " lost\n";
echo $load->lost() > 0 ? print_r($load->counts, true) : '';
$server->stop();
?>
--EXPECT--
many answers
0 lost
