--TEST--
A warning in a callback is shown and ends nothing
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        echo $undefined;
        fwrite($conn, $message);
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "one\n");
echo fgets($client);
fwrite($client, "two\n");
echo fgets($client);
echo trim($server->wait_for_log('Undefined')), "\n";
$server->stop();
?>
--EXPECT--
one
two
Warning: Undefined variable $undefined in server.php on line 4
