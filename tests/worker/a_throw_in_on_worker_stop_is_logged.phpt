--TEST--
What onWorkerStop throws is logged
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onWorkerStop = fn () => throw new RuntimeException('not yet');
    $worker->start();
    PHP);
raw($server->address, '', 0);
preg_match('/.*uncaught.*/', $server->stop(), $line);
echo $line[0], "\n";
echo "exit status $server->exit\n";
?>
--EXPECT--
[worker 0] error: onWorkerStop: uncaught RuntimeException: not yet in server.php:3
exit status 0
