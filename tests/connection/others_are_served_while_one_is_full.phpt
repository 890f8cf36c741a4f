--TEST--
While one client does not read, others are served and its requests wait
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $message) => fwrite($conn, $message === "big\n" ? str_repeat('x', 20000000) : $message);
    $worker->onBufferFull = fn () => print("full\n");
    $worker->start();
    PHP);
$slow = $server->connect();
fwrite($slow, "big\n");
$server->wait_for_output('full');
fwrite($slow, "and this\n");
for ($i = 0; $i < 3; $i++) {
    echo raw($server->address, "client $i\n", 9);
}
echo strlen(read_n($slow, 20000000)), "\n";
echo fgets($slow);
$server->stop();
?>
--EXPECT--
client 0
client 1
client 2
20000000
and this
