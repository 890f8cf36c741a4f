--TEST--
A fatal error in a destructor at the end of a connection replaces the worker, too, and the master says why
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (getenv('USE_ZEND_ALLOC') === '0') echo 'skip memory_limit is the work of PHP\'s own allocator';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    class Large { function __destruct() { str_repeat('x', 50000000); } }
    $worker = new Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        $conn->context = $message === 'die' ? new Large : null;
        $conn->end($message);
    };
    $worker->start();
    PHP, ['memory_limit' => '16M']);
echo raw($server->address, "die\n");
echo $server->wait_for_log('replacing'), "\n";
echo raw($server->address, "the next\n");
$server->stop();
?>
--EXPECTF--
die
[master] warning: worker 0 (pid N) exited with status 255: Allowed memory size of 16777216 bytes exhausted%S(tried to allocate %d bytes) in server.php:1; replacing it
the next
