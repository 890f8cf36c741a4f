--TEST--
Crew\Connection::of() refuses everything but the stream of an open connection
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        $object = Crew\Connection::of($conn);
        fclose($conn);
        foreach ([STDIN, 1, null, 'stream', new stdClass, stream_context_create(), $conn] as $value) {
            try {
                Crew\Connection::of($value);
                echo "accepted\n";
            } catch (TypeError $e) {
                echo $e->getMessage(), "\n";
            }
        }
        var_dump(Crew\Connection::of($object) === $object);
    };
    $worker->start();
    PHP);
raw($server->address, "go\n");
$server->stop();
echo $server->stdout();
?>
--EXPECT--
Crew\Connection::of(): Argument #1 ($stream) must be the stream of an open Crew connection, resource given
Crew\Connection::of(): Argument #1 ($stream) must be the stream of an open Crew connection, int given
Crew\Connection::of(): Argument #1 ($stream) must be the stream of an open Crew connection, null given
Crew\Connection::of(): Argument #1 ($stream) must be the stream of an open Crew connection, string given
Crew\Connection::of(): Argument #1 ($stream) must be the stream of an open Crew connection, stdClass given
Crew\Connection::of(): Argument #1 ($stream) must be the stream of an open Crew connection, resource given
Crew\Connection::of(): Argument #1 ($stream) must be the stream of an open Crew connection, closed resource given
bool(true)
