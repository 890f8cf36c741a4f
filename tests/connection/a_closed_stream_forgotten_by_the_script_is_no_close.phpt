--TEST--
Letting go of the variable does not close the connection
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        fwrite($conn, $message);
        $conn = null;
        unset($conn);
        gc_collect_cycles();
    };
    $worker->start();
    PHP);
$client = $server->connect();
foreach (["one\n", "two\n"] as $message) {
    fwrite($client, $message);
    echo fgets($client);
}
$server->stop();
?>
--EXPECT--
one
two
