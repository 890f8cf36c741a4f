--TEST--
What a callback throws is logged with its trace and ends that connection after what it wrote; the worker lives
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
    function fail($conn) {
        fwrite($conn, "before the exception\n");
        throw new RuntimeException('boom');
    }

    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        $message === "fail\n" ? fail($conn) : fwrite($conn, $message);
    };
    $worker->start();
    PHP);
$before = $server->workers(1);
$other = $server->connect();
fwrite($other, "first\n");
echo fgets($other);
echo raw($server->address, "fail\n");
fwrite($other, "still connected\n");
echo fgets($other);
echo raw($server->address, "new one\n", 8);
var_dump($server->workers() === $before);
echo $server->stop();
?>
--EXPECTF--
first
before the exception
still connected
new one
bool(true)
[master] notice: listening on tcp://127.0.0.1:0 (ADDRESS) with 1 worker
[worker 0] error: onMessage: uncaught RuntimeException: boom in server.php:3
Stack trace:
#0 server.php(9): fail(Resource id #%d)
#1 [internal function]: {closure%S}(Resource id #%d, 'fail\n')
#2 server.php(11): Crew\Worker->start()
#3 {main}
[master] notice: stopping
[master] notice: stopped
