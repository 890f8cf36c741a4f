--TEST--
The status is answered at once while a worker is stuck in an endless loop, which it tells
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
    $worker->stopTimeout = 0.2;
    $worker->onMessage = function ($conn, $message) {
        if ($message === 'spin') {
            while (true);
        }
        $conn->send((string)getmypid());
    };
    $worker->start();
    PHP);
$client = $server->connect();
$stuck = (int)ask($server, 'who', $client);
fwrite($client, "spin\n");

wait_for(fn () => max(array_column(status($server)['workers'], 'busy')) >= 0.3);
$from = microtime(true);
$status = status($server);
$took = microtime(true) - $from;
echo $took < 0.05 * CREW_SLOWNESS ? "at once\n" : "after $took s\n";
foreach ($status['workers'] as $worker) {
    echo $worker['pid'] === $stuck ? "stuck: {$worker['state']}, " . ($worker['busy'] >= 0.3 ? 'for a while' : $worker['busy']) . "\n"
        : "other: {$worker['state']}\n";
}
$server->stop();
?>
--EXPECTREGEX--
at once
(stuck: busy, for a while
other: idle|other: idle
stuck: busy, for a while)
