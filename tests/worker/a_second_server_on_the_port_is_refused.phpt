--TEST--
A second server on the same port is refused, though both would share ports
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
    $worker->start();
    PHP);
[$process] = $server->workers(1);
try {
    (new Worker("tcp://$server->address"))->start();
} catch (Crew\BindException $e) {
    $words = str_replace($server->address, 'ADDRESS', $e->getMessage());
    echo preg_replace("/pid ($server->pid|$process) \(.*\)/", 'pid ITS (NAME)', $words), "\n";
}
echo raw($server->address, "still here\n", 11);
$server->stop();
?>
--EXPECT--
ADDRESS is in use by pid ITS (NAME)
still here
