--TEST--
Ten thousand connections that have come and gone leave nothing behind
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
if (getenv('USE_ZEND_ALLOC') === '0') echo 'skip measures memory';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        $object = Crew\Connection::of($conn);
        $object->context = [$object, $conn];
        $object->context = null;
        fwrite($conn, memory_get_usage() . "\n");
        fclose($conn);
    };
    $worker->onClose = fn ($conn) => null;
    $worker->start();
    PHP);
for ($i = 0; $i < 100; $i++) {
    $before = (int)raw($server->address, "go\n");
}
for ($i = 0; $i < 10000; $i++) {
    $after = (int)raw($server->address, "go\n");
}
var_dump($after - $before < 2000 ?: $after - $before);
$server->stop();
?>
--EXPECT--
bool(true)
