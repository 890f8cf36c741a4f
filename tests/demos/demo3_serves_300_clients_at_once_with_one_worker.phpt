--TEST--
One worker of demo3 serves three hundred clients at once
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$code = file_get_contents(__DIR__ . '/../../examples/demo3.php');
$code = str_replace('0.0.0.0:9800', '127.0.0.1:0', $code);
$server = crew_start(str_replace('$worker->start()', '$worker->workerNum = 1; $worker->start()', $code));
$clients = [];
for ($i = 0; $i < 300; $i++) {
    $clients[$i] = $server->connect();
}
foreach ([1, 2] as $round) {
    foreach ($clients as $i => $client) {
        fwrite($client, "round $round of client $i\n");
    }
    $right = 0;
    foreach ($clients as $i => $client) {
        do {
            $line = fgets($client);
        } while ($line !== "\r\n");
        $right += fgets($client) === "round $round of client $i\n";
    }
    echo "$right answers\n";
}
echo count($server->workers()), " worker\n";
echo $server->stop();
?>
--EXPECT--
300 answers
300 answers
1 worker
[master] notice: listening on tcp://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
