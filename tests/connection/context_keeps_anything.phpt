--TEST--
context keeps anything for the life of the connection
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function (Crew\Connection $conn, $message) {
        $conn->context ??= [];
        $conn->context[] = trim($message);
        $conn->send(implode('+', $conn->context) . "\n");
    };
    $worker->start();
    PHP);
$first = $server->connect();
$second = $server->connect();
foreach ([[$first, 'a'], [$second, 'x'], [$first, 'b'], [$second, 'y']] as [$client, $word]) {
    fwrite($client, "$word\n");
    echo fgets($client);
}
$server->stop();
?>
--EXPECT--
a
x
a+b
x+y
