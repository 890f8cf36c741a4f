--TEST--
Every callback about a connection gets the same resource
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $known = [];
    $worker->onConnect = function ($conn) use (&$known) { $known[(int)$conn] = $conn; };
    $worker->onMessage = fn ($conn) => print(($GLOBALS['known'][(int)$conn] === $conn ? 'same' : 'other') . " in onMessage\n");
    $worker->onClose = fn ($conn) => print(($GLOBALS['known'][(int)$conn] === $conn ? 'same' : 'other') . " in onClose\n");
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "hello\n");
$server->wait_for_output('onMessage');
fclose($client);
echo $server->wait_for_output('onClose');
$server->stop();
?>
--EXPECT--
same in onMessage
same in onClose
