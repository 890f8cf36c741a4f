--TEST--
onMessage may be reassigned inside itself
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) use ($worker) {
        $worker->onMessage = function ($conn, $message) {
            fwrite($conn, "second\n");
        };
        gc_collect_cycles();
        fwrite($conn, "first\n");
    };
    $worker->start();
    PHP);
$client = $server->connect();
for ($i = 0; $i < 3; $i++) {
    fwrite($client, "go\n");
    echo fgets($client);
}
$server->stop();
?>
--EXPECT--
first
second
second
