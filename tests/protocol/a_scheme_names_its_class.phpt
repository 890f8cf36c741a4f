--TEST--
The scheme name:// stands for the class Protocols\Name, or else Crew\Protocols\Name
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

foreach (['Protocols', 'Crew\Protocols'] as $space) {
    $server = crew_start(str_replace('Worker(', '\Worker(', "namespace $space {" . str_replace('JsonLines', 'Lines', JSON_LINES) . '} namespace { ' . <<<'PHP'
        $worker = new Worker('lines://127.0.0.1:0');
        $worker->workerNum = 1;
        $worker->onMessage = fn ($conn, $message) => $conn->send($message);
        $worker->start();
        }
        PHP));
    $client = $server->connect();
    fwrite($client, "{ \"hello\" : \"$space[0]\" }\n");
    echo fgets($client);
    echo preg_replace('/.*listening on (\w+):.*/', '$1', $server->wait_for_log('listening')), "\n";
    $server->stop();
}
?>
--EXPECT--
{"hello":"P"}
lines
{"hello":"C"}
lines
