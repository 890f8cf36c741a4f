--TEST--
wrk: many requests over 50 kept connections, none of which fails
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (!shell_exec('command -v wrk')) {
    die('skip needs wrk');
}
require __DIR__ . '/../support/skip_under_valgrind.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn () => 'ok';
    $worker->start();
    PHP);
$out = shell_exec("wrk -t1 -c50 -d1s http://$server->address/ 2>&1");
echo preg_match('/(\d+) requests in/', $out, $m) && $m[1] > 100 ? "many\n" : $out;
echo preg_match('/Socket errors|Non-2xx/', $out) ? $out : "no errors\n";
$server->stop();
?>
--EXPECT--
many
no errors
