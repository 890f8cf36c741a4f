--TEST--
The log of an exception has the exceptions before it
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = function ($conn) {
        throw new LogicException('outer', 0, new RuntimeException('inner'));
    };
    $worker->start();
    PHP);
raw($server->address, '');
preg_match_all('/^.*(?:inner|outer).*$/m', $server->stop(), $lines);
echo implode("\n", $lines[0]), "\n";
?>
--EXPECT--
[worker 0] error: onConnect: uncaught RuntimeException: inner in server.php:4
Next LogicException: outer in server.php:4
