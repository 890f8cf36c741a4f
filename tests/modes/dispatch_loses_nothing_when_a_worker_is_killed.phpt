--TEST--
In Mode::Dispatch a connection that was handed to a stuck worker and not taken yet is not lost when that is killed
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

$server = start_in_mode('Dispatch', 1);
$first = $server->connect();
$stuck = (int)ask($server, 'who', $first);
fwrite($first, "stick\n");
wait_for(fn () => is_file("$server->folder/stuck"));
$waiting = array_map(fn () => $server->connect(), range(1, 20));
foreach ($waiting as $client) {
    fwrite($client, "who\n");
}
usleep(50_000);
send_signal($stuck, SIGKILL);
unlink("$server->folder/stuck");
$share = array_count_values(array_map(fn ($client) => (int)fgets($client), $waiting));
echo array_sum($share), ' answered by ', count($share), ' worker', isset($share[$stuck]) || isset($share[0]) ? ', the wrong one' : '', "\n";
$server->stop();
?>
--EXPECT--
20 answered by 1 worker
