--TEST--
What onClose throws is logged and ends nothing else
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $message) => fwrite($conn, $message);
    $worker->onClose = fn () => throw new RuntimeException('not so fast');
    $worker->start();
    PHP);
$before = $server->workers(1);
echo raw($server->address, "one\n", 4);
echo $server->wait_for_log('uncaught'), "\n";
echo raw($server->address, "two\n", 4);
var_dump($server->workers() === $before);
wait_for(fn () => substr_count($server->log(), 'not so fast') === 2);
$server->stop();
?>
--EXPECT--
one
[worker 0] error: onClose: uncaught RuntimeException: not so fast in server.php:4
two
bool(true)
