--TEST--
An error handler that turns warnings into exceptions works in callbacks
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    set_error_handler(function ($level, $text) {
        throw new ErrorException($text);
    });
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        try {
            echo $undefined;
        } catch (ErrorException $e) {
            fwrite($conn, $e->getMessage() . "\n");
        }
        echo $undefined_too;
    };
    $worker->start();
    PHP);
echo raw($server->address, "go\n");
echo $server->wait_for_log('uncaught'), "\n";
$server->stop();
?>
--EXPECT--
Undefined variable $undefined
[worker 0] error: onMessage: uncaught ErrorException: Undefined variable $undefined_too in server.php:2
