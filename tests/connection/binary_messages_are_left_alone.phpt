--TEST--
Bytes of every value go through unchanged
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $message) => fwrite($conn, $message);
    $worker->start();
    PHP);
$bytes = implode('', array_map('chr', range(0, 255)));
var_dump(raw($server->address, $bytes, 256) === $bytes);
foreach (["\0", 'a', "\xff"] as $byte) {
    var_dump(raw($server->address, $byte, 1) === $byte);
}
$server->stop();
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
