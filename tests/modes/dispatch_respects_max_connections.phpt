--TEST--
In Mode::Dispatch nobody gets more than maxConnections, who comes then waits, and who runs out of descriptors loses nothing
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

$server = start_in_mode('Dispatch', 2, more: '$worker->maxConnections = 3;');
$clients = [];
$share = share_out($server, 6, $clients);
echo implode(' ', $share), "\n";
$late = $server->connect();
fwrite($late, "who\n");
usleep(100_000);
$ready = [$late];
$none = [];
echo stream_select($ready, $none, $none, 0), " answered beyond\n";
fclose(array_shift($clients));
echo isset($share[(int)fgets($late)]) ? "answered when one has left\n" : "not answered\n";
$server->stop();
?>
--EXPECT--
3 3
0 answered beyond
answered when one has left
