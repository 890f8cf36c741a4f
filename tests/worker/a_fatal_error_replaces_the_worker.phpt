--TEST--
Each fatal error is in the master's log, in words
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
    class Twice {}
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        match (trim($message)) {
            'declare' => eval('class Twice {}'),
            'abstract' => eval('class Half { abstract function f(); }'),
            'user' => trigger_error('the script gives up', E_USER_ERROR),
            'require' => require 'no_such_file.php',
        };
    };
    $worker->onConnect = fn ($conn) => fwrite($conn, "ready\n");
    $worker->start();
    PHP, ['error_reporting' => E_ALL & ~E_DEPRECATED]);
foreach (['declare', 'abstract', 'user'] as $i => $word) {
    echo raw($server->address, "$word\n");
    wait_for(fn () => substr_count($server->log(), 'replacing it') === $i + 1, 10, $server->log(...));
}
preg_match_all('/\[master\] warning: (.*); replacing/', $server->log(), $match);
echo implode("\n", $match[1]), "\n";
$server->stop();
?>
--EXPECT--
ready
ready
ready
worker 0 (pid N) exited with status 255: Cannot declare class Twice, because the name is already in use in server.php(6) : eval()'d code:1
worker 0 (pid N) exited with status 255: Class Half contains 1 abstract method and must therefore be declared abstract or implement the remaining methods (Half::f) in server.php(7) : eval()'d code:1
worker 0 (pid N) exited with status 255: the script gives up in server.php:8
