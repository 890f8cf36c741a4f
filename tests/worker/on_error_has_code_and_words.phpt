--TEST--
onError gets the connection, a code and its words
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxSendBufferSize = 1;
    $worker->onMessage = function ($conn, $message) {
        fwrite($conn, str_repeat('x', 20000000));
        fwrite($conn, 'refused');
    };
    $worker->onError = function (...$arguments) {
        echo implode(', ', array_map('get_debug_type', $arguments)), "\n";
        [$conn, $code, $text] = $arguments;
        var_dump($code === Crew\Connection::ERROR_SEND_BUFFER_FULL, $text);
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "go\n");
echo $server->wait_for_output("\"\n");
$server->stop();
?>
--EXPECT--
resource (stream), int, string
bool(true)
string(23) "the send buffer is full"
