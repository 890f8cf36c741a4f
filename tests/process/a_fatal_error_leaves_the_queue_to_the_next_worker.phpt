--TEST--
A worker that dies accepts nobody any more: who waits in the queue is served by the next one
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (getenv('USE_ZEND_ALLOC') === '0') echo 'skip memory_limit is the work of PHP\'s own allocator';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$trip = tempnam(sys_get_temp_dir(), 'crew');
unlink($trip);
putenv("TRIP=$trip");
$server = crew_start(<<<'PHP'
    $trip = getenv('TRIP');
    $worker = new Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = function ($conn) use ($trip) {
        if (file_exists($trip)) {
            unlink($trip);
            str_repeat('x', 50000000);
        }
    };
    $worker->onMessage = function ($conn, $message) use ($trip) {
        if ($message === 'wait') {
            touch($trip);
            usleep(600000);
        }
        $conn->send($message);
    };
    $worker->start();
    PHP, ['memory_limit' => '16M']);
$busy = $server->connect();
fwrite($busy, "wait\n");
wait_for(fn() => file_exists($trip));
$waiting = [];
for ($i = 0; $i < 20; $i++) {
    $waiting[] = $one = $server->connect();
    fwrite($one, "hello\n");
}
$served = 0;
foreach ($waiting as $one) {
    $served += @fgets($one) === "hello\n";
}
echo $served, " of 20 are served\n";
$server->stop();
?>
--EXPECT--
19 of 20 are served
