--TEST--
set_exception_handler()'s function gets what callbacks throw, each time, and the log does not
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
    set_exception_handler(function ($e) {
        echo 'handled ', $e->getMessage(), "\n";
    });
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        throw new RuntimeException(trim($message));
    };
    $worker->start();
    PHP);
$before = $server->workers(1);
echo raw($server->address, "one\n"), raw($server->address, "two\n");
var_dump($server->workers() === $before);
echo $server->stdout();
echo $server->stop();
?>
--EXPECT--
bool(true)
handled one
handled two
[master] notice: listening on tcp://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
