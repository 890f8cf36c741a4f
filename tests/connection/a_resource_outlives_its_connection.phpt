--TEST--
A resource kept past its connection is a closed one and harmless
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $kept = [];
    $worker->onConnect = function ($conn) use (&$kept) { $kept[] = $conn; };
    $worker->onMessage = function ($conn, $message) use (&$kept) {
        fwrite($conn, json_encode(array_map('is_resource', $kept)) . "\n");
        foreach ($kept as $each) {
            try {
                fwrite($each, "to all\n");
            } catch (TypeError $e) {
                echo $e->getMessage(), "\n";
            }
        }
        $kept = [$conn];
    };
    $worker->onClose = fn () => print("over\n");
    $worker->start();
    PHP);
fclose($server->connect());
$server->wait_for_output('over');
$client = $server->connect();
fwrite($client, "go\n");
echo fgets($client), fgets($client);
fwrite($client, "go\n");
echo fgets($client), fgets($client);
echo $server->stdout();
$server->stop();
?>
--EXPECT--
[false,true]
to all
[true]
to all
over
fwrite(): supplied resource is not a valid stream resource
