--TEST--
Raw bytes come as they arrive, one callback for each arrival
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $message) => fwrite($conn, strlen($message) . "\n");
    $worker->start();
    PHP);
$client = $server->connect();
foreach ([1, 2, 1000] as $size) {
    fwrite($client, str_repeat('x', $size));
    echo fgets($client);
}
$server->stop();
?>
--EXPECT--
1
2
1000
