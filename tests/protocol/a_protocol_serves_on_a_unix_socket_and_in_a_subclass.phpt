--TEST--
A subclass may have its protocol as a default, on unix:// too
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(JSON_LINES . <<<'PHP'
    class Mine extends Worker
    {
        public $protocol = JsonLines::class;
        public $workerNum = 1;
    }
    $worker = new Mine('unix://' . __DIR__ . '/socket');
    $worker->onMessage = fn ($conn, $message) => $conn->send($message);
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "[ 1 ]\n");
echo fgets($client);
$server->stop();
?>
--EXPECT--
[1]
