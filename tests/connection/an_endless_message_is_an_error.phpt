--TEST--
A message that never ends is refused as soon as it is too large
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxPackageSize = 1000;
    $worker->onMessage = fn ($conn, $line) => print("not called\n");
    $worker->onError = fn ($conn, $code, $text) => print("$text\n");
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, str_repeat('x', 1500));
var_dump(read_all($client));
$server->stop();
echo $server->stdout();
?>
--EXPECT--
string(0) ""
the message is larger than allowed
