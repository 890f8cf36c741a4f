--TEST--
feof tells that the peer has ended
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn) => print('onMessage: ' . json_encode(feof($conn)) . "\n");
    $worker->onClose = fn ($conn) => print('onClose: ' . json_encode(feof($conn)) . "\n");
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
onMessage: false
onClose: true
