--TEST--
A class with input, decode and encode makes messages of bytes, and bytes of what is sent
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(JSON_LINES . <<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->protocol = JsonLines::class;
    $worker->onMessage = function ($conn, $message) {
        echo get_class($conn), ' ', json_encode($message), "\n";
        $conn->send(['you said' => $message]);
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "[1,2]\n\"two\"\n{\"a\":");
echo fgets($client), fgets($client);
fwrite($client, "null}\n");
echo fgets($client);
echo $server->wait_for_output('null}');
$server->stop();
?>
--EXPECT--
{"you said":[1,2]}
{"you said":"two"}
{"you said":{"a":null}}
Crew\Connection [1,2]
Crew\Connection "two"
Crew\Connection {"a":null}
