--TEST--
The script may catch what encode() throws, and the connection goes on
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(str_replace('return json_encode($data)', 'return json_encode($data, JSON_THROW_ON_ERROR)', JSON_LINES) . <<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->protocol = JsonLines::class;
    $worker->onMessage = function ($conn, $message) {
        foreach (['send', 'end'] as $method) {
            try {
                $conn->$method(NAN);
            } catch (JsonException $e) {
                $conn->send(get_class($e));
            }
        }
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "1\n2\n");
for ($i = 0; $i < 4; $i++) {
    echo fgets($client);
}
$server->stop();
?>
--EXPECT--
"JsonException"
"JsonException"
"JsonException"
"JsonException"
