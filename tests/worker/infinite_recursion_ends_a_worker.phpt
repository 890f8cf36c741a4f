--TEST--
Endless recursion ends the worker at memory_limit, not the server
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
if (getenv('USE_ZEND_ALLOC') === '0') echo 'skip memory_limit is the work of PHP\'s own allocator';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    function deeper() { return [deeper()]; }
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $message) => $message === "deep\n" ? deeper() : fwrite($conn, $message);
    $worker->start();
    PHP, ['memory_limit' => '32M']);
raw($server->address, "deep\n");
echo $server->wait_for_log('replacing'), "\n";
echo raw($server->address, "flat\n", 5);
$server->stop();
?>
--EXPECTF--
[master] warning: worker 0 (pid N) exited with status 255: Allowed memory size of 33554432 bytes exhausted%S (tried to allocate %d bytes) in server.php:1; replacing it
flat
