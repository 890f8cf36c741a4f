--TEST--
pipe() takes a connection or its stream, and nothing else
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function (Crew\Connection $conn, $message) {
        foreach ([STDOUT, 'x', null] as $value) {
            try {
                $conn->pipe($value);
            } catch (TypeError $e) {
                echo $e->getMessage(), "\n";
            }
        }
        $conn->close();
    };
    $worker->start();
    PHP);
raw($server->address, "go\n");
$server->stop();
echo $server->stdout();
?>
--EXPECT--
Crew\Connection::pipe(): Argument #1 ($destination) must be the stream of an open Crew connection, resource given
Crew\Connection::pipe(): Argument #1 ($destination) must be the stream of an open Crew connection, string given
Crew\Connection::pipe(): Argument #1 ($destination) must be the stream of an open Crew connection, null given
