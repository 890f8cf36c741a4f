--TEST--
The callbacks come in this order and with these arguments
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    foreach (['onWorkerStart', 'onConnect', 'onMessage', 'onClose', 'onWorkerStop'] as $name) {
        $worker->$name = function (...$arguments) use ($name) {
            $shown = array_map(fn ($argument) => is_string($argument) ? trim($argument) : get_debug_type($argument), $arguments);
            echo "$name(", implode(', ', $shown), ")\n";
        };
    }
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "hello\n");
$server->wait_for_output('hello');
fwrite($client, "again\n");
$server->wait_for_output('again');
fclose($client);
$server->wait_for_output('onClose');
$server->stop();
echo $server->stdout();
?>
--EXPECT--
onWorkerStart(Crew\Worker)
onConnect(resource (stream))
onMessage(resource (stream), hello)
onMessage(resource (stream), again)
onClose(resource (stream))
onWorkerStop(Crew\Worker)
