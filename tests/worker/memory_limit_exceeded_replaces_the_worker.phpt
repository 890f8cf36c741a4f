--TEST--
A worker that exceeds memory_limit is replaced and the master says why
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
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        if ($message === "too much\n") {
            str_repeat('x', 50000000);
        }
        fwrite($conn, $message);
    };
    $worker->start();
    PHP, ['memory_limit' => '16M']);
[$before] = $server->workers(1);
echo raw($server->address, "too much\n");
echo $server->wait_for_log('replacing'), "\n";
echo raw($server->address, "the next\n", 9);
var_dump($server->workers(1) === [$before]);
$server->stop();
?>
--EXPECTF--
[master] warning: worker 0 (pid N) exited with status 255: Allowed memory size of 16777216 bytes exhausted%S(tried to allocate %d bytes) in server.php:5; replacing it
the next
bool(false)
