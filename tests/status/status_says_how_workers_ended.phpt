--TEST--
The status says how the last worker of a slot ended; what it had counted is not lost
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/status.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    PHP);
ask($server, 'hello');
$first = $server->workers(1)[0];
echo json_encode(status($server)['slots'][0]['last_exit']), "\n";
send_signal($first, SIGKILL);
$status = wait_for(fn () => ($now = status($server))['slots'][0]['exits'] === 1 && $now['ready'] ? $now : null);
$exit = $status['slots'][0]['last_exit'];
echo $exit['how'], "\n", $exit['pid'] === $first ? "its pid\n" : "another pid\n", $exit['ago'] < 10 * CREW_SLOWNESS ? "just now\n" : "long ago\n";
echo "slot: {$status['slots'][0]['messages']}, process: {$status['workers'][0]['messages']}, all: {$status['total']['messages']}\n";
ask($server, 'hello');
echo wait_for(fn () => status($server)['total']['messages'] === 2) ? "2 messages\n" : '';
$server->stop();
?>
--EXPECT--
null
was killed by signal 9 (Killed)
its pid
just now
slot: 1, process: 0, all: 1
2 messages
