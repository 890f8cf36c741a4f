--TEST--
What onMessage reads from the stream itself is no package any more
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(JSON_LINES . <<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->protocol = JsonLines::class;
    $worker->onMessage = function ($conn, $message) {
        $rest = fread($conn->stream(), 3);
        fwrite($conn->stream(), "[$message] and [$rest]\n");
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "1\nabc2\n");
echo fgets($client), fgets($client);
$server->stop();
?>
--EXPECT--
[1] and [abc]
[2] and []
