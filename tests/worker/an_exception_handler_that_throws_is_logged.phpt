--TEST--
What an exception handler throws is logged
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    set_exception_handler(function ($e) {
        throw new LogicException('handler');
    });
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = fn () => throw new RuntimeException('callback');
    $worker->start();
    PHP);
echo raw($server->address, ''), raw($server->address, '');
preg_match_all('/^.*uncaught.*$/m', $server->stop(), $lines);
echo implode("\n", $lines[0]), "\n";
?>
--EXPECT--
[worker 0] error: onConnect: uncaught RuntimeException: callback in server.php:6
[worker 0] error: the exception handler: uncaught LogicException: handler in server.php:2
[worker 0] error: onConnect: uncaught RuntimeException: callback in server.php:6
[worker 0] error: the exception handler: uncaught LogicException: handler in server.php:2
