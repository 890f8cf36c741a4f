--TEST--
On text:// each line is a message, whatever packets it comes in
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $line) => $conn->send('[' . $line . ']');
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "one\ntwo\r\n\nfo");
echo fgets($client), fgets($client), fgets($client);
fwrite($client, "ur\nfive\n");
echo fgets($client), fgets($client);
$server->stop();
?>
--EXPECT--
[one]
[two]
[]
[four]
[five]
