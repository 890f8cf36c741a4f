--TEST--
With the context option frame.delimiter messages end in it, received ones and sent ones
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0', ['frame' => ['delimiter' => "\r\n"]]);
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $message) => $conn->send("<$message>");
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "one\r\n\r\na\nb\r");
echo json_encode([fgets($client), fgets($client)]), "\n";
fwrite($client, "\n");
echo json_encode([fgets($client), fgets($client)]), "\n";
$server->stop();
?>
--EXPECT--
["<one>\r\n","<>\r\n"]
["<a\n","b>\r\n"]
