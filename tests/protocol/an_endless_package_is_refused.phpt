--TEST--
When input() goes on asking for more, maxPackageSize is the end
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(JSON_LINES . <<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxPackageSize = 10000;
    $worker->protocol = JsonLines::class;
    $worker->onMessage = fn ($conn, $message) => $conn->send($message);
    $worker->onError = fn ($conn, $code, $text) => print("$text\n");
    $worker->start();
    PHP);
$client = $server->connect();
$largest = '"' . str_repeat('x', 9997) . "\"\n";
fwrite($client, $largest);
var_dump(read_n($client, 10000) === $largest);
fwrite($client, str_repeat('x', 10000));
var_dump(read_all($client));
echo $server->stdout();
$server->stop();
?>
--EXPECT--
bool(true)
string(0) ""
the message is larger than allowed
