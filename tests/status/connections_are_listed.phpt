--TEST--
Every connection of every worker is listed, with addresses, state, queue, bytes and age
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/status.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->onMessage = function ($conn, $message) {
        if ($message === 'flood') {
            while ($conn->send(str_repeat('x', 100000)));
        }
        $conn->send((string)getmypid());
    };
    $worker->start();
    PHP);
echo json_encode(array_diff_key(connections($server), ['now' => 0, 'version' => 0])), "\n";
$clients = [];
for ($i = 0; $i < 40; $i++) {
    ask($server, 'who', $clients[] = $server->connect());
}
fwrite($clients[0], "flood\n");
$list = wait_for(fn () => max(array_column($now = connections($server)['connections'], 'pending')) > 0 ? $now : null);
$ours = array_map(fn ($client) => stream_socket_get_name($client, false), $clients);
sort($ours);
$theirs = array_column($list, 'remote');
sort($theirs);
echo $ours === $theirs ? "all 40 are there\n" : "they differ\n";
echo implode(',', array_unique(array_column($list, 'state'))), ' at ', tidy(implode(',', array_unique(array_column($list, 'local'))), $server), "\n";
foreach ($list as $conn) {
    if ($conn['remote'] === stream_socket_get_name($clients[0], false)) {
        echo $conn['bytes_read'], ' read, ', $conn['bytes_written'] > 1000000 ? 'many' : $conn['bytes_written'], " written\n";
    }
}
echo max(array_column($list, 'age')) < 30 * CREW_SLOWNESS ? "young\n" : "old\n";
echo array_diff(array_column($list, 'worker'), [0, 1]) === [] ? "of workers 0 and 1\n" : "of others\n";
$clients = null; /* closes them */
wait_for(fn () => connections($server)['connections'] === []);
$server->stop();
?>
--EXPECT--
{"connections":[],"unanswered":[]}
all 40 are there
open at ADDRESS
10 read, many written
young
of workers 0 and 1
