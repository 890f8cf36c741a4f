--TEST--
In Mode::Dispatch new connections are answered while a worker is stuck; when all are stuck they wait
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/modes.inc';

$server = start_in_mode('Dispatch', 2);
$clients = [];
share_out($server, 10, $clients);
fwrite($clients[0], "stick\n");
wait_for(fn () => is_file("$server->folder/stuck"));
$begun = microtime(true);
$share = share_out($server, 50, $clients);
echo array_sum($share), ' answered by ', count($share), ' worker', microtime(true) - $begun < 5 ? '' : ', slowly', "\n";

fwrite($clients[1], "stick\n"); /* the other worker's: they take turns */
usleep(50_000);
$waiting = array_map(fn () => $server->connect(), range(1, 30));
foreach ($waiting as $client) {
    fwrite($client, "who\n");
}
usleep(100_000);
$none = [];
$ready = $waiting;
echo stream_select($ready, $none, $none, 0), " answered while both are stuck\n";
unlink("$server->folder/stuck");
$share = array_count_values(array_map(fn ($client) => (string)fgets($client), $waiting));
echo isset($share['']) ? 'not all' : array_sum($share), " answered afterwards\n";
$server->stop();
?>
--EXPECT--
50 answered by 1 worker
0 answered while both are stuck
30 answered afterwards
