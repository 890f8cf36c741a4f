--TEST--
A client that asks much and reads nothing costs the worker little memory
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
        for ($i = 0; $i < strlen($message); $i++) {
            fwrite($conn, str_repeat('x', 10000));
        }
    };
    $worker->onError = fn () => null;
    $worker->start();
    PHP);
$memory = function ($pid) {
    preg_match('/VmHWM:\s+(\d+)/', file_get_contents("/proc/$pid/status"), $match);
    return $match[1] / 1024;
};
[$pid] = $server->workers(1);
raw($server->address, '??', 20000);
$before = $memory($pid);
$slow = $server->connect();
stream_set_blocking($slow, false);
$asked = 0;
do {
    $read = $except = null;
    $write = [$slow];
    $ready = stream_select($read, $write, $except, 0, 300000);
    $asked += $ready ? fwrite($slow, str_repeat('?', 100000)) : 0;
} while ($ready && $asked < 50000000);
echo $asked < 50000000 ? "held back\n" : "not held back\n";
echo raw($server->address, '?', 10000) === str_repeat('x', 10000) ? "another is served\n" : "another is not served\n";
$grown = $memory($pid) - $before;
echo $grown < 8 ? "little memory\n" : "$grown MiB\n";
$server->stop();
?>
--EXPECT--
held back
another is served
little memory
