--TEST--
send() of a message whose length does not fit into the field throws; nothing is sent and the connection goes on
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0', ['frame' => ['length' => ['size' => 1]]]);
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        try {
            $conn->send(str_repeat('x', 256));
        } catch (Crew\Exception $e) {
            $conn->send($e->getMessage());
        }
        $conn->end(str_repeat('x', 255));
    };
    $worker->start();
    PHP);
$answer = raw($server->address, "\1?");
echo ord($answer), ' ', substr($answer, 1, ord($answer)), "\n", strlen($answer) - 1 - ord($answer), "\n";
$server->stop();
?>
--EXPECT--
55 A message of 256 bytes is too long for its length field
256
