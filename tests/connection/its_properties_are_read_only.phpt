--TEST--
A connection's properties cannot be written, but context can
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function (Crew\Connection $conn, $message) {
        $tries = [
            function () use ($conn) { $conn->id = 7; },
            function () use ($conn) { $conn->remoteAddress .= 'x'; },
            function () use ($conn) { $conn->bytesRead++; },
            function () use ($conn) { unset($conn->pendingBytes); },
            function () use ($conn) { $reference = &$conn->localAddress; },
            function () use ($conn) { $conn->other = 1; },
            function () use ($conn) { $conn->context = ['a' => 1]; $conn->context['b'] = 2; echo json_encode($conn->context), "\n"; },
        ];
        foreach ($tries as $try) {
            try {
                $try();
            } catch (Error $e) {
                echo $e->getMessage(), "\n";
            }
        }
        var_dump(isset($conn->id), isset($conn->other), empty($conn->pendingBytes), $conn->context['b']);
        $conn->close();
    };
    $worker->start();
    PHP);
raw($server->address, "go\n");
$server->stop();
echo $server->stdout();
?>
--EXPECT--
Cannot modify read-only property Crew\Connection::$id
Cannot modify read-only property Crew\Connection::$remoteAddress
Cannot modify read-only property Crew\Connection::$bytesRead
Cannot unset read-only property Crew\Connection::$pendingBytes
Cannot modify read-only property Crew\Connection::$localAddress
Cannot create dynamic property Crew\Connection::$other
{"a":1,"b":2}
bool(true)
bool(false)
bool(true)
int(2)
